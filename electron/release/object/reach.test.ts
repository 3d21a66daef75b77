import { describe, expect, it } from 'vitest';
import { reachOf as reachIn } from './reach.ts';

const reachOf = (ref: { apiVersion: string; kind: string; namespace?: string }, fields: unknown, isUnknown = false) =>
  reachIn(ref, fields, { home: 'here', isUnknown });

const RBAC = 'rbac.authorization.k8s.io/v1';
const pod = (spec: object) => ({ spec: { template: { spec } } });
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
const container = { name: 'a', image: 'a:1' };

describe('reachOf', () => {
  it.each([
    ['rules', { apiVersion: RBAC, kind: 'ClusterRole' }, { rules: [{ verbs: ['*'] }] }],
    [
      'aggregated rules',
      { apiVersion: RBAC, kind: 'ClusterRole' },
      { aggregationRule: { clusterRoleSelectors: [{}] } },
    ],
    ['a role of a namespace', { apiVersion: RBAC, kind: 'Role' }, { rules: [{ verbs: ['get'] }] }],
    ['a binding', { apiVersion: RBAC, kind: 'RoleBinding' }, { roleRef: { name: 'admin' } }],
    ['a kind of that group that is not known yet', { apiVersion: 'rbac.authorization.k8s.io/v9', kind: 'X' }, { a: 1 }],
    [
      'a webhook',
      { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration' },
      { webhooks: [{ name: 'a' }] },
    ],
    ['an API', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService' }, { spec: { group: 'a' } }],
    [
      'a certificate',
      { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest' },
      { spec: { request: 'a' } },
    ],
    ['a token', { apiVersion: 'v1', kind: 'Secret' }, { type: 'kubernetes.io/service-account-token' }],
    [
      'a namespace for anything',
      { apiVersion: 'v1', kind: 'Namespace' },
      { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
    ],
    ['a disk of a node', { apiVersion: 'v1', kind: 'PersistentVolume' }, { spec: { hostPath: { path: '/' } } }],
    ['a path of a node', deployment, pod({ volumes: [{ hostPath: { path: '/' } }] })],
    ['all processes of a node', deployment, pod({ hostPID: true, containers: [container] })],
    ['the network of a node', { apiVersion: 'apps/v1', kind: 'DaemonSet' }, pod({ hostNetwork: true })],
    ['privileges', deployment, pod({ containers: [{ ...container, securityContext: { privileged: true } }] })],
    ['privileges before it begins', deployment, pod({ initContainers: [{ securityContext: { privileged: true } }] })],
    [
      'a capability',
      deployment,
      pod({ containers: [{ ...container, securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }] }),
    ],
    ['an account', deployment, pod({ serviceAccountName: 'admin' })],
    ['an account by its old name', deployment, pod({ serviceAccount: 'admin' })],
    ['a pod', { apiVersion: 'v1', kind: 'Pod' }, { spec: { hostIPC: true } }],
    ['a port of a node', deployment, pod({ containers: [{ ...container, ports: [{ hostPort: 80 }] }] })],
    ['a file server', deployment, pod({ volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] })],
    ['a driver of the node', deployment, pod({ volumes: [{ name: 'a', flexVolume: { driver: 'a/b' } }] })],
    ['no filter of system calls', deployment, pod({ securityContext: { seccompProfile: { type: 'Unconfined' } } })],
    ['settings of the kernel', deployment, pod({ securityContext: { sysctls: [{ name: 'a', value: 'b' }] } })],
    [
      'a process of a Windows node',
      deployment,
      pod({ containers: [{ securityContext: { windowsOptions: { hostProcess: true } } }] }),
    ],
    [
      'no AppArmor, as it was said before',
      deployment,
      {
        spec: {
          template: {
            metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' } },
            spec: { containers: [container] },
          },
        },
      },
    ],
    [
      'a role that becomes part of another',
      { apiVersion: RBAC, kind: 'ClusterRole' },
      { metadata: { labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' } } },
    ],
    [
      'a namespace that a policy looks away from',
      { apiVersion: 'v1', kind: 'Namespace' },
      { metadata: { labels: { 'admission.gatekeeper.sh/ignore': 'true' } } },
    ],
    [
      'an account of a cloud',
      { apiVersion: 'v1', kind: 'ServiceAccount' },
      { metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:a' } } },
    ],
    ['a token of a node', { apiVersion: 'v1', kind: 'Secret' }, { type: 'bootstrap.kubernetes.io/token' }],
    ['a door to outside', { apiVersion: 'v1', kind: 'Service' }, { spec: { type: 'LoadBalancer' } }],
    ['traffic of others', { apiVersion: 'v1', kind: 'Service' }, { spec: { externalIPs: ['1.1.1.1'] } }],
    ['a name of elsewhere', { apiVersion: 'v1', kind: 'Service' }, { spec: { externalName: 'a.example' } }],
    ['another way in', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }, { spec: { rules: [], a: 1 } }],
    ['an open network', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }, { spec: { podSelector: {} } }],
    ['endpoints', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' }, { endpoints: [{ addresses: ['a'] }] }],
    ['a definition', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' }, { spec: { a: 1 } }],
    ['what a controller acts upon', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' }, { spec: { a: 1 } }],
    [
      'a kind of another group under a known name',
      { apiVersion: 'a.example/v1', kind: 'ConfigMap' },
      { data: { a: 1 } },
    ],
    ['a kind named as a part of every object', { apiVersion: 'a.example/v1', kind: 'constructor' }, { spec: { a: 1 } }],
    [
      'what others run by',
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'kube-system' },
      { metadata: { name: 'aws-auth' }, data: { mapRoles: 'a' } },
    ],
    [
      'a CronJob',
      { apiVersion: 'batch/v1', kind: 'CronJob' },
      { spec: { jobTemplate: { spec: { template: { spec: { hostPID: true } } } } } },
    ],
  ])('sees %s', (_, ref, fields) => {
    expect(reachOf(ref, fields)).not.toEqual([]);
  });

  it.each([
    [
      'a pod of its own',
      deployment,
      pod({ containers: [{ ...container, securityContext: { privileged: false } }], serviceAccountName: 'default' }),
    ],
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' }, { data: { a: 'b' } }],
    ['a password', { apiVersion: 'v1', kind: 'Secret' }, { type: 'Opaque', data: {} }],
    ['a plain namespace', { apiVersion: 'v1', kind: 'Namespace' }, {}],
    ['nothing at all', deployment, undefined],
    [
      'what is of other types than it should be',
      deployment,
      { spec: { template: { spec: { volumes: 'x', containers: [null, 1] } } } },
    ],
  ])('sees nothing in %s', (_, ref, fields) => {
    expect(reachOf(ref, fields)).toEqual([]);
  });

  it('sees what runs, and what it opens, in what comes from anybody', () => {
    const plain = pod({ containers: [container], volumes: [{ name: 'a', secret: { secretName: 'admin' } }] });
    expect(reachOf(deployment, plain)).toEqual([]);
    expect(reachOf(deployment, plain, true)).not.toEqual([]);
    const image = (name: string) => reachOf(deployment, pod({ containers: [{ ...container, image: name }] }), true);
    expect(image('a:1')).not.toEqual(image('a:2'));
    const set = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
    const claiming = (name: string) =>
      reachOf(set, { spec: { template: { spec: {} }, volumeClaimTemplates: [{ metadata: { name } }] } }, true);
    expect(claiming('a')).not.toEqual(claiming('b'));
  });

  it('tells each rule from another, and another image of a pod that reaches beyond itself', () => {
    const role = (...verbs: string[]) =>
      reachOf({ apiVersion: RBAC, kind: 'Role' }, { rules: verbs.map((verb) => ({ verbs: [verb] })) });
    expect(role('get', 'list')).toEqual(expect.arrayContaining([...role('get')]));
    expect(role('*')).not.toEqual(role('get'));
    const run = (image: string) => reachOf(deployment, pod({ hostPID: true, containers: [{ ...container, image }] }));
    expect(run('a:1')).toEqual(run('a:1'));
    expect(run('a:1')).not.toEqual(run('a:2'));
  });
});
