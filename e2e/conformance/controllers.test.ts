// What controllers make of objects, as far as they need no node for it.
import { expect, test } from 'vitest';
import { DEFINITION, DEPLOYMENT } from './fixtures.ts';
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

interface Status {
  readonly acceptedNames: unknown;
  readonly storedVersions: unknown;
  readonly conditions: readonly { readonly type: string; readonly lastTransitionTime: string }[] | null;
}
