// Takes the names of new CustomResourceDefinitions: none of them is ever taken here.
import { type Json, objectAt } from '../store/json.ts';
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

/** One pass over all definitions. */
export function reconcileDefinitions(world: World): void {
  for (const definition of world.list('CustomResourceDefinition')) {
    if (hasCondition(definition, 'Established')) continue;
    const conditions = CONDITIONS.reduce<readonly Json[]>((list, condition) => withCondition(list, condition), []);
    const acceptedNames = objectAt(definition, 'spec.names');
    world.setStatus(definition, { ...objectAt(definition, 'status'), acceptedNames, conditions }, 'kube-apiserver');
  }
}
