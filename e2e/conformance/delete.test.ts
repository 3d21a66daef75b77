// Deleting: what is answered, what must hold first, what waits, and what goes along.
import { describe, expect, test } from 'vitest';
import { CONFIG_MAP, DEPLOYMENT, FIXTURES } from './fixtures.ts';
import { masked } from './masked.ts';
import { prepareSubject, until } from './target.ts';

const subject = prepareSubject();
const RETURNED = [
  'ConfigMap',
  'Secret',
  'Service',
  'ServiceAccount',
  'Role',
  'NetworkPolicy',
  'Ingress',
  'Lease',
  'PodDisruptionBudget',
];

describe('the answer', () => {
  test.each(RETURNED)('of a %s', async (kind) => {
    const { path, object } = FIXTURES[kind] ?? { path: '', object: {} };
    await subject().send('POST', path, { body: { ...object, metadata: { name: 'gone' } } });
    expect(masked(await subject().send('DELETE', `${path}/gone`))).toMatchSnapshot();
    expect(masked(await subject().send('DELETE', `${path}/gone`))).toMatchSnapshot();
  });

  test.each(['StorageClass', 'RuntimeClass', 'PriorityClass', 'ClusterRole'])('of a %s', async (kind) => {
    const { path, object } = FIXTURES[kind] ?? { path: '', object: {} };
    const name = `conformance-delete-${kind.toLowerCase()}`;
    await subject().send('POST', path, { body: { ...object, metadata: { name } } });
    const { status, body } = await subject().send('DELETE', `${path}/${name}`);
    expect([status, (body as { kind: string }).kind]).toMatchSnapshot();
  });
});

describe('a precondition', () => {
  const path = 'ns/v1/configmaps';
  test.each([
    ['a wrong uid', { preconditions: { uid: 'abc' } }],
    ['a wrong version', { preconditions: { resourceVersion: '1' } }],
    ['an unknown policy', { propagationPolicy: 'Nope' }],
  ])('refuses %s', async (_what, body) => {
    await subject().send('POST', path, { body: { ...CONFIG_MAP, metadata: { name: 'guarded' } } });
    expect(masked(await subject().send('DELETE', `${path}/guarded`, { body }))).toMatchSnapshot();
  });

  test('that holds lets it go', async () => {
    const { body } = await subject().send('POST', path, { body: { ...CONFIG_MAP, metadata: { name: 'held' } } });
    const { uid, resourceVersion } = (body as { metadata: { uid: string; resourceVersion: string } }).metadata;
    const answer = await subject().send('DELETE', `${path}/held`, {
      body: { preconditions: { uid, resourceVersion } },
    });
    expect(answer.status).toBe(200);
  });
});

test('a dry run deletes nothing', async () => {
  await subject().send('POST', 'ns/v1/configmaps', { body: { ...CONFIG_MAP, metadata: { name: 'dry' } } });
  expect(masked(await subject().send('DELETE', 'ns/v1/configmaps/dry?dryRun=All'))).toMatchSnapshot();
  expect((await subject().send('GET', 'ns/v1/configmaps/dry')).status).toBe(200);
});

test('a finalizer holds an object until it is taken off', async () => {
  const metadata = { name: 'finalized', finalizers: ['example.com/hold'] };
  await subject().send('POST', 'ns/v1/configmaps', { body: { ...CONFIG_MAP, metadata } });
  expect(masked(await subject().send('DELETE', 'ns/v1/configmaps/finalized'))).toMatchSnapshot();
  expect((await subject().send('GET', 'ns/v1/configmaps/finalized')).status).toBe(200);
  const patch = { body: { metadata: { finalizers: null } }, contentType: 'application/merge-patch+json' };
  expect((await subject().send('PATCH', 'ns/v1/configmaps/finalized', patch)).status).toBe(200);
  expect((await subject().send('GET', 'ns/v1/configmaps/finalized')).status).toBe(404);
});

test('a collection goes by its labels', async () => {
  for (const [name, set] of [
    ['c1', 'yes'],
    ['c2', 'yes'],
    ['c3', 'no'],
  ]) {
    await subject().send('POST', 'ns/v1/configmaps', { body: { ...CONFIG_MAP, metadata: { name, labels: { set } } } });
  }
  const { status, body } = await subject().send('DELETE', 'ns/v1/configmaps?labelSelector=set%3Dyes');
  expect([status, (body as { items: unknown[] }).items.length]).toEqual([200, 2]);
  expect((await subject().send('GET', 'ns/v1/configmaps/c1')).status).toBe(404);
  expect((await subject().send('GET', 'ns/v1/configmaps/c3')).status).toBe(200);
});

describe('what is owned', () => {
  const deployments = 'ns/apps/v1/deployments';
  const setsOf = async (name: string) => {
    const { body } = await subject().send('GET', 'ns/apps/v1/replicasets');
    const { items } = body as { items: { metadata: { name: string; ownerReferences?: unknown[] } }[] };
    return items.filter(({ metadata }) => metadata.name.startsWith(`${name}-`));
  };
  const create = async (name: string) => {
    await subject().send('POST', deployments, { body: { ...DEPLOYMENT, metadata: { name } } });
    await until(async () => (await setsOf(name)).length === 1);
  };

  test.each(['Background', 'Foreground'])('goes along: %s', async (propagationPolicy) => {
    const name = `owner-${propagationPolicy.toLowerCase()}`;
    await create(name);
    expect((await subject().send('DELETE', `${deployments}/${name}`, { body: { propagationPolicy } })).status).toBe(
      200,
    );
    await until(async () => (await subject().send('GET', `${deployments}/${name}`)).status === 404);
    await until(async () => (await setsOf(name)).length === 0);
  });

  test('stays as an orphan where it is told to', async () => {
    await create('orphan');
    await subject().send('DELETE', `${deployments}/orphan`, { body: { propagationPolicy: 'Orphan' } });
    await until(async () => (await subject().send('GET', `${deployments}/orphan`)).status === 404);
    const [set] = await setsOf('orphan');
    expect(set?.metadata.ownerReferences).toBeUndefined();
  });
});

test('a namespace goes with what is in it, and takes nothing new meanwhile', async () => {
  const name = `${subject().namespace}-2`;
  const at = `/api/v1/namespaces/${name}`;
  await subject().send('POST', '/api/v1/namespaces', { body: { metadata: { name } } });
  const metadata = { name: 'held', finalizers: ['example.com/hold'] };
  await subject().send('POST', `${at}/configmaps`, { body: { ...CONFIG_MAP, metadata } });
  expect(masked(await subject().send('DELETE', at))).toMatchSnapshot();
  expect(masked(await subject().send('DELETE', at))).toMatchSnapshot();
  expect(masked(await subject().send('POST', `${at}/configmaps`, { body: CONFIG_MAP }))).toMatchSnapshot();
  const patch = { body: { metadata: { finalizers: null } }, contentType: 'application/merge-patch+json' };
  await subject().send('PATCH', `${at}/configmaps/held`, patch);
  await until(async () => (await subject().send('GET', at)).status === 404);
});
