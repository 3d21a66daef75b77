import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { Assessment, Entry } from '../object/entry.ts';
import { withAwaited } from './awaiting.ts';

const NAMESPACED = new Set([
  'Pod',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ResourceQuota',
  'LimitRange',
  'ConfigMap',
]);

function entry(
  kind: string,
  name: string,
  more: Partial<Assessment> & { apiVersion?: string; spec?: unknown } = {},
): Entry {
  const { apiVersion = 'v1', spec, ...assessment } = more;
  const namespaced = NAMESPACED.has(kind) || kind === 'Deployment' || kind === 'Gizmo';
  const body = { apiVersion, kind, metadata: { name }, ...(spec === undefined ? {} : { spec }) } as KubeObject;
  return {
    ref: { apiVersion, kind, name, ...(namespaced ? { namespace: 'here' } : {}) },
    resource: {
      apiVersion,
      kind,
      plural: `${kind.toLowerCase()}${kind.endsWith('s') ? 'es' : 's'}`,
      namespaced,
      verbs: [],
    },
    body,
    recorded: body,
    mode: 'apply',
    isScaled: false,
    untried: undefined,
    assessment: { op: 'created', warnings: [], ...assessment },
  };
}
const refused = (refusal: string, kind = 'Pod', more = {}): Entry =>
  entry(kind, 'web', { refusal, blocker: `${kind}/web: ${refusal}`, ...more });
const changed = { op: 'configured' } as const;
const first = (entries: readonly Entry[]) => withAwaited(entries)[0]?.assessment;

const SERVED = { spec: { template: { spec: {} } }, apiVersion: 'apps/v1' };
const webhook = (name: string, more = {}): Entry => {
  const one = entry('ValidatingWebhookConfiguration', 'checks', more);
  return { ...one, body: { ...one.body, webhooks: [{ name }] } };
};
const definition = entry('CustomResourceDefinition', 'gizmos.example.com', {
  ...changed,
  spec: { group: 'example.com', names: { kind: 'Gizmo' } },
});

// Word for word what API servers and webhooks say, and a sibling that would cure it.
const CURED: readonly (readonly [string, Entry, Entry])[] = [
  [
    'an account',
    refused('pods "web" is forbidden: error looking up service account here/runner: serviceaccount "runner" not found'),
    entry('ServiceAccount', 'runner'),
  ],
  [
    'an account, in the plural',
    refused(
      'pods "web" is forbidden: error looking up service account here/runner: serviceaccounts "runner" not found',
    ),
    entry('ServiceAccount', 'runner'),
  ],
  [
    'the account of every namespace',
    refused(
      'pods "web" is forbidden: error looking up service account here/default: serviceaccount "default" not found',
    ),
    entry('Namespace', 'here'),
  ],
  [
    'a priority',
    refused('pods "web" is forbidden: no PriorityClass with name field-urgent was found'),
    entry('PriorityClass', 'field-urgent'),
  ],
  [
    'a runtime',
    refused('pods "web" is forbidden: pod rejected: RuntimeClass "kata" not found'),
    entry('RuntimeClass', 'kata'),
  ],
  ['a role', refused('roles.rbac.authorization.k8s.io "reader" not found', 'RoleBinding'), entry('Role', 'reader')],
  [
    'a cluster role',
    refused('clusterroles.rbac.authorization.k8s.io "reader" not found', 'RoleBinding'),
    entry('ClusterRole', 'reader'),
  ],
  [
    'what a webhook looks up',
    refused('admission webhook "i.example.com" denied the request: IngressClass "nginx" does not exist', 'ConfigMap'),
    entry('IngressClass', 'nginx'),
  ],
  [
    'a quota that grows',
    refused('pods "web" is forbidden: exceeded quota: room, requested: pods=1, used: pods=2, limited: pods=2'),
    entry('ResourceQuota', 'room', changed),
  ],
  [
    'defaults for a quota',
    refused('pods "web" is forbidden: failed quota: room: must specify limits.cpu for: c'),
    entry('LimitRange', 'defaults'),
  ],
  [
    'a limit that grows',
    refused('pods "web" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi'),
    entry('LimitRange', 'size', changed),
  ],
  [
    'a level of Pod Security',
    refused('pods "web" is forbidden: violates PodSecurity "restricted:latest": host namespaces (hostNetwork=true)'),
    entry('Namespace', 'here', changed),
  ],
  [
    'a webhook that changes',
    refused('admission webhook "a.example.com" denied the request: no'),
    webhook('a.example.com', changed),
  ],
  [
    'the server of a webhook',
    refused(
      'Internal error occurred: failed calling webhook "a.example.com": failed to call webhook: Post "https://hook.here.svc:443/check?timeout=10s": no endpoints available for service "hook"',
      'ConfigMap',
    ),
    entry('Deployment', 'hook', { ...changed, ...SERVED }),
  ],
  [
    'a policy',
    refused(
      "configmaps \"web\" is forbidden: ValidatingAdmissionPolicy 'names' with binding 'all' denied request: no",
      'ConfigMap',
    ),
    entry('ValidatingAdmissionPolicyBinding', 'all', changed),
  ],
  [
    'a definition',
    refused('.spec.colour: field not declared in schema', 'Gizmo', { apiVersion: 'example.com/v1' }),
    definition,
  ],
];

// What looks alike and is not: the refusal stays.
const NOT_CURED: readonly (readonly [string, Entry, Entry])[] = [
  ['another name', refused('serviceaccount "runner" not found'), entry('ServiceAccount', 'runner-2')],
  ['a name that goes on', refused('serviceaccount "runner.eu" not found'), entry('ServiceAccount', 'runner')],
  ['another kind', refused('serviceaccount "runner" not found'), entry('ConfigMap', 'runner')],
  ['what is there already', refused('serviceaccount "runner" not found'), entry('ServiceAccount', 'runner', changed)],
  [
    'what does not change',
    refused('exceeded quota: room, requested: pods=1'),
    entry('ResourceQuota', 'room', { op: 'unchanged' }),
  ],
  ['another quota', refused('exceeded quota: room, requested: pods=1'), entry('ResourceQuota', 'rooms', changed)],
  [
    'a typing error',
    refused('strict decoding error: unknown field "spec.serviceAccountNme"'),
    entry('ServiceAccount', 'runner'),
  ],
  [
    'a wrong value',
    refused('Pod "web" is invalid: spec.containers[0].image: Required value'),
    entry('PriorityClass', 'web'),
  ],
  [
    'a definition of another kind',
    refused('field not declared in schema', 'Gizmo', { apiVersion: 'example.org/v1' }),
    definition,
  ],
  [
    'another webhook',
    refused('admission webhook "a.example.com" denied the request: no'),
    webhook('b.example.com', changed),
  ],
  [
    'a server elsewhere',
    refused('failed calling webhook "a": Post "https://hook.there.svc:443/": refused'),
    entry('Deployment', 'hook', { ...changed, ...SERVED }),
  ],
  ['its own name', refused('pods "web" is forbidden: serviceaccount "none" not found'), entry('ServiceAccount', 'web')],
];

describe('a refusal', () => {
  it.each(CURED)('waits for %s', (_what, one, sibling) => {
    for (const entries of [
      [one, sibling],
      [one, entry('ConfigMap', 'other'), sibling],
    ]) {
      expect(first(entries)).toMatchObject({ awaits: { reason: expect.stringContaining(sibling.ref.name) } });
      expect(first(entries)).not.toHaveProperty('blocker');
    }
    expect(first([one])).toBe(one.assessment);
  });

  it.each(NOT_CURED)('stays where what comes with it is %s', (_what, one, sibling) => {
    expect(first([one, sibling])).toBe(one.assessment);
  });

  it('is none where a webhook takes no dry run', () => {
    const one = refused('admission webhook "a.example.com" does not support dry run');
    expect(first([one])).toMatchObject({
      awaits: { reason: expect.stringContaining('a.example.com takes no dry run') },
    });
  });

  it('is put off once, and stays so', () => {
    const [, one, sibling] = CURED[0] ?? [];
    if (one === undefined || sibling === undefined) throw new Error('there is a first');
    const once = withAwaited([one, sibling]);
    expect(withAwaited(once)).toEqual(once);
  });

  it('is not read as a pattern', () => {
    const one = refused('serviceaccount "a" not found');
    for (const name of ['.*', '(', '[a', 'a|b', '$', '\\'])
      expect(first([one, entry('ServiceAccount', name)])).toBe(one.assessment);
  });
});
