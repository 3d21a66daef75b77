// EndpointSlices: which pods are behind each Service.
import { type Json, type JsonObject, listAt, objectAt, stringAt, valueAt } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import { controlledBy, isReady, ownerReference } from './owned.ts';
import { isSelected, nameOf, namespaceOf, uidOf, type World } from './world.ts';

/** One pass over all Services with a selector. */
export function reconcileEndpoints(world: World): void {
  for (const service of world.list('Service')) {
    const selector = objectAt(service, 'spec.selector');
    if (Object.keys(selector).length === 0 || isTerminating(service)) continue;
    const pods = world
      .list('Pod', namespaceOf(service))
      .filter((pod) => isSelected(selector, pod) && stringAt(pod, 'status.podIP') !== '');
    const content = {
      addressType: 'IPv4',
      endpoints: pods.map(endpointOf),
      ports: listAt(service, 'spec.ports').map((port) => slicePort(port, pods)),
    };
    const [slice] = controlledBy(world, service, 'EndpointSlice');
    if (slice !== undefined) world.change(slice, (live) => ({ ...live, ...content }));
    else {
      world.create('EndpointSlice', namespaceOf(service), {
        metadata: {
          generateName: `${nameOf(service)}-`,
          labels: {
            ...objectAt(service, 'metadata.labels'),
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
            'kubernetes.io/service-name': nameOf(service),
          },
          ownerReferences: [ownerReference(service)],
        },
        ...content,
      });
    }
  }
}

function endpointOf(pod: JsonObject): JsonObject {
  const terminating = isTerminating(pod);
  const serving = listAt(pod, 'status.conditions').some(
    (it) => stringAt(it, 'type') === 'Ready' && stringAt(it, 'status') === 'True',
  );
  return {
    addresses: [stringAt(pod, 'status.podIP')],
    conditions: { ready: isReady(pod), serving, terminating },
    nodeName: stringAt(pod, 'spec.nodeName'),
    targetRef: { kind: 'Pod', namespace: namespaceOf(pod), name: nameOf(pod), uid: uidOf(pod) },
  };
}

function slicePort(port: Json, pods: readonly JsonObject[]): JsonObject {
  const target = valueAt(port, 'targetPort') ?? valueAt(port, 'port');
  const number = typeof target === 'number' ? target : namedPort(String(target), pods);
  return { name: stringAt(port, 'name'), protocol: stringAt(port, 'protocol'), port: number };
}

function namedPort(name: string, pods: readonly JsonObject[]): number {
  for (const pod of pods) {
    for (const container of listAt(pod, 'spec.containers')) {
      const found = listAt(container, 'ports').find((it) => stringAt(it, 'name') === name);
      const number = valueAt(found, 'containerPort');
      if (typeof number === 'number') return number;
    }
  }
  return 0;
}
