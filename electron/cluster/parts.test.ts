import { expect, test } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { overviewSchema, type PartRow } from '../../shared/model/overview.ts';
import { pod, READY, workload } from './health/workloads.testkit.ts';
import type { TitleOf } from './part-title.ts';
import { snapshotOf } from './snapshot.testkit.ts';
import { summarize } from './summarize.ts';

const TITLES: Readonly<Record<string, string>> = { grafana: 'Grafana', prometheus: 'Prometheus' };
const titleOf: TitleOf = (name) => TITLES[name];

const labels = (name: string) => ({ 'app.kubernetes.io/name': name });

function running(kind: string, name: string, app = name): KubeObject {
  const one = { replicas: 1, readyReplicas: 1, updatedReplicas: 1, availableReplicas: 1, currentReplicas: 1 };
  const spec = { replicas: 1, template: { metadata: { labels: labels(app) } } };
  const object = workload(kind, name, spec, kind === 'DaemonSet' ? { desiredNumberScheduled: 0 } : one);
  return {
    ...object,
    metadata: { ...object.metadata, labels: labels(app), creationTimestamp: '2026-11-29T14:00:00Z' },
  };
}

function service(name: string, selector: object | undefined, spec: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'ns', uid: `service-${name}`, labels: labels(name.replace('-headless', '')) },
    spec: { clusterIP: '10.43.0.7', ...(selector === undefined ? {} : { selector }), ...spec },
  };
}

const partsOf = (objects: readonly KubeObject[], missing: readonly [string, string][] = []): readonly PartRow[] => {
  const expected = missing.map(([kind, name]) => ({
    apiVersion: kind === 'Service' ? 'v1' : 'apps/v1',
    kind,
    namespace: 'ns',
    name,
  }));
  const overview = summarize(snapshotOf(objects, { namespace: 'ns' }), expected, titleOf);
  return overviewSchema.parse(overview).parts;
};

const ports = (...list: readonly object[]) => ({ ports: list });

test('a part: its title, its Services, its pods with their restarts, its port, its age', () => {
  const prometheus = running('StatefulSet', 'prometheus');
  const restarted = { ...READY, restartCount: 3 };
  const parts = partsOf([
    prometheus,
    service('prometheus-headless', labels('prometheus'), { clusterIP: 'None', ...ports({ port: 9091 }) }),
    service('prometheus', labels('prometheus'), ports({ name: 'grpc', port: 10901 }, { name: 'web', port: 9090 })),
    pod('prometheus-0', { owner: prometheus, main: restarted }),
    pod('stranger'),
  ]);
  expect(parts).toEqual([
    {
      title: 'Prometheus',
      object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'ns', name: 'prometheus' },
      port: 9090,
      services: ['prometheus-headless', 'prometheus'].map((name) => ({
        apiVersion: 'v1',
        kind: 'Service',
        namespace: 'ns',
        name,
      })),
      pods: [{ apiVersion: 'v1', kind: 'Pod', namespace: 'ns', name: 'prometheus-0' }],
      health: { state: 'Current', reason: '1 of 1 ready', evidence: [] },
      restarts: 3,
      createdAt: Date.parse('2026-11-29T14:00:00Z'),
    },
  ]);
});

test('titles: by the name, by the label, else the name; no two are the same', () => {
  const titles = (...objects: readonly KubeObject[]) => partsOf(objects).map(({ title }) => title);
  expect(titles(running('Deployment', 'my-grafana', 'grafana'), running('DaemonSet', 'agent'))).toEqual([
    'agent',
    'Grafana',
  ]);
  expect(titles(running('Deployment', 'grafana'), running('Deployment', 'grafana-2', 'grafana'))).toEqual([
    'Deployment/grafana',
    'Deployment/grafana-2',
  ]);
});

test('a Service that leads to no workload is a part of its own', () => {
  const parts = partsOf([
    running('Deployment', 'grafana'),
    service('grafana', labels('grafana')),
    service('lonely', labels('nobody')),
    service('outside', undefined, { type: 'ExternalName', externalName: 'db.example' }),
  ]);
  expect(parts.map(({ title, health }) => [title, health.state])).toEqual([
    ['Grafana', 'Current'],
    ['lonely', 'InProgress'],
    ['outside', 'Current'],
  ]);
});

test('what is gone is a part still, with its Service; a part without its Service is not well', () => {
  const left = service('prometheus', labels('prometheus'));
  const parts = partsOf(
    [running('Deployment', 'grafana'), left],
    [
      ['StatefulSet', 'prometheus'],
      ['Service', 'grafana'],
      ['Service', 'api'],
    ],
  );
  expect(
    parts.map(({ title, health, services }) => [title, health.why?.title, services.map(({ name }) => name)]),
  ).toEqual([
    ['api', 'api cannot be reached: its Service is gone', []],
    ['Grafana', 'Grafana cannot be reached: its Service grafana is gone', ['grafana']],
    ['Prometheus', 'Prometheus is gone from the cluster', ['prometheus']],
  ]);
  for (const { health } of parts) {
    expect(health).toMatchObject({ state: 'NotFound', why: { category: 'missing', actions: [{ kind: 'openStack' }] } });
  }
});
