// Controllers, as far as they need no node for what they make of objects.
import { expect, test } from 'vitest';
import { DEFINITION, DEPLOYMENT } from './fixtures.ts';
import { masked } from './masked.ts';
import { prepareSubject, until } from './target.ts';

const subject = prepareSubject();

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly status: { readonly phase: string };
}

test('a Deployment that recreates its pods does not wait for one that has failed', async () => {
  const { send } = subject();
  const at = 'ns/apps/v1/deployments/recreate';
  const deployment = (version: string) => ({
    ...DEPLOYMENT,
    metadata: { name: 'recreate' },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { app: 'recreate' } },
      template: {
        metadata: { labels: { app: 'recreate', version } },
        // On no node, so that no kubelet has a say.
        spec: { ...DEPLOYMENT.spec.template.spec, nodeSelector: { nobody: 'here' }, terminationGracePeriodSeconds: 0 },
      },
    },
  });
  const pods = async (version: string, phase: string) => {
    const { body } = await send('GET', `ns/v1/pods?labelSelector=app%3Drecreate,version%3D${version}`);
    return (body as { items: readonly Pod[] }).items.filter(({ status }) => status.phase === phase);
  };
  await send('POST', 'ns/apps/v1/deployments', { body: deployment('1') });
  await until(async () => (await pods('1', 'Pending')).length === 1);
  const [pod] = await pods('1', 'Pending');
  const failed = { status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' } };
  const patch = { body: failed, contentType: 'application/merge-patch+json' };
  expect((await send('PATCH', `ns/v1/pods/${pod?.metadata.name}/status`, patch)).status).toBe(200);
  await until(async () => (await pods('1', 'Pending')).length === 1); // its replacement
  const change = { body: deployment('2'), contentType: 'application/merge-patch+json' };
  expect((await send('PATCH', at, change)).status).toBe(200);
  await until(async () => (await pods('2', 'Pending')).length === 1);
  expect((await pods('1', 'Failed')).map(({ metadata }) => metadata.name)).toEqual([pod?.metadata.name]);
  expect(await pods('1', 'Pending')).toEqual([]);
});

test('a definition is established, with its names', async () => {
  const { send } = subject();
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const at = `${definitions}/${DEFINITION.metadata.name}`;
  await send('POST', definitions, { body: DEFINITION });
  try {
    const status = async () => ((await send('GET', at)).body as { status: Status }).status;
    await until(async () => (await status()).conditions?.some(({ type }) => type === 'Established') === true);
    const { acceptedNames, conditions, storedVersions } = await status();
    const told = conditions?.map(({ lastTransitionTime: _time, ...rest }) => rest);
    expect({ acceptedNames, conditions: told, storedVersions }).toMatchSnapshot();
  } finally {
    await send('DELETE', at);
  }
});

test('what a definition brings is served, and goes with it', async () => {
  const { send } = subject();
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const [group, plural] = ['widgets.conformance.example.com', 'services'];
  const definition = {
    ...DEFINITION,
    metadata: { name: `${plural}.${group}` },
    spec: { ...DEFINITION.spec, group },
  };
  const at = `${definitions}/${definition.metadata.name}`;
  const objects = `ns/${group}/v1/${plural}`;
  await send('POST', definitions, { body: definition });
  try {
    await until(async () => (await send('GET', objects)).status === 200);
    const { body } = await send('GET', `/apis/${group}/v1`);
    const { resources } = body as { resources: readonly Readonly<Record<string, unknown>>[] };
    expect(resources.map(({ storageVersionHash: _hash, ...entry }) => entry)).toMatchSnapshot();
    const object = (spec: object) => ({ apiVersion: `${group}/v1`, kind: 'Service', metadata: { name: 'x' }, spec });
    const apply = (spec: object) =>
      send('PATCH', `${objects}/x?fieldManager=alice`, {
        body: object(spec),
        contentType: 'application/apply-patch+yaml',
      });
    expect(masked(await apply({ list: [1, 'a'], more: { a: 'b' } }))).toMatchSnapshot();
    expect(masked(await apply({ list: [1], more: { a: 'c' }, other: { deep: [true] } }))).toMatchSnapshot();
    expect(masked(await send('GET', objects))).toMatchSnapshot();
    expect((await send('GET', 'ns/v1/services/x')).status).toBe(404);
    const merge = { body: { spec: { size: 3 } }, contentType: 'application/merge-patch+json' };
    const changed = await send('PATCH', `${objects}/x`, merge);
    expect((changed.body as { metadata: { generation: number }; spec: object }).spec).toMatchObject({ size: 3 });
  } finally {
    await send('DELETE', at);
  }
  await until(async () => (await send('GET', objects)).status === 404);
});

interface Status {
  readonly acceptedNames: unknown;
  readonly storedVersions: unknown;
  readonly conditions: readonly { readonly type: string; readonly lastTransitionTime: string }[] | null;
}
