import { expect, it } from 'vitest';
import { parseKubeconfig, UNKNOWN } from './kubeconfig-file.ts';

const WHOLE = `
apiVersion: v1
kind: Config
current-context: b
clusters:
- {name: one, cluster: {server: 'https://one:6443', extensions: [{name: x}], insecure-skip-tls-verify: yes}}
users:
- name: me
  user:
    exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: null, env: [{name: A, value: }, {name: B}]}
- {name: nobody, user: null}
- {name: other, user: {token: "", tokenFile: ~, as-groups: [a, ~]}}
contexts:
- {name: b, context: {cluster: one, user: me, namespace: apps}}
- {name: a, context: {cluster: one, user: ""}}
`;

it('reads what kubectl writes; null and empty text are nothing', () => {
  const { currentContext, contexts, clusters, users, problems } = parseKubeconfig(WHOLE, 'config');
  expect(problems).toEqual([]);
  expect(currentContext).toBe('b');
  expect([...contexts]).toEqual([
    ['b', { value: { cluster: 'one', user: 'me', namespace: 'apps' } }],
    ['a', { value: { cluster: 'one', user: undefined, namespace: undefined } }],
  ]);
  expect(clusters.get('one')?.value).toEqual({ server: 'https://one:6443', 'insecure-skip-tls-verify': true });
  expect(users.get('me')?.value?.exec).toMatchObject({
    command: 'aws',
    args: undefined,
    env: [
      { name: 'A', value: '' },
      { name: 'B', value: '' },
    ],
  });
  expect(users.get('nobody')?.value).toEqual({});
  expect(users.get('other')?.value).toEqual({ 'as-groups': ['a', ''] });
});

it('reads text without anything as a kubeconfig without anything', () => {
  for (const content of ['', '  \n', '# only a comment\n', '{}', 'contexts: null', 'kind: ""\napiVersion:\n']) {
    expect(parseKubeconfig(content, 'config')).toEqual({
      path: 'config',
      currentContext: undefined,
      contexts: new Map(),
      clusters: new Map(),
      users: new Map(),
      problems: [],
    });
  }
});

it.each([
  ['hello', 'config is not a kubeconfig.'],
  ['- a\n', 'config is not a kubeconfig.'],
  ['kind: Deployment\napiVersion: apps/v1\n', 'config is not a kubeconfig: its kind is not Config.'],
  ['kind: config\n', 'config is not a kubeconfig: its kind is not Config.'],
  ['kind: Config\napiVersion: 1\n', 'config is not a kubeconfig: its apiVersion is not v1.'],
  ['contexts: [\n', 'config is not valid YAML: line 2: its indentation does not fit.'],
  [
    'users: [{name: u, user: {password: *Secr3t}}]',
    'config is not valid YAML: line 1: an alias names no anchor: text that begins with * needs quotes.',
  ],
])('refuses %j whole', (content, message) => {
  expect(() => parseKubeconfig(content, 'config')).toThrow(
    expect.objectContaining({ code: 'badInput', subject: 'config', message }),
  );
});

it.each([
  ['clusters: {a: b}', 'clusters is not a list'],
  ['users: Secr3t', 'users is not a list'],
  ['contexts: no', 'contexts is not a list'],
  ['contexts: [~]', 'contexts[0] is empty'],
  ['contexts: [Secr3t]', 'contexts[0] is not a map'],
  ['clusters: [{name: a}, {cluster: {server: x}}]', 'clusters[1] has no name'],
  ['users: [{name: 1234, user: {}}]', 'users[0] has a name that is a number: put it in quotes'],
  ['contexts: [{name: y, context: {}}]', 'contexts[0] has a name that is true or false to YAML: put it in quotes'],
  ['current-context: 2024', 'current-context is not text: put it in quotes'],
  ['current-context: [Secr3t]', 'current-context is not text: put it in quotes'],
])('says what is wrong in %j, and goes on', (content, problem) => {
  const config = parseKubeconfig(content, 'config');
  expect(config.problems).toEqual([problem]);
  expect(config.currentContext).toBe(content.startsWith('current') ? UNKNOWN : undefined);
});

const GOOD = '{name: good, X: {}}';
it.each([
  ['clusters', 'cluster', '{server: 7}', '.server is a number where text is expected: put it in quotes'],
  ['clusters', 'cluster', '{server: no}', '.server is true or false to YAML where text is expected: put it in quotes'],
  ['clusters', 'cluster', '{server: [Secr3t]}', '.server is a list where text is expected'],
  [
    'clusters',
    'cluster',
    '{insecure-skip-tls-verify: "true"}',
    '.insecure-skip-tls-verify is text where true or false is expected',
  ],
  [
    'clusters',
    'cluster',
    '{insecure-skip-tls-verify: 1}',
    '.insecure-skip-tls-verify is a number where true or false is expected',
  ],
  [
    'clusters',
    'cluster',
    '{tls-server-name: 5}',
    '.tls-server-name is a number where text is expected: put it in quotes',
  ],
  ['clusters', 'cluster', '{certificate-authority-data: "Secr3t!"}', '.certificate-authority-data is not base64'],
  ['clusters', 'cluster', '{certificate-authority-data: "YQ"}', '.certificate-authority-data is not base64'],
  ['clusters', 'cluster', 'Secr3t', ' is text where a map is expected'],
  ['clusters', 'cluster', '[Secr3t]', ' is a list where a map is expected'],
  ['users', 'user', '{token: 1234567890}', '.token is a number where text is expected: put it in quotes'],
  ['users', 'user', '{token: 12345678901234567890}', '.token is a number where text is expected: put it in quotes'],
  ['users', 'user', '{password: 0042}', '.password is a number where text is expected: put it in quotes'],
  ['users', 'user', '{token: {Secr3t: x}}', '.token is a map where text is expected'],
  ['users', 'user', '{client-key-data: "-----BEGIN Secr3t"}', '.client-key-data is not base64'],
  ['users', 'user', '{exec: Secr3t}', '.exec is text where a map is expected'],
  ['users', 'user', '{exec: {args: Secr3t}}', '.exec.args is text where a list is expected'],
  ['users', 'user', '{exec: {args: [a, 1]}}', '.exec.args[1] is a number where text is expected: put it in quotes'],
  [
    'users',
    'user',
    '{exec: {env: [{name: A, value: 1}]}}',
    '.exec.env[0].value is a number where text is expected: put it in quotes',
  ],
  ['users', 'user', '{exec: {env: {A: Secr3t}}}', '.exec.env is a map where a list is expected'],
  ['users', 'user', '{as-groups: Secr3t}', '.as-groups is text where a list is expected'],
  ['contexts', 'context', '{namespace: 2024}', '.namespace is a number where text is expected: put it in quotes'],
  ['contexts', 'context', '{cluster: 1}', '.cluster is a number where text is expected: put it in quotes'],
] as const)('of %s, a half-written %s %s spoils itself alone', (list, field, entry, problem) => {
  const config = parseKubeconfig(`${list}: [${GOOD.replace('X', field)}, {name: bad, ${field}: ${entry}}]`, 'config');
  expect(config[list].get('bad')).toEqual({ problem: `${list}[1].${field}${problem}` });
  expect(config[list].get('good')?.problem).toBeUndefined();
  expect(config.problems).toEqual([]);
});

it('takes neither of two entries of one name', () => {
  const config = parseKubeconfig(
    'clusters: [{name: a, cluster: {server: x}}, {name: a, cluster: {server: y}}]',
    'config',
  );
  expect(config.clusters.get('a')).toEqual({ problem: 'clusters has a twice' });
});

it('takes base64 that is broken into lines', () => {
  const config = parseKubeconfig(
    'clusters:\n- name: a\n  cluster:\n    certificate-authority-data: |\n      YWJj\n      ZGVm\n',
    'config',
  );
  expect(config.clusters.get('a')?.value?.['certificate-authority-data']).toBe('YWJjZGVm');
});
