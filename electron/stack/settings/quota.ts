// A quota that the stack itself fits into, whatever volumes, resources, exporters and manifests were chosen.
import { scalar } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { POD_SPEC } from '../manifests/edit.ts';
import { bytes, isClaim, podsOf, storageOf } from './amounts.ts';

/** For a second pod of each while they are replaced, a second node, a volume that grows. */
const ROOM = 2;

const GIB = 1024 ** 3;
const gibibytes = (amount: number) => `${Math.ceil(amount / GIB)}Gi`;
const count = (amount: number) => `${Math.ceil(amount)}`;

/** The resources of a container that says nothing itself, as the LimitRange beside the quota has them. */
const UNSAID = { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } };

/** Each amount of the quota: what an object takes of it, and how it is written. */
const AMOUNTS: Readonly<Record<string, readonly [of: (object: KubeObject) => number, written: typeof count]>> = {
  'requests.cpu': [ofContainers(['requests', 'cpu'], cores), count],
  'requests.memory': [ofContainers(['requests', 'memory'], bytes), gibibytes],
  'limits.memory': [ofContainers(['limits', 'memory'], bytes), gibibytes],
  pods: [podsOf, count],
  persistentvolumeclaims: [(object) => (isClaim(object) ? 1 : 0), count],
  'requests.storage': [storageOf, gibibytes],
};

/**
 * The stack's objects, its quota raised to twice what they and `extra`, the person's own, ask for. Where the assets allow
 * more, and where there is no quota, the objects as they are.
 */
export function withRoom(objects: readonly KubeObject[], extra: readonly KubeObject[]): readonly KubeObject[] {
  return objects.map((object) => {
    if (object.kind !== 'ResourceQuota') return object;
    return Object.entries(AMOUNTS).reduce((quota, [name, [of, written]]) => {
      const path = ['spec', 'hard', name];
      const wanted = ROOM * [...objects, ...extra].reduce((sum, one) => sum + of(one), 0);
      return wanted > bytes(valueAt(quota, path)) ? withValueAt(quota, path, written(wanted)) : quota;
    }, object);
  });
}

function ofContainers(path: readonly string[], amount: (value: unknown) => number) {
  return (object: KubeObject): number => {
    const containers = valueAt(object, [...POD_SPEC, 'containers']);
    const said = (container: unknown) => valueAt(container, ['resources', ...path]) ?? valueAt(UNSAID, path);
    const each = Array.isArray(containers) ? containers.map((container) => amount(said(container))) : [];
    return podsOf(object) * each.reduce((sum, one) => sum + one, 0);
  };
}

function cores(value: unknown): number {
  const text = scalar(value);
  return text.endsWith('m') ? bytes(text.slice(0, -1)) / 1000 : bytes(text);
}
