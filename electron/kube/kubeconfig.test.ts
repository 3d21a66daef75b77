import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ClusterContext } from '../../shared/model/cluster.ts';
import { loadClusterList } from './kubeconfig.ts';

function config(...names: readonly string[]): string {
  return JSON.stringify({
    clusters: [{ name: 'default', cluster: { server: 'https://127.0.0.1:6443' } }],
    users: [{ name: 'default', user: {} }],
    contexts: names.map((name) => ({ name, context: { cluster: 'default', user: 'default' } })),
    'current-context': names[0],
  });
}

/** What a context is told where two files have a thing of its name. */
function sharedNames({ cautions = [] }: ClusterContext): string | undefined {
  return cautions.find(({ kind }) => kind === 'shared')?.sentence;
}

interface Home {
  readonly path: string;
  write(name: string, content: string): string;
  list(variables?: Record<string, string>): ReturnType<typeof loadClusterList>;
}

/** A home folder of a person; K3s' kubeconfig would be `k3s.yaml` in it. */
function home(): Home {
  const path = mkdtempSync(join(tmpdir(), 'odin-home-'));
  chmodSync(path, 0o755);
  mkdirSync(join(path, '.kube'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return {
    path,
    write: (name, content) => {
      writeFileSync(join(path, name), content, { mode: 0o600 });
      return join(path, name);
    },
    list: (variables = {}) =>
      loadClusterList({
        environment: { HOME: path, ...variables },
        platform: 'linux',
        k3sPath: join(path, 'k3s.yaml'),
      }),
  };
}

it('reads ~/.kube/config', () => {
  const { write, list } = home();
  const file = write('.kube/config', config('a', 'b'));
  chmodSync(file, 0o600);
  const common = { kind: 'kubeconfig', file, server: 'https://127.0.0.1:6443' };
  expect(list()).toEqual({
    files: [{ path: file }],
    contexts: [
      { ...common, id: `${file}#a`, name: 'a', isCurrent: true },
      { ...common, id: `${file}#b`, name: 'b', isCurrent: false },
    ],
  });
});

it('reads the files of KUBECONFIG instead, and says which of two names kubectl takes', () => {
  const { path, write, list } = home();
  write('.kube/config', config('unused'));
  const [one, two] = [write('one', config('default')), write('two', config('default'))];
  const { files, contexts } = list({ KUBECONFIG: ['', one, join(path, 'gone'), two, one].join(delimiter) });
  expect(files).toEqual([
    { path: one },
    { path: join(path, 'gone'), problem: expect.stringContaining(`There is no kubeconfig at ${join(path, 'gone')}: `) },
    { path: two },
  ]);
  expect(contexts.map(({ id }) => id)).toEqual([`${one}#default`, `${two}#default`]);
  expect(contexts.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  expect(contexts.map(sharedNames)).toEqual([
    undefined,
    `kubectl takes the context default from ${one}, not from ${two}.`,
  ]);
});

it('adds K3s’ own file only if it is there, and then misses no ~/.kube/config', () => {
  const { path, write, list } = home();
  expect(list().files).toEqual([
    {
      path: join(path, '.kube/config'),
      problem: expect.stringContaining(`There is no kubeconfig at ${join(path, '.kube/config')}: `),
    },
  ]);
  const k3s = write('k3s.yaml', config('default'));
  expect(list().files).toEqual([{ path: k3s }]);
  const own = write('.kube/config', config('a'));
  expect(list().files).toEqual([{ path: own }, { path: k3s }]);
});

it('gives the command for a private copy of a file of root’s, and then takes the copy', () => {
  const { path, write, list } = home();
  const k3s = write('k3s.yaml', config('default'));
  chmodSync(k3s, 0);
  const copy = join(path, '.kube/k3s.yaml');
  expect(asOrdinaryUser(list).files).toEqual([
    {
      path: k3s,
      problem: `${k3s} may not be read by you; make a private copy of it.`,
      remedy: `mkdir -p ${join(path, '.kube')} && sudo install -m 600 -o "$USER" ${k3s} ${copy}`,
    },
  ]);
  chmodSync(write('.kube/k3s.yaml', config('default')), 0o644);
  expect(asOrdinaryUser(list)).toMatchObject({ files: [{ path: copy }], contexts: [{ id: `${copy}#default` }] });
});

it('lists a hundred contexts', () => {
  const { write, list } = home();
  write('.kube/config', config(...Array.from({ length: 100 }, (_, index) => `context-${index}`)));
  expect(list().contexts).toHaveLength(100);
});

it('lists a context whose cluster is missing, without an address', () => {
  const { write, list } = home();
  write('.kube/config', JSON.stringify({ contexts: [{ name: 'a', context: { cluster: 'gone', user: 'me' } }] }));
  expect(list().contexts).toEqual([expect.not.objectContaining({ server: expect.anything() })]);
});

it('says what is wrong with one file and still reads the others', () => {
  const { path, write, list } = home();
  const good = write('good', config('a'));
  const broken = write('broken', 'users: [{name: u, user: {password: *Secr3t}}]');
  const { files, contexts } = list({ KUBECONFIG: [broken, path, good].join(delimiter) });
  expect(files.map(({ problem }) => problem)).toEqual([
    `${broken} is not valid YAML: line 1: an alias names no anchor: text that begins with * needs quotes.`,
    `${path} is a folder, not a kubeconfig.`,
    undefined,
  ]);
  expect(contexts).toHaveLength(1);
});

it('says that nothing leads to a cluster', () => {
  const { write, list } = home();
  for (const content of ['', '# nothing', '{}', 'current-context: a']) {
    const file = write('.kube/config', content);
    expect(list().files).toEqual([{ path: file, problem: `${file} has no contexts, so it leads to no cluster.` }]);
  }
});

const CLUSTER = (server: string) => ({ cluster: { server } });
const contextOf = (cluster?: string, user?: string) => ({ context: { cluster, user } });

it('takes the first current-context that is set, wherever that context is', () => {
  const { write, list } = home();
  const one = write('one', JSON.stringify({ 'current-context': 'b', contexts: [{ name: 'a', ...contextOf('a') }] }));
  const two = write(
    'two',
    JSON.stringify({
      'current-context': 'a',
      contexts: [{ name: 'b', ...contextOf('b') }],
      clusters: ['a', 'b'].map((name) => ({ name, ...CLUSTER(`https://${name}`) })),
    }),
  );
  const empty = write('empty', 'current-context: ""\n');
  const current = (...files: readonly string[]) =>
    list({ KUBECONFIG: files.join(delimiter) })
      .contexts.filter(({ isCurrent }) => isCurrent)
      .map(({ id }) => id);
  expect(current(one, two)).toEqual([`${two}#b`]);
  expect(current(two, one)).toEqual([`${one}#a`]);
  expect(current(empty, `${one}-gone`, one, two)).toEqual([`${two}#b`]);
  // What may have set another one is not known.
  expect(current(write('broken', '{'), one, two)).toEqual([]);
  expect(current(write('number', 'current-context: 7'), one, two)).toEqual([]);
  expect(current(one, write('broken', '{'), two)).toEqual([`${two}#b`]);
  // It is nowhere.
  expect(current(one)).toEqual([]);
  expect(list({ KUBECONFIG: one }).files).toEqual([
    {
      path: one,
      problem: `${one} names the current context b, which is not there: choose another, or correct the name.`,
    },
  ]);
});

it('looks for clusters and users in the whole list, from the first file on', () => {
  const { write, list } = home();
  const choice = write('1', 'current-context: ops@lab\n');
  const contexts = write('2', 'contexts:\n- {name: ops@lab, context: {cluster: lab, user: ops, namespace: tools}}\n');
  const clusters = write('3', 'clusters:\n- {name: lab, cluster: {server: "https://127.0.0.1:6443"}}\n');
  const users = write('4', 'users:\n- {name: ops, user: {token: aaa}}\n');
  const all = [choice, contexts, clusters, users];
  expect(list({ KUBECONFIG: all.join(delimiter) })).toEqual({
    files: all.map((path) => ({ path })),
    contexts: [
      {
        id: `${contexts}#ops@lab`,
        kind: 'kubeconfig',
        name: 'ops@lab',
        file: contexts,
        server: 'https://127.0.0.1:6443',
        namespace: 'tools',
        isCurrent: true,
      },
    ],
  });
  expect(list({ KUBECONFIG: [choice, contexts, clusters].join(delimiter) }).contexts[0]?.problem).toBe(
    `Context ops@lab of ${contexts} names the user ops, which is not in any of ${choice}, ${contexts}, ${clusters}.`,
  );
});

it('says so where kubectl goes to another file’s cluster of the same name', () => {
  const { write, list } = home();
  const [first, second] = ['first', 'second'].map((name) =>
    write(
      name,
      JSON.stringify({
        contexts: [{ name, ...contextOf('default', 'default') }],
        clusters: [{ name: 'default', ...CLUSTER(`https://${name}`) }],
        users: [{ name: 'default', user: {} }],
      }),
    ),
  );
  const { contexts } = list({ KUBECONFIG: [first, second].join(delimiter) });
  expect(contexts.map(({ server }) => server)).toEqual(['https://first', 'https://first']);
  expect(contexts.map(sharedNames)).toEqual([
    undefined,
    `The cluster default is in ${first} and in ${second}: as for kubectl, the first counts; ` +
      `the user default is in ${first} and in ${second}: as for kubectl, the first counts.`,
  ]);
});

it('takes the good contexts of a file with one bad entry, and says why the bad one is bad', () => {
  const { write, list } = home();
  const file = write(
    '.kube/config',
    `current-context: lab
clusters:
- {name: lab, cluster: {server: "https://127.0.0.1:6443"}}
- {name: ghost, cluster: {insecure-skip-tls-verify: yes}}
- {name: both, cluster: {server: "https://b", insecure-skip-tls-verify: true, certificate-authority: ca.crt}}
- {name: twofold, cluster: {server: "https://b", certificate-authority-data: YWJj, certificate-authority: ca.crt}}
- {name: odd, cluster: {server: "one:6443"}}
- {name: secret, cluster: {server: "ftp://me:Secr3t@one"}}
- {name: unused, cluster: {server: 7}}
users:
- {name: ops, user: {token: aaa}}
- {name: tok, user: {token: 12345}}
- {name: two, user: {token: Secr3t, username: me}}
- {name: cert, user: {client-certificate-data: YWJj}}
- {name: certs, user: {client-certificate-data: YWJj, client-certificate: a, client-key: b}}
- {name: keys, user: {client-certificate-data: YWJj, client-key: b, client-key-data: YWJj}}
- {name: alpha, user: {exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}}}
- {name: exec, user: {exec: {args: [x]}}}
- {name: var, user: {exec: {command: x, env: [{value: Secr3t}]}}}
- {name: groups, user: {as-groups: [x]}}
- {name: twice, user: {}}
- {name: twice, user: {}}
contexts:
- {name: lab, context: {cluster: lab, user: ops}}
- {name: nobody, context: {cluster: lab, user: ""}}
- {name: ns, context: {cluster: lab, namespace: 2024}}
- {name: none, context: }
- {name: gone, context: {cluster: gone}}
${['ghost', 'both', 'twofold', 'odd', 'secret'].map((name) => `- {name: c-${name}, context: {cluster: ${name}, user: ops}}\n`).join('')}
${['tok', 'two', 'cert', 'certs', 'keys', 'alpha', 'exec', 'var', 'groups', 'twice'].map((name) => `- {name: u-${name}, context: {cluster: lab, user: ${name}}}\n`).join('')}
`,
  );
  const { files, contexts } = list();
  expect(files).toEqual([
    {
      path: file,
      problem: `${file}: clusters[6].cluster.server is a number where text is expected: put it in quotes.`,
    },
  ]);
  expect(Object.fromEntries(contexts.map(({ name, problem }) => [name, problem?.replaceAll(file, 'FILE')]))).toEqual({
    lab: undefined,
    nobody: undefined,
    ns: 'Context ns of FILE cannot be used: contexts[2].context.namespace is a number where text is expected: put it in quotes.',
    none: 'Context none of FILE names no cluster.',
    gone: 'Context gone of FILE names the cluster gone, which is not in it.',
    'c-ghost': 'Context c-ghost of FILE leads to the cluster ghost of FILE, which cannot be used: it has no server.',
    'c-both':
      'Context c-both of FILE leads to the cluster both of FILE, which cannot be used: it has a certificate authority and insecure-skip-tls-verify both: take one of them out.',
    'c-twofold':
      'Context c-twofold of FILE leads to the cluster twofold of FILE, which cannot be used: it has certificate-authority and certificate-authority-data both: take one of them out.',
    'c-odd':
      'Context c-odd of FILE leads to the cluster odd of FILE, which cannot be used: its server is not an http(s) address: one:6443.',
    'c-secret':
      'Context c-secret of FILE leads to the cluster secret of FILE, which cannot be used: its server is not an http(s) address.',
    'u-tok':
      'Context u-tok of FILE leads to the user tok of FILE, which cannot be used: users[1].user.token is a number where text is expected: put it in quotes.',
    'u-two':
      'Context u-two of FILE leads to the user two of FILE, which cannot be used: it has a token and a password both: take one of them out.',
    'u-cert':
      'Context u-cert of FILE leads to the user cert of FILE, which cannot be used: it has a client certificate without its key.',
    'u-certs':
      'Context u-certs of FILE leads to the user certs of FILE, which cannot be used: it has client-certificate and client-certificate-data both: take one of them out.',
    'u-keys':
      'Context u-keys of FILE leads to the user keys of FILE, which cannot be used: it has client-key and client-key-data both: take one of them out.',
    'u-alpha':
      'Context u-alpha of FILE leads to the user alpha of FILE, which cannot be used: its exec plugin speaks client.authentication.k8s.io/v1alpha1, which is gone: let a newer version of the program that wrote the entry write it anew.',
    'u-exec':
      'Context u-exec of FILE leads to the user exec of FILE, which cannot be used: its exec plugin has no command.',
    'u-var':
      'Context u-var of FILE leads to the user var of FILE, which cannot be used: its exec plugin has a variable without a name.',
    'u-groups':
      'Context u-groups of FILE leads to the user groups of FILE, which cannot be used: it has as-uid or as-groups without as.',
    'u-twice': 'Context u-twice of FILE leads to the user twice of FILE, which cannot be used: users has twice twice.',
  });
  expect(contexts.filter(({ isCurrent }) => isCurrent).map(({ name }) => name)).toEqual(['lab']);
});

it('shows no password of a server’s address', () => {
  const { write, list } = home();
  write(
    '.kube/config',
    JSON.stringify({
      contexts: [{ name: 'a', ...contextOf('a') }],
      clusters: [{ name: 'a', ...CLUSTER('https://me:Secr3t@one:6443/') }],
    }),
  );
  expect(list().contexts).toMatchObject([{ server: 'https://one:6443' }]);
});

it('makes K3s’ cluster current only where no other kubeconfig is there', () => {
  const { write, list } = home();
  const k3s = write('k3s.yaml', config('default'));
  const current = () =>
    list()
      .contexts.filter(({ isCurrent }) => isCurrent)
      .map(({ id }) => id);
  expect(current()).toEqual([`${k3s}#default`]);
  for (const content of [JSON.stringify({ contexts: [{ name: 'prod', ...contextOf('a') }] }), '{ broken', '']) {
    write('.kube/config', content);
    expect(current()).toEqual([]);
  }
});

it('never writes', () => {
  const { write, list } = home();
  const file = write('.kube/config', config('a'));
  const before = statSync(file);
  list();
  expect(statSync(file)).toMatchObject({ mtimeMs: before.mtimeMs, ctimeMs: before.ctimeMs });
});

/** Root may read everything, so root's tests put on the rights of nobody. */
function asOrdinaryUser<T>(work: () => T): T {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0 || seteuid === undefined) return work();
  seteuid(65534);
  try {
    return work();
  } finally {
    seteuid(0);
  }
}
