// Random contents for a release, and random histories of it: what the properties are tried on.
import fc from 'fast-check';
import type { KubeObject } from '../../shared/model/object.ts';

/** One step in the life of a release. */
export type Step =
  | { readonly do: 'apply'; readonly objects: readonly KubeObject[] }
  /** To one of the revisions that there are, by a share of them. */
  | { readonly do: 'rollBack'; readonly share: number }
  | { readonly do: 'uninstall'; readonly deleteData: boolean }
  /** A stranger at work: on a field of the release, beside it, on a whole object, or in its place. */
  | { readonly do: 'edit' | 'annotate' | 'delete'; readonly kind: string; readonly name: string }
  | { readonly do: 'usurp' | 'addOwn'; readonly name: string };

const letters = fc.constantFrom('a', 'b', 'c');
// Never empty: that an empty map is owned by itself alone, `managedFields` cannot tell from owning all that others put in.
const data = fc.dictionary(letters, fc.constantFrom('1', '2', '0644', 'yes', ''), { minKeys: 1, maxKeys: 3 });
const labels = fc.dictionary(fc.constantFrom('tier', 'team'), letters, { maxKeys: 2 });
const app = fc.constantFrom('web', 'api');
const encoded = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));

const made = (
  apiVersion: string,
  kind: string,
  name: string,
  content: fc.Arbitrary<object>,
): fc.Arbitrary<KubeObject> =>
  fc.record({ labels, content }).map((one) => ({
    apiVersion,
    kind,
    metadata: { name, ...(Object.keys(one.labels).length > 0 ? { labels: one.labels } : {}) },
    ...one.content,
  }));

const containers = fc
  .uniqueArray(
    fc.record({
      name: letters,
      image: fc.constantFrom('busybox:1.36', 'busybox:1.37'),
      env: fc.uniqueArray(fc.record({ name: letters, value: letters }), { selector: ({ name }) => name, maxLength: 2 }),
      envFrom: fc.constantFrom([], [{ configMapRef: { name: 'one', optional: true } }]),
    }),
    { selector: ({ name }) => name, minLength: 1, maxLength: 2 },
  )
  .map((list) => list.map((one) => ({ ...one, resources: { limits: { cpu: '500m' } } })));
/** A selector cannot be changed: another one means another object. */
const workload = fc.record({ app, containers }).map((one) => ({
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: one.app } },
    template: { metadata: { labels: { app: one.app } }, spec: { containers: one.containers } },
  },
}));
const ports = fc
  .uniqueArray(fc.constantFrom(80, 443, 8080), { minLength: 1, maxLength: 3 })
  .map((list) => list.map((port) => ({ name: `p${port}`, port })));

/** Of each place in a release what may be in it; each has a name of its own. */
const PLACES: readonly fc.Arbitrary<KubeObject>[] = [
  made(
    'v1',
    'ConfigMap',
    'one',
    data.map((content) => ({ data: content })),
  ),
  made(
    'v1',
    'ConfigMap',
    'two',
    data.map((content) => ({ data: content })),
  ),
  made(
    'v1',
    'ConfigMap',
    'fixed',
    data.map((content) => ({ data: content, immutable: true })),
  ),
  made(
    'v1',
    'Secret',
    'one',
    data.map((content) => ({ data: encoded(content) })),
  ),
  made(
    'v1',
    'Service',
    'one',
    fc.record({ app, ports }).map((one) => ({ spec: { selector: { app: one.app }, ports: one.ports } })),
  ),
  made('apps/v1', 'Deployment', 'one', workload),
  made(
    'apps/v1',
    'DaemonSet',
    'one',
    workload.map(({ spec: { replicas: _replicas, ...spec } }) => ({
      spec: {
        ...spec,
        template: { ...spec.template, spec: { ...spec.template.spec, nodeSelector: { nowhere: 'here' } } },
      },
    })),
  ),
  made(
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    'one',
    letters.map((name) => ({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: 'default' }],
    })),
  ),
  made(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'one',
    app.map((name) => ({
      spec: {
        podSelector: { matchLabels: { app: name } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }] }],
      },
    })),
  ),
  made(
    'policy/v1',
    'PodDisruptionBudget',
    'one',
    fc.constantFrom(0, 1, '50%').map((maxUnavailable) => ({
      spec: { maxUnavailable, selector: { matchLabels: { app: 'web' } } },
    })),
  ),
];

/** The claim is always the same: what cannot be changed in it would block the plan. */
const claims = fc.subarray(['one', 'two']).map((names) =>
  names.map(
    (name): KubeObject => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'odin-late',
        resources: { requests: { storage: '1Gi' } },
      },
    }),
  ),
);

/** Six to ten objects. */
export const objectSet: fc.Arbitrary<readonly KubeObject[]> = fc
  .record({ places: fc.shuffledSubarray([...PLACES], { minLength: 6, maxLength: 8 }), claims })
  .chain((chosen) => fc.tuple(...chosen.places).map((objects) => [...objects, ...chosen.claims]));

const target = fc.constantFrom(
  { kind: 'configmaps', name: 'one' },
  { kind: 'configmaps', name: 'two' },
  { kind: 'secrets', name: 'one' },
  { kind: 'services', name: 'one' },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: objectSet.map((objects): Step => ({ do: 'apply', objects })) },
  {
    weight: 4,
    arbitrary: fc.double({ min: 0, max: 0.99, noNaN: true }).map((share): Step => ({ do: 'rollBack', share })),
  },
  { weight: 2, arbitrary: fc.boolean().map((deleteData): Step => ({ do: 'uninstall', deleteData })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('edit', 'annotate', 'delete'), target)
      .map(([what, where]): Step => ({ do: what, ...where })),
  },
  { weight: 2, arbitrary: fc.constantFrom('one', 'two').map((name): Step => ({ do: 'usurp', name })) },
  { weight: 1, arbitrary: letters.map((name): Step => ({ do: 'addOwn', name: `of-a-stranger-${name}` })) },
);

/** A life begins with an install. */
export const life: fc.Arbitrary<readonly Step[]> = fc
  .tuple(objectSet, fc.array(step, { minLength: 2, maxLength: 6 }))
  .map(([objects, steps]) => [{ do: 'apply', objects }, ...steps]);
