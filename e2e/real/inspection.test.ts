// Objects, their events and tables of the whole cluster as the window follows them, held to what kubectl says of the same.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { followedOn } from './followed.ts';

const cluster = apiServer();
const { kubectl } = cluster;
const follow = followedOn(cluster);
const NAMESPACE = `inspection-${Date.now().toString(36)}`;
const WAIT = { timeout: 30_000, interval: 100 };
const LABELS = { app: 'web' };
const ITEMS = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'words' }, data: { odd: 'a\u0007: [\n- yes\n', on: 'no' } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, stringData: { password: 'hunter2-hunter2' } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: LABELS, ports: [{ port: 80 }] } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: { containers: [{ name: 'main', image: 'registry.example/none:1' }] },
      },
    },
  },
];

const inside = (...args: readonly string[]) => kubectl(['-n', NAMESPACE, ...args]);
const get = async (...args: readonly string[]) => JSON.parse(await inside('get', ...args, '-o', 'json'));

/** Follows an object until it is there; its messages go on. */
async function there(apiVersion: string, kind: string, name: string) {
  const messages = follow({ kind: 'object', object: { apiVersion, kind, namespace: NAMESPACE, name } });
  const last = () => messages.at(-1) as Extract<Inspection, { state: 'there' }>;
  await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ state: 'there' }), WAIT);
  return { messages, last };
}

beforeAll(async () => {
  await kubectl(['create', 'namespace', NAMESPACE]);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: ITEMS });
  await kubectl(['-n', NAMESPACE, 'create', '-f', '-'], { input });
  await vi.waitFor(async () => expect((await get('pods')).items).toHaveLength(2), WAIT);
});
afterAll(() => kubectl(['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=false']));

it.each([
  ['v1', 'ConfigMap', 'words'],
  ['v1', 'Service', 'web'],
  ['apps/v1', 'Deployment', 'web'],
])('the YAML of %s %s is that of kubectl', async (apiVersion, kind, name) => {
  const { last } = await there(apiVersion, kind, name);
  // A controller may write its status between the two.
  await vi.waitFor(async () => expect(parse(last().yaml)).toEqual(await get(kind, name)), WAIT);
});

it('that of a Secret has its fields and not its values', async () => {
  const { last } = await there('v1', 'Secret', 'keys');
  expect(parse(last().yaml)).toEqual({ ...(await get('secret', 'keys')), data: { password: '***' } });
});

it('a Deployment has the pods, and the Events of all that it made, that kubectl lists', async () => {
  const { last } = await there('apps/v1', 'Deployment', 'web');
  const [deployment, sets, pods] = await Promise.all([get('deployment', 'web'), get('rs'), get('pods')]);
  const uids = [deployment, ...sets.items, ...pods.items].map(({ metadata }: KubeObject) => metadata.uid);
  await vi.waitFor(async () => {
    const events = (await get('events')).items.filter(({ involvedObject }: { involvedObject: { uid: string } }) =>
      uids.includes(involvedObject.uid),
    );
    const words = events.map((event: KubeObject) => `${event.reason}: ${event.message}`);
    expect(words.length).toBeGreaterThan(2);
    expect(
      last()
        .events?.map(({ reason, message }) => `${reason}: ${message}`)
        .sort(),
    ).toEqual([...words].sort());
  }, WAIT);
  const owned = last().relations.filter(({ relation, object }) => relation === 'owned' && object.kind === 'Pod');
  expect(owned.map(({ object }) => object.name).sort()).toEqual(
    pods.items.map(({ metadata }: KubeObject) => metadata.name).sort(),
  );
});

it('a pod that is deleted is gone, with the one that took its place', async () => {
  const { items } = await get('pods');
  const [pod] = items as [KubeObject];
  const { messages } = await there('v1', 'Pod', pod.metadata.name);
  const names = new Set(items.map(({ metadata }: KubeObject) => metadata.name));
  await inside('delete', 'pod', pod.metadata.name, '--force', '--grace-period=0');
  await vi.waitFor(() => expect(messages.at(-1)).toMatchObject({ state: 'gone', successor: { kind: 'Pod' } }), WAIT);
  const gone = messages.at(-1);
  if (gone?.state !== 'gone') return expect.unreachable();
  const now = (await get('pods')).items.map(({ metadata }: KubeObject) => metadata.name);
  expect(now).toContain(gone.successor?.name);
  expect(names.has(gone.successor?.name)).toBe(false);
});

it.each([
  ['pods', 'pods'],
  ['workloads', 'deployments,statefulsets,daemonsets'],
  ['services', 'services'],
] as const)('the table of %s has the rows that kubectl lists, and loses what is deleted', async (table, kinds) => {
  const messages = follow({ kind: 'table', table });
  const names = () => {
    const rows = new Map<string, string>();
    for (const { isWhole, set, removed } of messages) {
      if (isWhole) rows.clear();
      for (const { id, object } of set) rows.set(id, `${object.namespace}/${object.name}`);
      for (const id of removed) rows.delete(id);
    }
    return [...rows.values()].sort();
  };
  const listed = async () =>
    (
      await kubectl([
        'get',
        kinds,
        '-A',
        '-o',
        'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{"\\n"}{end}',
      ])
    )
      .split('\n')
      .filter((name) => name !== '')
      .sort();
  await vi.waitFor(async () => expect(names()).toEqual(await listed()), WAIT);
  expect(messages[0]?.isWhole).toBe(true);
  if (table !== 'services') return;
  await inside('delete', 'service', 'web');
  await vi.waitFor(async () => expect(names()).toEqual(await listed()), WAIT);
  expect(names()).not.toContain(`${NAMESPACE}/web`);
});
