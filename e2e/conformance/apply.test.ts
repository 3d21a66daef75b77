// Server-side apply: who owns what, who is told of whom, and what goes when nobody wants it any more.
import { describe, expect, test } from 'vitest';
import { CONFIG_MAP, DEPLOYMENT, FIXTURES, SERVICE } from './fixtures.ts';
import { masked } from './masked.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();
const contentType = 'application/apply-patch+yaml';
const apply = (path: string, manager: string, body: unknown, more = '') =>
  subject().send('PATCH', `${path}?fieldManager=${manager}${more}`, { body, contentType });
const configMap = (name: string, data: object, more: object = {}) => ({
  ...CONFIG_MAP,
  metadata: { name, ...more },
  data,
});

describe('an applied object', () => {
  test.each(Object.entries(FIXTURES))('%s', async (_name, { path, object }) => {
    const { name } = object.metadata as { name: string };
    const answer = await apply(`${path}/${name}`, 'alice', object, '&dryRun=All&fieldValidation=Strict&force=true');
    expect(masked(answer)).toMatchSnapshot();
  });

  test('is created, changed and left alone', async () => {
    const path = 'ns/v1/configmaps/life';
    expect(masked(await apply(path, 'alice', configMap('life', { a: '1', b: '1' })))).toMatchSnapshot();
    const changed = await apply(path, 'alice', configMap('life', { a: '2' }, { labels: { l: '1' } }));
    expect(masked(changed)).toMatchSnapshot();
    const again = await apply(path, 'alice', configMap('life', { a: '2' }, { labels: { l: '1' } }));
    expect(again.body).toEqual(changed.body);
  });

  test('may be YAML', async () => {
    const yaml =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata:\n  text: |\n    one\n    two\n  flag: "yes"\n';
    expect(masked(await apply('ns/v1/configmaps/yaml', 'alice', yaml))).toMatchSnapshot();
  });
});

describe('null', () => {
  test('is an empty text in a map, and nothing elsewhere', async () => {
    const at = 'ns/v1/configmaps/null';
    expect(
      masked(await apply(at, 'alice', configMap('null', { a: null, b: '1' }, { labels: { l: null } }))),
    ).toMatchSnapshot();
    expect(masked(await apply(at, 'alice', configMap('null', { a: null, b: '2' })))).toMatchSnapshot();
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'null', annotations: null },
      data: { a: null },
      stringData: { b: null },
    };
    expect(masked(await apply('ns/v1/secrets/null', 'alice', secret))).toMatchSnapshot();
    expect(
      masked(await apply('ns/v1/configmaps/none', 'alice', { ...configMap('none', {}), data: null })),
    ).toMatchSnapshot();
  });

  test('takes nothing away in a workload', async () => {
    const container = { name: 'c', image: 'registry.invalid/c:1', env: null, args: null, resources: { limits: null } };
    const spec = { nodeSelector: null, tolerations: null, containers: [container] };
    const template = { metadata: { ...DEPLOYMENT.spec.template.metadata, annotations: null }, spec };
    const object = {
      ...DEPLOYMENT,
      metadata: { name: 'null' },
      spec: { ...DEPLOYMENT.spec, strategy: null, template },
    };
    expect(masked(await apply('ns/apps/v1/deployments/null', 'alice', object))).toMatchSnapshot();
  });
});

describe('another manager', () => {
  const path = 'ns/v1/configmaps/shared';
  test('is told of a conflict, shares what it agrees to, and takes what it forces', async () => {
    await apply(path, 'alice', configMap('shared', { a: '1', b: '1' }));
    expect(masked(await apply(path, 'bob', configMap('shared', { a: '2', b: '2', c: '2' })))).toMatchSnapshot();
    expect(masked(await apply(path, 'bob', configMap('shared', { a: '1', c: '2' })))).toMatchSnapshot();
    expect(
      masked(await apply(path, 'bob', configMap('shared', { a: '3', c: '2' }), '&force=true&dryRun=All')),
    ).toMatchSnapshot();
    expect(masked(await apply(path, 'bob', configMap('shared', { a: '3', c: '2' }), '&force=true'))).toMatchSnapshot();
    // What both owned stays when one lets go; what one owned alone goes.
    expect(masked(await apply(path, 'bob', configMap('shared', {})))).toMatchSnapshot();
  });

  test('that updates takes what it changes', async () => {
    const at = 'ns/v1/configmaps/update';
    await apply(at, 'alice', configMap('update', { a: '1', b: '1' }));
    const patch = { body: { data: { a: '2' } }, contentType: 'application/merge-patch+json' };
    expect(masked(await subject().send('PATCH', `${at}?fieldManager=bob`, patch))).toMatchSnapshot();
    expect(masked(await apply(at, 'alice', configMap('update', { a: '1', b: '1' })))).toMatchSnapshot();
  });

  test('sees conflicts in lists by their keys', async () => {
    const at = 'ns/apps/v1/deployments/conflict';
    const deployment = (image: string, port: number) => ({
      ...DEPLOYMENT,
      metadata: { name: 'conflict' },
      spec: {
        ...DEPLOYMENT.spec,
        template: {
          ...DEPLOYMENT.spec.template,
          spec: { containers: [{ name: 'c', image, ports: [{ containerPort: port, name: 'p' }] }] },
        },
      },
    });
    expect((await apply(at, 'alice', deployment('one', 1))).status).toBe(201);
    expect(masked(await apply(at, 'bob', deployment('two', 2), '&dryRun=All'))).toMatchSnapshot();
    expect(
      masked(await apply(at, 'bob', { ...deployment('two', 1), spec: { ...deployment('two', 1).spec, replicas: 3 } })),
    ).toMatchSnapshot();
  });
});

describe('lists', () => {
  test('merge by key, in the order of the one who applies', async () => {
    const at = 'ns/v1/services/ports';
    const service = (...ports: object[]) => ({ ...SERVICE, metadata: { name: 'ports' }, spec: { ports } });
    await apply(at, 'alice', service({ name: 'a', port: 1 }, { name: 'b', port: 2 }));
    expect(masked(await apply(at, 'bob', service({ name: 'c', port: 3 }, { name: 'b', port: 2 })))).toMatchSnapshot();
    expect(masked(await apply(at, 'alice', service({ name: 'b', port: 2 })))).toMatchSnapshot();
  });

  test('of another kind are replaced as a whole', async () => {
    const at = 'ns/rbac.authorization.k8s.io/v1/roles/rules';
    const role = (...verbs: string[]) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'rules' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
    });
    await apply(at, 'alice', role('get', 'list'));
    expect(masked(await apply(at, 'bob', role('get')))).toMatchSnapshot();
    expect(masked(await apply(at, 'alice', role('get')))).toMatchSnapshot();
  });

  test('give an item back that nobody owns any more, and what is in it', async () => {
    const at = 'ns/apps/v1/deployments/items';
    const deployment = (...containers: object[]) => ({
      ...DEPLOYMENT,
      metadata: { name: 'items' },
      spec: { ...DEPLOYMENT.spec, template: { ...DEPLOYMENT.spec.template, spec: { containers } } },
    });
    const one = { name: 'one', image: 'i' };
    const two = { name: 'two', image: 'i', env: [{ name: 'A', value: '1' }] };
    await apply(at, 'alice', deployment(one, two));
    const answer = await apply(at, 'alice', deployment(one));
    expect((answer.body as { spec: unknown }).spec).toMatchSnapshot();
  });
});

test('status is not owned by those who apply the rest', async () => {
  const at = 'ns/networking.k8s.io/v1/ingresses/status';
  const main = { ...FIXTURES.Ingress?.object, metadata: { name: 'status' } };
  const status = { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } };
  expect(masked(await apply(at, 'alice', { ...main, status }))).toMatchSnapshot();
  const { spec: _spec, ...rest } = { spec: undefined, ...main };
  expect(masked(await apply(`${at}/status`, 'bob', { ...rest, status }))).toMatchSnapshot();
});

type Mistake = readonly [what: string, path: string, body: unknown, manager?: string];

describe('a mistake is named:', () => {
  const at = 'ns/v1/configmaps/wrong';
  const deployments = 'ns/apps/v1/deployments/wrong';
  const wrong = { ...DEPLOYMENT, metadata: { name: 'wrong' } };
  const withContainer = (more: object) => ({
    ...wrong,
    spec: {
      ...wrong.spec,
      template: { ...wrong.spec.template, spec: { containers: [{ name: 'c', image: 'i', ...more }] } },
    },
  });
  const MISTAKES: readonly Mistake[] = [
    ['no manager', at, configMap('wrong', {}), ''],
    ['nothing', at, '{}'],
    ['no kind', at, { apiVersion: 'v1', metadata: { name: 'wrong' } }],
    ['another kind', at, { ...SERVICE, metadata: { name: 'wrong' } }],
    ['another name', at, configMap('other', {})],
    ['another namespace', at, configMap('wrong', {}, { namespace: 'other' })],
    ['managed fields', at, configMap('wrong', {}, { managedFields: [{}] })],
    ['the uid of nobody', at, configMap('wrong', {}, { uid: 'abc' })],
    ['an unknown field', deployments, { ...wrong, spec: { ...wrong.spec, foo: 1 } }],
    ['text for a number', deployments, { ...wrong, spec: { ...wrong.spec, replicas: '3' } }],
    ['a fraction', deployments, { ...wrong, spec: { ...wrong.spec, replicas: 1.5 } }],
    ['text for a flag', deployments, withContainer({ tty: 'yes' })],
    ['text for a list', deployments, withContainer({ args: 'yes' })],
    ['a number in a list of texts', deployments, withContainer({ args: [1] })],
    ['text in a keyed list', deployments, withContainer({ env: ['x'] })],
    ['an invalid object', deployments, withContainer({ image: '' })],
    ['no namespace like that', '/api/v1/namespaces/nope/configmaps/wrong', configMap('wrong', {})],
  ];
  test.each(MISTAKES.map((it) => ({ what: it[0], it })))('$what', async ({ it: [, path, body, manager = 'alice'] }) => {
    expect(masked(await apply(path, manager, body))).toMatchSnapshot();
  });
});
