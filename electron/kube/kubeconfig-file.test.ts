import { expect, it } from 'vitest';
import { parseKubeconfig } from './kubeconfig-file.ts';

const WHOLE = `
apiVersion: v1
kind: Config
current-context: b
clusters:
- {name: one, cluster: {server: 'https://one:6443', extensions: [{name: x}]}}
- {name: one, cluster: {server: 'https://other:6443'}}
users:
- name: me
  user:
    exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: null, env: null}
- {name: nobody, user: null}
contexts:
- {name: b, context: {cluster: one, user: me, namespace: apps}}
- {name: a, context: {cluster: one}}
`;

it('reads what kubectl writes, the first of equal names', () => {
  const { currentContext, contexts, clusters, users } = parseKubeconfig(WHOLE, 'config');
  expect(currentContext).toBe('b');
  expect([...contexts]).toEqual([
    ['b', { cluster: 'one', user: 'me', namespace: 'apps' }],
    ['a', { cluster: 'one', user: undefined, namespace: undefined }],
  ]);
  expect(clusters.get('one')?.server).toBe('https://one:6443');
  expect(users.get('me')?.exec?.command).toBe('aws');
  expect(users.get('nobody')).toEqual({});
});

it.each([
  ['', 'config is empty.'],
  ['  \n', 'config is empty.'],
  ['# only a comment\n', 'config is not a kubeconfig: the document: Invalid input: expected object, received null.'],
  ['hello', 'config is not a kubeconfig: the document: Invalid input: expected object, received string.'],
  ['{}', 'config has no contexts, so it leads to no cluster.'],
  ['contexts: null', 'config has no contexts, so it leads to no cluster.'],
  ['contexts:\n- name: a\n', /^config is not a kubeconfig: contexts\[0\]\.context: /],
  [
    'clusters:\n- {name: a, cluster: {server: 7}}\n',
    /^config is not a kubeconfig: clusters\[0\]\.cluster\.server: .*string/,
  ],
  ['contexts:\n- name: a\n\tcontext: {}\n', /^config is not valid YAML: line 3: /],
  ['contexts: [\n', /^config is not valid YAML: line \d: /],
])('says what is wrong with %j', (content, message) => {
  expect(() => parseKubeconfig(content, 'config')).toThrow(
    expect.objectContaining({ code: 'badInput', subject: 'config' }),
  );
  expect(() => parseKubeconfig(content, 'config')).toThrow(message);
});
