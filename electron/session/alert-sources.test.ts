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
  pods: [],
  at: 0,
  stale: false,
});

test.each<[Readonly<Record<string, HealthState>>, readonly string[]]>([
  [{}, []],
  [{ grafana: 'Current' }, []],
  [{ prometheus: 'Current' }, ['prometheus']],
  [{ prometheus: 'Current', alertmanager: 'NotFound' }, ['prometheus']],
  [{ prometheus: 'Failed', alertmanager: 'InProgress' }, ['alertmanager', 'prometheus']],
])('of %j these can be asked: %j', async (services, expected) => {
  const client: Partial<KubeClient> = { request: () => expect.unreachable('nobody was asked yet') };
  const forwards = { prometheus: () => expect.unreachable('nobody was asked yet') };
  const place = new AlertPlace({ client: client as KubeClient, namespace: 'lab', forwards });
  expect(Object.keys(place.sourcesIn(overviewOf(services))).sort()).toEqual(expected);
  await place.dispose();
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
