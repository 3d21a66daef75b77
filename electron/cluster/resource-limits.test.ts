// Limits of pods and workloads, summed as their pods are.
import { expect, test } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { resourceLimitsOf } from './resource-limits.ts';

const container = (cpu?: string, memory?: string) => ({
  name: 'main',
  resources: { limits: { ...(cpu && { cpu }), ...(memory && { memory }) } },
});
const object = (kind: string, spec: unknown, status: unknown = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x' },
  spec,
  status,
});
const template = { spec: { containers: [container('500m', '256Mi')] } };

test('of a pod: all that runs beside one another', () => {
  const spec = {
    initContainers: [{ ...container('4', '8Gi') }, { ...container('250m', '64Mi'), restartPolicy: 'Always' }],
    containers: [container('500m', '256Mi'), container('1', '1Gi')],
  };
  expect(resourceLimitsOf(object('Pod', spec))).toEqual({
    cpuLimitCores: 1.75,
    memoryLimitBytes: (64 + 256 + 1024) * 2 ** 20,
  });
});

test('one container without a limit may take all: there is none', () => {
  expect(resourceLimitsOf(object('Pod', { containers: [container('1', '1Gi'), container(undefined, '1Gi')] }))).toEqual(
    { memoryLimitBytes: 2 * 2 ** 30 },
  );
});

test("the pod's own limit holds for all of it", () => {
  const spec = { resources: { limits: { cpu: '2' } }, containers: [container(undefined, '1Gi')] };
  expect(resourceLimitsOf(object('Pod', spec))).toEqual({ cpuLimitCores: 2, memoryLimitBytes: 2 ** 30 });
});

test.each([
  ['Deployment', { replicas: 3, template }, {}, 3],
  ['StatefulSet', { template }, {}, 1],
  ['DaemonSet', { template }, { desiredNumberScheduled: 4 }, 4],
  ['Job', { parallelism: 2, template }, {}, 2],
  ['CronJob', { jobTemplate: { spec: { template } } }, {}, 1],
])('of a %s: times its pods', (kind, spec, status, pods) => {
  expect(resourceLimitsOf(object(kind, spec, status))).toEqual({
    cpuLimitCores: 0.5 * pods,
    memoryLimitBytes: pods * 256 * 2 ** 20,
  });
});

test.each([
  ['a spec that is none', 'x'],
  ['containers that are none', { containers: [null, 7, 'x'] }],
  ['no containers', {}],
  ['limits that are none', { containers: [{ resources: { limits: { cpu: 'NaN', memory: '-1' } } }] }],
  [
    'replicas that are none',
    { replicas: Number.POSITIVE_INFINITY, template: { spec: { containers: [{ resources: [] }] } } },
  ],
])('%s: no limit', (_, spec) => {
  expect(resourceLimitsOf(object('Pod', spec))).toEqual({});
  expect(resourceLimitsOf(object('Deployment', spec))).toEqual({});
});
