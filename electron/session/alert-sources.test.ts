import { expect, test } from 'vitest';
import type { HealthState } from '../../shared/model/health.ts';
import type { Overview } from '../../shared/model/overview.ts';
import type { KubeClient } from '../kube/client.ts';
import { AlertPlace, presenceIn } from './alert-sources.ts';

const overviewOf = (services: Readonly<Record<string, HealthState>>, readyEndpoints = 1): Overview => ({
  namespace: 'lab',
  installed: true,
  services: Object.entries(services).map(([name, state]) => ({
    namespace: 'lab',
    name,
    dnsName: `${name}.lab.svc.cluster.local`,
    ports: [],
    readyEndpoints,
    totalEndpoints: 1,
    backends: [],
    health: { state, reason: '', evidence: [] },
  })),
  workloads: [],
  parts: [],
  pods: [],
  at: 0,
  stale: false,
});

async function withPlace(use: (place: AlertPlace) => void): Promise<void> {
  const client: Partial<KubeClient> = { request: () => expect.unreachable('nobody was asked yet') };
  const forwards = { prometheus: () => expect.unreachable('nobody was asked yet') };
  const place = new AlertPlace({ client: client as KubeClient, namespace: 'lab', forwards });
  use(place);
  await place.dispose();
}

test.each<[Readonly<Record<string, HealthState>>, readonly string[]]>([
  [{}, []],
  [{ grafana: 'Current' }, []],
  [{ prometheus: 'Current' }, ['prometheus']],
  [{ prometheus: 'Current', alertmanager: 'NotFound' }, ['prometheus']],
  [{ prometheus: 'Failed', alertmanager: 'InProgress' }, ['alertmanager', 'prometheus']],
])('of %j these can be asked: %j', async (services, expected) => {
  await withPlace((place) => expect(Object.keys(place.sourcesIn(overviewOf(services))).sort()).toEqual(expected));
});

test('a Prometheus that the settings name is asked alone: the stack’s Alertmanager may never hear of it', async () => {
  await withPlace((place) => {
    const existing = { namespace: 'observability', name: 'kube-prom', port: 9090 };
    const sources = place.sourcesIn(overviewOf({ alertmanager: 'Current' }), existing);
    expect(Object.keys(sources).sort()).toEqual(['note', 'prometheus']);
    expect(sources.note).toMatch(/^This is what Prometheus observability\/kube-prom says, /);
  });
});

test('who could be asked has changed when one comes, goes, or gets ready, and by nothing else', () => {
  const both = { prometheus: 'Current', alertmanager: 'Current' } as const;
  const before = presenceIn(overviewOf(both));
  expect(presenceIn(overviewOf({ ...both, grafana: 'Failed' }))).toBe(before);
  const changed = [
    overviewOf({ prometheus: 'Current' }),
    overviewOf({ ...both, alertmanager: 'Failed' }),
    overviewOf(both, 0),
    null,
  ];
  for (const overview of changed) expect(presenceIn(overview)).not.toBe(before);
});
