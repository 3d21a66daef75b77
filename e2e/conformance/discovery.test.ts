// The server on itself, and its refusals of what it does not have.
import { expect, test } from 'vitest';
import { apiVersionOf, RESOURCES } from '../../electron/demo/store/resources.ts';
import { masked } from './masked.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();
const VERSIONS = [...new Set(RESOURCES.map(apiVersionOf))];
const pathOf = (apiVersion: string) => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);

interface Entry {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** Only what the demo cluster has: a real one has more. */
function isServed(apiVersion: string, name: string): boolean {
  const [plural, sub] = name.split('/');
  const found = RESOURCES.find((it) => apiVersionOf(it) === apiVersion && it.plural === plural);
  if (found === undefined || sub === undefined) return found !== undefined;
  return (sub === 'status' && found.hasStatus) || found.subresources.some((it) => it.name === sub);
}

test.each(VERSIONS)('lists the resources of %s', async (apiVersion) => {
  const { status, body } = await subject().send('GET', pathOf(apiVersion));
  const { resources, ...rest } = body as { resources: readonly Entry[] };
  const served = resources
    .filter(({ name }) => isServed(apiVersion, name))
    .map(({ storageVersionHash: _hash, ...entry }) => entry);
  expect({ status, ...rest, resources: served }).toMatchSnapshot();
});

test('lists everything at once to those who ask for it', async () => {
  const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
  const seen: unknown[] = [];
  for (const path of ['/api', '/apis']) {
    const { contentType, body } = await subject().send('GET', path, { headers: { accept } });
    expect(contentType).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    const { items } = body as { items: readonly { metadata: { name?: string }; versions: readonly Version[] }[] };
    for (const { metadata, versions } of items) {
      for (const { version, resources } of versions) {
        const apiVersion = metadata.name === undefined ? version : `${metadata.name}/${version}`;
        for (const resource of resources ?? []) {
          if (!isServed(apiVersion, resource.resource)) continue;
          const subresources = resource.subresources?.filter((it) =>
            isServed(apiVersion, `${resource.resource}/${it.subresource}`),
          );
          seen.push({
            apiVersion,
            ...resource,
            ...(subresources?.length ? { subresources } : { subresources: undefined }),
          });
        }
      }
    }
  }
  expect(seen.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).toMatchSnapshot();
});

interface Version {
  readonly version: string;
  readonly resources?: readonly {
    readonly resource: string;
    readonly subresources?: readonly { readonly subresource: string }[];
  }[];
}

test('lists groups', async () => {
  const { body } = await subject().send('GET', '/apis');
  const { groups, ...rest } = body as { groups: readonly { name: string; versions: readonly unknown[] }[] };
  const served = groups.filter(
    ({ name }) => VERSIONS.some((it) => it.startsWith(`${name}/`)) && name !== 'autoscaling',
  );
  expect({ ...rest, groups: served.sort((a, b) => (a.name < b.name ? -1 : 1)) }).toMatchSnapshot();
  expect(masked(await subject().send('GET', '/apis/apps'))).toMatchSnapshot();
});

test('says its version', async () => {
  const { status, body } = await subject().send('GET', '/version');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    major: '1',
    minor: expect.stringMatching(/^\d+/),
    gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
  });
});

test.each(['/readyz', '/livez', '/healthz'])('is healthy: %s', async (path) => {
  expect(await subject().send('GET', path)).toEqual({
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    warnings: [],
    body: 'ok',
  });
});

test.each([
  ['GET', '/nope'],
  ['GET', '/api/v2'],
  ['GET', '/apis/nope.example.com/v1'],
  ['GET', '/apis/apps/v9'],
  ['GET', '/apis/apps/v9/deployments'],
  ['GET', 'ns/v1/nope'],
  ['GET', 'ns/v1/nodes'],
  ['GET', 'ns/v1/configmaps/x/status'],
  ['GET', 'ns/v1/pods/x/nope'],
  ['POST', '/version'],
  ['PUT', 'ns/v1/configmaps'],
  ['PATCH', 'ns/v1/configmaps'],
  ['POST', 'ns/v1/configmaps/x'],
  ['POST', '/api/v1/pods'],
])('refuses %s %s', async (method, path) => {
  const body = method === 'GET' ? {} : { body: {} };
  expect(masked(await subject().send(method, path, body))).toMatchSnapshot();
});

test('refuses a wrong token', async (context) => {
  if (!subject().client.hasToken)
    context.skip('here the user is known by a certificate, which no request can leave out');
  const answer = await subject().send('GET', '/api/v1/namespaces', { headers: { authorization: 'Bearer wrong' } });
  expect(masked(answer)).toMatchSnapshot();
});

test('refuses a form that it does not speak', async () => {
  const { status, body } = await subject().send('GET', '/api/v1/namespaces', { headers: { accept: 'text/html' } });
  expect({ status, reason: (body as { reason: string }).reason }).toEqual({ status: 406, reason: 'NotAcceptable' });
});
