// Everything in a namespace at one moment, to be compared with what a plan said would happen to it.
import { expect } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { FIELD_MANAGER, ownedFields, pick } from '../../electron/release/fields/owned-fields.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';

const LISTS: readonly (readonly [apiVersion: string, kind: string, plural: string])[] = [
  ['v1', 'ConfigMap', 'configmaps'],
  ['v1', 'Secret', 'secrets'],
  ['v1', 'Service', 'services'],
  ['v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'],
  ['apps/v1', 'Deployment', 'deployments'],
  ['apps/v1', 'DaemonSet', 'daemonsets'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'],
  ['policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'],
];
/** Kinds that controllers write to at any time. */
const RESTLESS = new Set(['Deployment', 'DaemonSet', 'PodDisruptionBudget', 'PersistentVolumeClaim', 'Namespace']);

/** Objects by `Kind/namespace/name`. */
export type Snapshot = ReadonlyMap<string, KubeObject>;

/** All objects of a namespace and itself, without the release's records. */
export async function snapshot(client: KubeClient, namespace: string): Promise<Snapshot> {
  const lists = await Promise.all(
    LISTS.map(async ([apiVersion, kind, plural]) => {
      const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
      const { body } = await client.request<{ items: readonly KubeObject[] }>({
        path: `${root}/namespaces/${namespace}/${plural}`,
      });
      return body.items.map((object) => ({ ...object, apiVersion, kind }));
    }),
  );
  const { body } = await client.request<{ items: readonly KubeObject[] }>({
    path: '/api/v1/namespaces',
    query: { fieldSelector: `metadata.name=${namespace}` },
  });
  const own = body.items.map((object) => ({ ...object, apiVersion: 'v1', kind: 'Namespace' }));
  const isRecord = ({ metadata: { name } }: KubeObject) => /^(sh\.helm\.release|odin-state|kube-root-ca)/.test(name);
  const all = [...lists.flat(), ...own].filter((object) => !isRecord(object));
  return new Map(all.map((object) => [formatRef({ ...object, ...nameOf(object) }), object]));
}

function nameOf({ metadata: { name, namespace } }: KubeObject) {
  return { name, ...(namespace === undefined ? {} : { namespace }) };
}

/** What each object owns by the release, and its value. */
export function ownedValues(objects: Snapshot, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.map((name) => {
      const object = objects.get(name);
      return [name, object === undefined ? 'absent' : pick(object, ownedFields(object, FIELD_MANAGER))];
    }),
  );
}

/** What an object is, whatever controllers say of it. */
function essence({ status: _status, metadata, ...rest }: KubeObject): unknown {
  const { uid, labels, annotations } = metadata;
  const {
    'deployment.kubernetes.io/revision': _revision,
    'deprecated.daemonset.template.generation': _generation,
    ...own
  } = annotations ?? {};
  return { ...rest, uid, labels, annotations: own };
}

/** Holds what happened to what the plan had said: every object of it, and every other one. */
export function expectAsPlanned({ changes }: Plan, before: Snapshot, after: Snapshot): void {
  const planned = new Map(changes.map(({ ref, op }) => [formatRef(ref), op]));
  for (const name of new Set([...planned.keys(), ...before.keys(), ...after.keys()])) {
    const op = planned.get(name);
    const [old, now] = [before.get(name), after.get(name)];
    const said = `${name} was ${op ?? 'not mentioned'}`;
    switch (op) {
      case 'created':
        expect([old, now?.metadata.uid], said).toEqual([undefined, expect.any(String)]);
        break;
      case 'deleted':
        expect(old, said).toBeDefined();
        expect(now, said).toBeUndefined();
        break;
      case 'replaced':
        expect(now?.metadata.uid, said).toEqual(expect.any(String));
        expect(now?.metadata.uid, said).not.toBe(old?.metadata.uid);
        break;
      case 'configured':
        expect(now?.metadata.uid, said).toBe(old?.metadata.uid);
        expect(now?.metadata.resourceVersion, said).not.toBe(old?.metadata.resourceVersion);
        break;
      default:
        expect(now && essence(now), said).toEqual(old && essence(old));
        if (old !== undefined && !RESTLESS.has(old.kind)) {
          expect(now?.metadata.resourceVersion, said).toBe(old.metadata.resourceVersion);
        }
    }
  }
}

/** What of `wanted` is not there, as paths: told without the engine. Lists that the server merges by name may have any order. */
export function missingFrom(live: unknown, wanted: unknown, path = ''): readonly string[] {
  if (Array.isArray(wanted)) {
    const items: readonly unknown[] = Array.isArray(live) ? live : [];
    const extra = items.length === wanted.length ? [] : [`${path}: ${items.length} instead of ${wanted.length}`];
    const like = (one: unknown, index: number) => items.find((item) => nameIn(item) === nameIn(one)) ?? items[index];
    return [...extra, ...wanted.flatMap((one, index) => missingFrom(like(one, index), one, `${path}[${index}]`))];
  }
  if (typeof wanted !== 'object' || wanted === null) return live === wanted ? [] : [path];
  const fields = (live ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).flatMap(([key, value]) => missingFrom(fields[key], value, `${path}.${key}`));
}

function nameIn(item: unknown): unknown {
  return (item as { readonly name?: unknown } | undefined)?.name ?? NaN;
}
