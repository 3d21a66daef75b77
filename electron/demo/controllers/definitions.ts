// Takes the names of new CustomResourceDefinitions: none of them is ever taken here.
import { broughtBy } from '../store/custom-resources.ts';
import { type Json, type JsonObject, objectAt } from '../store/json.ts';
import type { Resource } from '../store/resources.ts';
import { withCondition } from './conditions.ts';
import { hasCondition, type World } from './world.ts';

const CONDITIONS = [
  { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' },
  {
    type: 'Established',
    status: 'True',
    reason: 'InitialNamesAccepted',
    message: 'the initial names have been accepted',
  },
];

/** Keeps what the definitions brought, to take it along when one goes. */
export class DefinitionController {
  #served: readonly Resource[] = [];

  /** One pass over all definitions. */
  reconcile(world: World): void {
    const definitions = world.list('CustomResourceDefinition');
    for (const definition of definitions) if (!hasCondition(definition, 'Established')) establish(world, definition);
    const served = world.list('CustomResourceDefinition').flatMap(broughtBy);
    const { store } = world.registry;
    for (const gone of this.#served.filter((resource) => !served.some((it) => isSameKind(it, resource)))) {
      for (const object of store.list(gone)) store.remove(gone, object);
    }
    this.#served = served;
  }
}

function isSameKind(one: Resource, other: Resource): boolean {
  return one.group === other.group && one.kind === other.kind;
}

function establish(world: World, definition: JsonObject): void {
  const conditions = CONDITIONS.reduce<readonly Json[]>((list, condition) => withCondition(list, condition), []);
  const acceptedNames = objectAt(definition, 'spec.names');
  world.setStatus(definition, { ...objectAt(definition, 'status'), acceptedNames, conditions }, 'kube-apiserver');
}
