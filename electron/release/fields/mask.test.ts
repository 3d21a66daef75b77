import { expect, it } from 'vitest';
import { knownSecrets } from '../../log/known-secrets.ts';
import { maskPair } from './mask.ts';

it('hides values and shows that one changed', () => {
  const masked = maskPair('Secret', {
    before: { metadata: { labels: { a: 'b' } }, data: { same: 'cw==', old: 'b2xk', gone: 'Zw==' } },
    after: { metadata: { labels: { a: 'b' } }, data: { same: 'cw==', old: 'bmV3' }, stringData: { plain: 'text' } },
  });
  expect(masked).toEqual({
    before: { metadata: { labels: { a: 'b' } }, data: { same: '***', old: '*** (before)', gone: '***' } },
    after: {
      metadata: { labels: { a: 'b' } },
      data: { same: '***', old: '*** (after)' },
      stringData: { plain: '***' },
    },
  });
});

it.each(['hush', ['hush'], 1, true])('hides what is no map of values: %j', (data) => {
  const masked = maskPair('Secret', { before: undefined, after: { data, stringData: data, type: 'Opaque' } });
  expect(masked.after).toEqual({ data: '***', stringData: '***', type: 'Opaque' });
});

const SECRET = 'q7-Zk3v9Qx7pL2m';
const pod = (env: unknown, args: readonly string[] = []) => ({
  spec: { template: { spec: { containers: [{ name: 'web', args, env }] } } },
});
const text = (value: unknown) => JSON.stringify(value);

it.each([
  'DB_PASSWORD',
  'GF_SECURITY_ADMIN_PASSWORD',
  'apiKey',
  'GITHUB_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'SESSION_COOKIE',
])('hides the variable %s of any kind, and shows that it changed', (name) => {
  const other = { name: 'LOG_LEVEL', value: 'debug' };
  const pair = { before: pod([{ name, value: 'old-one' }, other]), after: pod([other, { name, value: SECRET }]) };
  const { before, after } = maskPair('Deployment', pair);
  expect(text(before)).not.toContain('old-one');
  expect(text(after)).not.toContain(SECRET);
  expect(before).toEqual(pod([{ name, value: '*** (before)' }, other]));
  expect(after).toEqual(pod([other, { name, value: '*** (after)' }]));
});

it.each([
  ['TOKEN_FILE', '/var/run/secrets/token'],
  ['PASSWORD', '$(FROM_ELSEWHERE)'],
  ['PASSWORD', ''],
  ['REQUIRE_PASSWORD', 'true'],
  ['TOKEN_TTL', '24h'],
  ['SECRET_NAME', 'web-login'],
  ['GOOGLE_APPLICATION_CREDENTIALS', '/etc/gcp/key.json'],
])('shows what is about a secret and is none: %s=%s', (name, value) => {
  const pair = { before: undefined, after: pod([{ name, value }]) };
  expect(maskPair('Deployment', pair)).toEqual(pair);
});

it.each([
  [[`--password=${SECRET}`], ['--password=***']],
  [
    [`-admin.token=${SECRET}`, '--port=80'],
    ['-admin.token=***', '--port=80'],
  ],
  [
    ['--api-key', SECRET, 'serve'],
    ['--api-key', '***', 'serve'],
  ],
  [
    ['--password', '--verbose'],
    ['--password', '--verbose'],
  ],
  [
    ['--token-file=/run/token', '--web.config.file', '/etc/web.yml'],
    ['--token-file=/run/token', '--web.config.file', '/etc/web.yml'],
  ],
])('hides arguments: %j', (args, shown) => {
  expect(maskPair('Job', { before: undefined, after: pod([], args) }).after).toEqual(pod([], shown));
});

it('hides what is known to be a secret in any field, and shows that it changed', () => {
  knownSecrets.learn(SECRET);
  const of = (dsn: string) => ({ data: { 'app.ini': `dsn = postgres://app:${dsn}@db/x` } });
  expect(maskPair('ConfigMap', { before: of(SECRET), after: of(SECRET) }).after).toEqual(of('[masked]'));
  knownSecrets.learn('x8-Wm4b0Rz6tY1c');
  expect(maskPair('ConfigMap', { before: of(SECRET), after: of('x8-Wm4b0Rz6tY1c') })).toEqual({
    before: { data: { 'app.ini': 'dsn = postgres://app:[masked]@db/x (before)' } },
    after: { data: { 'app.ini': 'dsn = postgres://app:[masked]@db/x (after)' } },
  });
});

it('hides a Secret’s copy in its annotation', () => {
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': text({ kind: 'Secret', data: { a: SECRET } }),
  };
  const pair = { before: { metadata: { annotations: { ...annotations, team: 'a' } } }, after: undefined };
  const { before } = maskPair('Secret', pair);
  expect(text(before)).not.toContain(SECRET);
  expect(text(before)).toContain('"team":"a"');
});

it('leaves other kinds as they are', () => {
  const pair = { before: { data: { a: '1' } }, after: undefined };
  expect(maskPair('ConfigMap', pair)).toEqual(pair);
});

it('lets no Secret hide which image runs and which right is granted', () => {
  const secret = 'evil.example/grafana:12.1.0-x7Kq';
  const fields = {
    rules: [{ apiGroups: [secret], verbs: [secret], resources: [secret] }],
    spec: { serviceAccountName: secret, containers: [{ image: secret, args: [secret] }] },
    data: { image: secret, verbs: secret },
  };
  knownSecrets.learn(secret);
  expect(maskPair('Deployment', { before: undefined, after: fields }).after).toEqual({
    ...fields,
    spec: { serviceAccountName: secret, containers: [{ image: secret, args: ['[masked]'] }] },
    data: { image: '[masked]', verbs: '[masked]' },
  });
});
