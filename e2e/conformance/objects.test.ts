// Creating, reading, changing: what comes back, with which defaults, and how mistakes are named.
import { describe, expect, test } from 'vitest';
import { CONFIG_MAP, DEPLOYMENT, FIXTURES, SERVICE } from './fixtures.ts';
import { masked } from './masked.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();
const configMap = (name: string, more: object = {}) => ({ ...CONFIG_MAP, metadata: { name, ...more } });

describe('defaults', () => {
  test.each(Object.entries(FIXTURES))('of a %s', async (_name, { path, object }) => {
    expect(
      masked(await subject().send('POST', `${path}?dryRun=All&fieldValidation=Strict`, { body: object })),
    ).toMatchSnapshot();
  });
});

describe('an object', () => {
  const path = 'ns/v1/configmaps';
  test('is created once', async () => {
    expect(masked(await subject().send('POST', path, { body: configMap('once') }))).toMatchSnapshot();
    expect(masked(await subject().send('POST', path, { body: configMap('once') }))).toMatchSnapshot();
    expect(masked(await subject().send('GET', `${path}/once`))).toMatchSnapshot();
  });

  test('gets a name where it has a beginning of one', async () => {
    const { status, body } = await subject().send('POST', path, { body: { metadata: { generateName: 'part-' } } });
    const { metadata } = body as { metadata: { name: string } };
    expect([status, metadata.name]).toEqual([201, expect.stringMatching(/^part-[a-z0-9]{5}$/)]);
  });

  test('is not kept when it is only tried', async () => {
    await subject().send('POST', `${path}?dryRun=All`, { body: configMap('tried') });
    expect(masked(await subject().send('GET', `${path}/tried`))).toMatchSnapshot();
  });

  test('is replaced, unless somebody was quicker', async () => {
    const { body } = await subject().send('POST', path, { body: configMap('replace') });
    const { metadata } = body as { metadata: { resourceVersion: string } };
    const { resourceVersion } = metadata;
    const change = { ...configMap('replace', { resourceVersion, labels: { l: '1' } }), data: { b: '2' } };
    expect(masked(await subject().send('PUT', `${path}/replace`, { body: change }))).toMatchSnapshot();
    expect(masked(await subject().send('PUT', `${path}/replace`, { body: change }))).toMatchSnapshot();
  });

  test('that is written as it is does not get a new version', async () => {
    const first = await subject().send('POST', path, { body: configMap('same') });
    const again = await subject().send('PUT', `${path}/same`, { body: configMap('same') });
    const versionOf = ({ body }: typeof first) =>
      (body as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
    expect(versionOf(again)).toBe(versionOf(first));
  });

  test('is merged with a patch', async () => {
    await subject().send('POST', path, { body: configMap('merge') });
    const body = { data: { a: null, b: '2' }, metadata: { annotations: { n: 'v' } } };
    const patch = { body, contentType: 'application/merge-patch+json' };
    expect(masked(await subject().send('PATCH', `${path}/merge?fieldManager=alice`, patch))).toMatchSnapshot();
  });

  test('is patched step by step', async () => {
    await subject().send('POST', path, { body: configMap('steps') });
    const body = [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'add', path: '/data/b', value: '2' },
      { op: 'remove', path: '/data/a' },
    ];
    const patch = { body, contentType: 'application/json-patch+json' };
    expect(masked(await subject().send('PATCH', `${path}/steps`, patch))).toMatchSnapshot();
  });

  test('has lists that merge by key in a strategic patch', async () => {
    await subject().send('POST', 'ns/apps/v1/deployments', {
      body: { ...DEPLOYMENT, metadata: { name: 'strategic' } },
    });
    const container = { name: 'c', env: [{ name: 'A', value: '1' }] };
    const body = { spec: { template: { spec: { containers: [container] } } } };
    const patch = { body, contentType: 'application/strategic-merge-patch+json' };
    const answer = await subject().send('PATCH', 'ns/apps/v1/deployments/strategic', patch);
    expect((answer.body as { spec: unknown }).spec).toMatchSnapshot();
  });

  test('counts changes of its spec, and only those', async () => {
    const deployments = 'ns/apps/v1/deployments';
    await subject().send('POST', deployments, { body: { ...DEPLOYMENT, metadata: { name: 'count' } } });
    const patch = async (body: object) => {
      const answer = await subject().send('PATCH', `${deployments}/count`, {
        body,
        contentType: 'application/merge-patch+json',
      });
      return (answer.body as { metadata: { generation: number } }).metadata.generation;
    };
    const before = await patch({});
    expect(await patch({ metadata: { labels: { a: 'b' } } })).toBe(before);
    expect(await patch({ status: { replicas: 7 } })).toBe(before);
    expect(await patch({ spec: { minReadySeconds: 1 } })).toBe(before + 1);
  });

  test('keeps its status from ordinary writes, and the rest from writes to its status', async () => {
    const ingresses = 'ns/networking.k8s.io/v1/ingresses';
    await subject().send('POST', ingresses, { body: { ...FIXTURES.Ingress?.object, metadata: { name: 'status' } } });
    const patch = async (path: string, ip: string, ingressClassName: string) => {
      const body = { status: { loadBalancer: { ingress: [{ ip }] } }, spec: { ingressClassName } };
      const answer = await subject().send('PATCH', path, { body, contentType: 'application/merge-patch+json' });
      const { spec, status } = answer.body as { spec: { ingressClassName?: string }; status: unknown };
      return { className: spec.ingressClassName, status };
    };
    const status = { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } };
    expect(await patch(`${ingresses}/status/status`, '1.2.3.4', 'a')).toEqual({ className: undefined, status });
    expect(await patch(`${ingresses}/status`, '5.6.7.8', 'b')).toEqual({ className: 'b', status });
  });
});

describe('a list', () => {
  test('comes in pages that fit together', async () => {
    const { send } = subject();
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) {
      await send('POST', 'ns/v1/secrets', { body: { metadata: { name, labels: { page: 'yes' } } } });
    }
    const names: string[] = [];
    let token = '';
    let pages = 0;
    let version = '';
    do {
      const { body } = await send('GET', `ns/v1/secrets?labelSelector=page%3Dyes&limit=2&continue=${token}`);
      const list = body as {
        metadata: { continue?: string; resourceVersion: string };
        items: { metadata: { name: string } }[];
      };
      if (version === '') version = list.metadata.resourceVersion;
      expect(list.metadata.resourceVersion).toBe(version);
      names.push(...list.items.map(({ metadata }) => metadata.name));
      token = list.metadata.continue ?? '';
      // What comes in between does not disturb a list that has begun.
      if (pages++ === 0)
        await send('POST', 'ns/v1/secrets', { body: { metadata: { name: 'p3b', labels: { page: 'yes' } } } });
    } while (token !== '');
    expect([names, pages]).toEqual([['p1', 'p2', 'p3', 'p4', 'p5'], 3]);
  });

  test('says how many are left', async () => {
    for (const name of ['a', 'b', 'c'])
      await subject().send('POST', 'ns/coordination.k8s.io/v1/leases', { body: { metadata: { name } } });
    expect(masked(await subject().send('GET', 'ns/coordination.k8s.io/v1/leases?limit=1'))).toMatchSnapshot();
  });

  test.each([
    ['labelSelector=color%3Dred', ['red']],
    ['labelSelector=color%20in%20(red,green)', ['green', 'red']],
    ['labelSelector=color!%3Dred,kind%3Dselect', ['green', 'plain']],
    ['labelSelector=!color,kind%3Dselect', ['plain']],
    ['labelSelector=color,kind%3Dselect', ['green', 'red']],
    ['labelSelector=kind%3Dselect,color%20notin%20(red)', ['green', 'plain']],
    ['labelSelector=kind%3Dselect&fieldSelector=metadata.name%3Dred', ['red']],
    ['labelSelector=kind%3Dselect&fieldSelector=metadata.name!%3Dred', ['green', 'plain']],
  ])('is narrowed by %s', async (query, expected) => {
    const { send } = subject();
    const kind = 'select';
    for (const [name, color] of [
      ['red', { color: 'red' }],
      ['green', { color: 'green' }],
      ['plain', {}],
    ] as const) {
      await send('POST', 'ns/v1/configmaps', { body: configMap(name, { labels: { kind, ...color } }) });
    }
    const { body } = await send('GET', `ns/v1/configmaps?${query}`);
    expect((body as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name)).toEqual(
      expected,
    );
  });

  test.each([
    'labelSelector=a%3D%3D%3Db',
    'fieldSelector=foo%3Db',
    'fieldSelector=foo',
    'limit=x',
    'limit=1&continue=abc',
    'resourceVersion=abc',
    'resourceVersion=99999999999',
    'resourceVersionMatch=Exact',
  ])('refuses %s', async (query) => {
    expect(masked(await subject().send('GET', `ns/v1/configmaps?${query}`))).toMatchSnapshot();
  });
});

type Mistake = readonly [what: string, method: string, path: string, body: unknown, contentType?: string];

describe('a mistake is named:', () => {
  const deployments = 'ns/apps/v1/deployments';
  const withSpec = (spec: object) => ({ ...DEPLOYMENT, spec: { ...DEPLOYMENT.spec, ...spec } });
  const withContainer = (more: object) =>
    withSpec({ template: { ...DEPLOYMENT.spec.template, spec: { containers: [{ name: 'c', image: 'i', ...more }] } } });
  const MISTAKES: readonly Mistake[] = [
    ['nothing', 'POST', deployments, ''],
    ['half a body', 'POST', deployments, '{'],
    ['a list', 'POST', deployments, []],
    ['plain text', 'POST', deployments, 'x', 'text/plain'],
    ['another version', 'POST', deployments, { ...DEPLOYMENT, apiVersion: 'apps/v2' }],
    ['another kind', 'POST', 'ns/v1/configmaps', { ...SERVICE }],
    ['a kind that is not', 'POST', 'ns/v1/configmaps', { ...SERVICE, kind: 'Nope' }],
    ['another namespace', 'POST', deployments, { ...DEPLOYMENT, metadata: { name: 'x', namespace: 'other' } }],
    ['no namespace like that', 'POST', '/apis/apps/v1/namespaces/nope/deployments', DEPLOYMENT],
    ['no such object', 'GET', `${deployments}/nope`, undefined],
    ['no such object to change', 'PUT', `${deployments}/nope`, { ...DEPLOYMENT, metadata: { name: 'nope' } }],
    ['no such object to patch', 'PATCH', `${deployments}/nope`, {}, 'application/merge-patch+json'],
    ['another name', 'PUT', `${deployments}/other`, DEPLOYMENT],
    ['an unknown patch', 'PATCH', `${deployments}/x`, {}, 'application/nope'],
    ['a version in a new object', 'POST', 'ns/v1/configmaps', configMap('x', { resourceVersion: '5' })],
    ['an unknown field', 'POST', `${deployments}?dryRun=All&fieldValidation=Strict`, withSpec({ foo: 1 })],
    [
      'an unknown field, deep',
      'POST',
      `${deployments}?dryRun=All&fieldValidation=Strict`,
      withContainer({ foo: 1, env: [{ name: 'A', valu: 'b' }] }),
    ],
    ['an unknown field, only warned of', 'POST', `ns/v1/configmaps?dryRun=All`, { ...configMap('warn'), foo: 1 }],
    [
      'an unknown field, ignored',
      'POST',
      `ns/v1/configmaps?dryRun=All&fieldValidation=Ignore`,
      { ...configMap('warn'), foo: 1 },
    ],
    ['text for a number', 'POST', deployments, withSpec({ replicas: '3' })],
    ['a fraction', 'POST', deployments, withSpec({ replicas: 1.5 })],
    ['a number for text', 'POST', deployments, withContainer({ image: 3 })],
    ['text for a flag', 'POST', deployments, withContainer({ tty: 'yes' })],
    ['text for a list', 'POST', deployments, withContainer({ args: 'x' })],
    ['text for a struct', 'POST', deployments, withContainer({ env: ['x'] })],
    ['a number in a map of texts', 'POST', deployments, { ...DEPLOYMENT, metadata: { name: 'x', labels: { a: 1 } } }],
    ['no quantity', 'POST', deployments, withContainer({ resources: { limits: { cpu: 'abc' } } })],
    ['no base64', 'POST', 'ns/v1/secrets', { metadata: { name: 'x' }, data: { a: '%%' } }],
    ['an unknown dry run', 'POST', `${deployments}?dryRun=Nope`, DEPLOYMENT],
    ['an unknown strictness', 'POST', `${deployments}?fieldValidation=Nope`, DEPLOYMENT],
    ['a manager too long', 'POST', `${deployments}?fieldManager=${'a'.repeat(129)}`, DEPLOYMENT],
    ['force without apply', 'PATCH', `${deployments}/x?force=true`, {}, 'application/merge-patch+json'],
  ];
  test.each(MISTAKES.map((it) => ({ what: it[0], it })))(
    '$what',
    async ({ it: [, method, path, body, contentType] }) => {
      const send = { ...(body === undefined ? {} : { body }), ...(contentType === undefined ? {} : { contentType }) };
      expect(masked(await subject().send(method, path, send))).toMatchSnapshot();
    },
  );
});
