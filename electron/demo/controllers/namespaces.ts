// Namespaces: what each begins with, and how it is emptied when it goes.
import { resourcesOf } from '../store/custom-resources.ts';
import { type JsonObject, listAt, objectAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import { isTerminating } from '../store/strategy.ts';
import { nameOf, type World } from './world.ts';

const CA_NOTE =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** One pass over all namespaces. */
export function reconcileNamespaces(world: World): void {
  for (const namespace of world.list('Namespace')) {
    if (isTerminating(namespace)) empty(world, namespace);
    else furnish(world, nameOf(namespace));
  }
}

function furnish(world: World, namespace: string): void {
  if (world.get('ServiceAccount', namespace, 'default') === undefined) {
    world.create('ServiceAccount', namespace, { metadata: { name: 'default' } });
  }
  if (world.get('ConfigMap', namespace, 'kube-root-ca.crt') === undefined) {
    world.create('ConfigMap', namespace, {
      metadata: { name: 'kube-root-ca.crt', annotations: { 'kubernetes.io/description': CA_NOTE } },
      data: { 'ca.crt': '' },
    });
  }
}

/** Deletes everything in it; the namespace itself goes when nothing is left and nobody else holds it. */
function empty(world: World, namespace: JsonObject): void {
  let left = 0;
  const { registry } = world;
  for (const resource of resourcesOf(registry.store).filter(({ namespaced }) => namespaced)) {
    for (const object of registry.store.list(resource, nameOf(namespace))) {
      if (!isTerminating(object)) registry.delete(resource, object);
      if (registry.store.get(resource, nameOf(namespace), nameOf(object)) !== undefined) left++;
    }
  }
  const isHeld = listAt(namespace, 'spec.finalizers').includes('kubernetes');
  if (left > 0 || (!isHeld && listAt(namespace, 'metadata.finalizers').length > 0)) return;
  const live = world.fresh(namespace);
  if (live === undefined) return;
  const finalizers = listAt(live, 'spec.finalizers').filter((it) => it !== 'kubernetes');
  const resource = resourceOf('Namespace');
  const emptied = { ...live, spec: { ...objectAt(live, 'spec'), finalizers } };
  if (finalizers.length === 0 && listAt(live, 'metadata.finalizers').length === 0)
    registry.store.remove(resource, emptied);
  else if (isHeld) registry.store.put(resource, emptied);
}
