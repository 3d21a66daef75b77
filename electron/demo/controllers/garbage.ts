// Garbage collection: what nobody owns any more goes; foreground and orphan deletions are carried out.
import { isObject, type JsonObject, listAt, stringAt, withValue } from '../store/json.ts';
import { RESOURCES } from '../store/resources.ts';
import { isTerminating } from '../store/strategy.ts';
import { dropFinalizer } from './volumes.ts';
import { uidOf, type World } from './world.ts';

/** One pass over all objects. */
export function reconcileGarbage(world: World): void {
  const all = RESOURCES.filter(({ kind }) => kind !== 'Event').flatMap(({ kind }) => world.list(kind));
  const uids = new Set(all.map(uidOf));
  const owned = all.filter((object) => ownersOf(object).length > 0);
  for (const object of owned) {
    if (!isTerminating(object) && ownersOf(object).every((owner) => !uids.has(owner))) world.remove(object);
  }
  for (const object of all.filter(isTerminating)) {
    const finalizers = listAt(object, 'metadata.finalizers');
    const dependents = owned.filter((it) => ownersOf(it).includes(uidOf(object)));
    if (finalizers.includes('orphan')) {
      for (const dependent of dependents) disown(world, dependent, uidOf(object));
      dropFinalizer(world, object, 'orphan');
    }
    if (finalizers.includes('foregroundDeletion')) {
      for (const dependent of dependents)
        if (!isTerminating(dependent)) world.remove(dependent, { propagation: 'Foreground' });
      if (dependents.every((it) => world.fresh(it) === undefined)) dropFinalizer(world, object, 'foregroundDeletion');
    }
  }
}

function ownersOf(object: JsonObject): readonly string[] {
  return listAt(object, 'metadata.ownerReferences').map((it) => stringAt(it, 'uid'));
}

function disown(world: World, dependent: JsonObject, owner: string): void {
  world.change(dependent, (live) => {
    const others = listAt(live, 'metadata.ownerReferences').filter((it) => !isObject(it) || it.uid !== owner);
    return withValue(live, 'metadata.ownerReferences', others.length === 0 ? undefined : others);
  });
}
