import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadClusterList } from './kubeconfig.ts';

function config(...names: readonly string[]): string {
  return JSON.stringify({
    clusters: [{ name: 'default', cluster: { server: 'https://127.0.0.1:6443' } }],
    contexts: names.map((name) => ({ name, context: { cluster: 'default', user: 'default' } })),
    'current-context': names[0],
  });
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
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    list: (variables = {}) => loadClusterList({ HOME: path, ...variables }, join(path, 'k3s.yaml')),
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

it('reads the files of KUBECONFIG instead, each by itself, though they use the same names', () => {
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
      remedy: `sudo install -D -m 600 -o "$USER" ${k3s} ${copy}`,
    },
  ]);
  write('.kube/k3s.yaml', config('default'));
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
  const [empty, good] = [write('empty', ''), write('good', config('a'))];
  const { files, contexts } = list({ KUBECONFIG: [empty, path, good].join(delimiter) });
  expect(files.map(({ problem }) => problem)).toEqual([
    `${empty} is empty.`,
    `${path} is a folder, not a kubeconfig.`,
    undefined,
  ]);
  expect(contexts).toHaveLength(1);
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
