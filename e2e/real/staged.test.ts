// Objects that need each other, on a real API server: with its quotas, its limits, its definitions and its policies.
import { expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { configMap, gizmoDefinition, releaseOf } from '../engine/objects.ts';
import { stagedScenarios } from '../engine/staged.scenarios.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('staged', apiServer());
stagedScenarios(engine);

const quota = (hard: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'room' },
  spec: { hard },
});
const limits = (max: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'size' },
  spec: { limits: [{ type: 'PersistentVolumeClaim', max: { storage: max } }] },
});
const late = (namespace: string): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: `${namespace}-late` },
  provisioner: 'example.com/none',
  volumeBindingMode: 'WaitForFirstConsumer',
});
const claim = (namespace: string, storage: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'big' },
  spec: { accessModes: ['ReadWriteOnce'], storageClassName: `${namespace}-late`, resources: { requests: { storage } } },
});
const home = (namespace: string, level: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': level } },
});
const pod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'root' },
  spec: { hostNetwork: true, containers: [{ name: 'c', image: 'busybox:1.37' }] },
};
const definition = (namespace: string, ...fields: readonly string[]): KubeObject => {
  const properties = Object.fromEntries(fields.map((name) => [name, { type: 'string' }]));
  return gizmoDefinition(namespace, { type: 'object', properties: { spec: { type: 'object', properties } } });
};
const gizmo = (namespace: string, spec: object): KubeObject => ({
  apiVersion: `${namespace}.example/v1`,
  kind: 'Gizmo',
  metadata: { name: 'one' },
  spec,
});
const policy = (namespace: string, message: string, expression: string): readonly KubeObject[] => [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: namespace },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
      },
      validations: [{ expression, message }],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: namespace },
    spec: {
      policyName: namespace,
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
    },
  },
];

interface Case {
  /** What is there, and what the next revision makes of it. */
  readonly before: (namespace: string) => readonly KubeObject[];
  readonly after: (namespace: string) => readonly KubeObject[];
  /** In the reason of the object that waits. */
  readonly waitsFor: string;
  /** Until the refusal is in force. */
  readonly refused: (namespace: string) => KubeObject;
}

const CASES: Readonly<Record<string, Case>> = {
  'a quota that grows': {
    // None at all: what the controller has counted until then does not matter.
    before: (namespace) => [quota({ 'count/persistentvolumeclaims': '0' }), late(namespace)],
    after: (namespace) => [quota({ 'count/persistentvolumeclaims': '9' }), late(namespace), claim(namespace, '5Gi')],
    waitsFor: 'ResourceQuota/',
    refused: (namespace) => claim(namespace, '5Gi'),
  },
  'a limit that grows': {
    before: (namespace) => [limits('1Gi'), late(namespace)],
    after: (namespace) => [limits('9Gi'), late(namespace), claim(namespace, '5Gi')],
    waitsFor: 'LimitRange/',
    refused: (namespace) => claim(namespace, '5Gi'),
  },
  'a level of Pod Security': {
    before: (namespace) => [home(namespace, 'restricted')],
    after: (namespace) => [home(namespace, 'privileged'), pod],
    waitsFor: 'Namespace/',
    refused: () => pod,
  },
  'a definition that gets a field': {
    before: (namespace) => [definition(namespace, 'size'), gizmo(namespace, { size: 'L' })],
    after: (namespace) => [definition(namespace, 'size', 'colour'), gizmo(namespace, { size: 'L', colour: 'red' })],
    waitsFor: 'CustomResourceDefinition/',
    refused: (namespace) => gizmo(namespace, { colour: 'red' }),
  },
  'a policy that lets it pass': {
    before: (namespace) => [configMap('one'), ...policy(namespace, 'not today', 'false')],
    after: (namespace) => [configMap('one'), configMap('two'), ...policy(namespace, 'any day', 'true')],
    waitsFor: 'ValidatingAdmissionPolicy',
    refused: () => configMap('two'),
  },
};

it.each(Object.entries(CASES))('waits for %s', async (_what, { before, after, waitsFor, refused }) => {
  const namespace = engine.namespaceFor('waits');
  engine.cleanUp(`validatingadmissionpolicy/${namespace}`, `validatingadmissionpolicybinding/${namespace}`);
  const stop = engine.runPods(namespace) ?? (async () => {});
  try {
    await engine.installed(releaseOf(namespace, before(namespace)));
    const isRefused = async () => {
      const args = ['apply', '--server-side', '--dry-run=server', '-n', namespace, '--force-conflicts', '-f', '-'];
      return (await engine.tryKubectl(args, { input: JSON.stringify(refused(namespace)) })).code !== 0;
    };
    await expect.poll(isRefused, { timeout: 30_000 }).toBe(true);
    const alone = await engine.plan(
      releaseOf(namespace, [...before(namespace).filter(({ kind }) => kind !== 'Gizmo'), refused(namespace)]),
    );
    expect(alone.plan.blockers).not.toEqual([]);
    const prepared = await engine.plan(releaseOf(namespace, after(namespace), '2.0.0'));
    expect(prepared.plan.blockers).toEqual([]);
    const waiting = prepared.plan.changes.filter(({ reason }) => reason?.startsWith('not tried yet: ') === true);
    expect(waiting.map(({ reason }) => reason)).toContainEqual(expect.stringContaining(waitsFor));
    const operation = await engine.apply(prepared);
    expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
    expect((await engine.plan(releaseOf(namespace, after(namespace), '2.0.0'))).plan.blockers).toEqual([]);
  } finally {
    await stop();
  }
});
