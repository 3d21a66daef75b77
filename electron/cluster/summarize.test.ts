import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';
import { overviewSchema } from '../../shared/model/overview.ts';
import { snapshotOf } from './snapshot.testkit.ts';
import { summarize } from './summarize.ts';

/** Objects that a real node had, from the health fixtures. */
function real(...names: string[]): KubeObject[] {
  return names.flatMap((name) => {
    const text = readFileSync(new URL(`health/fixtures/${name}.yaml`, import.meta.url), 'utf8');
    return parseAllDocuments(text).map((document): KubeObject => document.toJS());
  });
}

const overviewOf = (...names: string[]) => summarize(snapshotOf(real(...names))) ?? expect.unreachable('incomplete');

test('a service that works: its name in the cluster, its ports, what is behind it', () => {
  const overview = overviewOf('service-good', 'deployment-good');
  expect(overviewSchema.parse(overview)).toEqual(overview);
  expect(overview.services).toEqual([
    {
      namespace: 'fx',
      name: 'good',
      dnsName: 'good.fx.svc.cluster.local',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      readyEndpoints: 1,
      totalEndpoints: 1,
      backends: [{ name: expect.stringMatching(/^good-/), ready: true }],
      health: { state: 'Current', reason: '1 of 1 endpoint ready', evidence: [] },
    },
  ]);
});

test('a pod: the controller that a person knows, its containers, restarts, node and age', () => {
  const [row] = overviewOf('deployment-crash').pods;
  expect(row).toMatchObject({
    owner: 'Deployment/crash',
    readyContainers: 0,
    totalContainers: 1,
    restarts: 3,
    node: 'odin-node',
    createdAt: Date.parse('2026-11-23T19:08:47Z'),
    health: { state: 'Failed' },
  });
  expect(overviewOf('statefulset-goodset').pods[0]?.owner).toBe('StatefulSet/goodset');
  expect(overviewOf('pod-podfailed').pods[0]).not.toHaveProperty('owner');
});

test('a service whose pod crashes says so, and its workload too', () => {
  const overview = overviewOf('service-crash', 'deployment-crash');
  expect(overview.services[0]).toMatchObject({ readyEndpoints: 0, totalEndpoints: 1, backends: [{ ready: false }] });
  expect(overview.services[0]?.health.state).toBe('Failed');
  expect(overview.services[0]?.health.reason).toContain('crashes (exit code 3');
  expect(overview.workloads).toMatchObject([{ kind: 'Deployment', name: 'crash', health: { state: 'Failed' } }]);
});

test('an address in two families is one backend', () => {
  const slices = real('service-good').filter(({ kind }) => kind === 'EndpointSlice');
  const v6 = slices.map((slice) => ({ ...slice, metadata: { ...slice.metadata, name: 'v6' }, addressType: 'IPv6' }));
  const overview = summarize(snapshotOf([...real('service-good'), ...v6]));
  expect(overview?.services[0]).toMatchObject({ readyEndpoints: 1, totalEndpoints: 1 });
});

test('a sidecar counts as a container, an init container that has ended does not', () => {
  const status = (name: string, ready: boolean) => ({ name, ready, restartCount: 1 });
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'fx' },
    spec: {
      initContainers: [{ name: 'once' }, { name: 'side', restartPolicy: 'Always' }],
      containers: [{ name: 'main' }],
    },
    status: {
      initContainerStatuses: [status('once', true), status('side', true)],
      containerStatuses: [status('main', false)],
    },
  };
  expect(summarize(snapshotOf([pod]))?.pods[0]).toMatchObject({ readyContainers: 1, totalContainers: 2, restarts: 3 });
});

test('strangers are shown, but only the stack’s own workloads make it installed', () => {
  const stack = { 'app.kubernetes.io/part-of': 'odin' };
  const labelled = (kind: string, apiVersion: string): KubeObject => ({
    apiVersion,
    kind,
    metadata: { name: 'x', namespace: 'fx', labels: stack },
  });
  expect(overviewOf('service-good', 'deployment-good')).toMatchObject({
    installed: false,
    services: [{ name: 'good' }],
  });
  expect(summarize(snapshotOf([labelled('PersistentVolumeClaim', 'v1')]))?.installed).toBe(false);
  expect(summarize(snapshotOf([labelled('StatefulSet', 'apps/v1')]))?.installed).toBe(true);
});

test('what the release has made and is gone is shown as gone, and keeps the stack installed', () => {
  const ref = (apiVersion: string, kind: string, name: string, namespace = 'fx') => ({
    apiVersion,
    kind,
    namespace,
    name,
  });
  const expected = [
    ref('apps/v1', 'StatefulSet', 'away'),
    ref('apps/v1beta1', 'Deployment', 'good'),
    ref('v1', 'Service', 'away'),
    ref('v1', 'ConfigMap', 'away'),
    ref('apps/v1', 'DaemonSet', 'unwatched', 'elsewhere'),
  ];
  const overview = summarize(snapshotOf(real('service-good', 'deployment-good')), expected);
  expect(overviewSchema.parse(overview)).toEqual(overview);
  const gone = { state: 'NotFound', reason: 'is gone from the cluster; Stack → Apply the changes puts it back' };
  expect(overview).toMatchObject({
    installed: true,
    workloads: [
      { kind: 'StatefulSet', name: 'away', health: gone },
      { kind: 'Deployment', name: 'good', health: { state: 'Current' } },
    ],
    services: [{ name: 'away', totalEndpoints: 0, health: gone }, { name: 'good' }],
  });
});

test('what is unread is not taken for absent', () => {
  const expected = [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'fx', name: 'x' }];
  expect(summarize(snapshotOf([], { isComplete: false }), expected)).toBeNull();
});

test('is as stale as its snapshot', () => {
  expect(summarize(snapshotOf([], { stale: true, staleReason: 'Nobody answers.' }))).toMatchObject({
    at: 5,
    stale: true,
    staleReason: 'Nobody answers.',
  });
});
