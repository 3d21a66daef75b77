// A look at what there is: it reads the kubeconfig and nothing else, and reaches for no cluster.
import { expect, it, onTestFinished } from 'vitest';
import { setTraps } from '../kube/traps.testkit.ts';
import { Clusters } from './clusters.ts';
import { Contexts } from './contexts.ts';
import { machineWith } from './machine.testkit.ts';
import { SILENT } from './session-listener.ts';

const never = new AbortController().signal;

async function scene(skip: (note: string) => never) {
  const traps = (await setTraps()) ?? skip('this file system does not tell who reads a file');
  onTestFinished(() => traps.close());
  const clusters = new Clusters({
    contexts: new Contexts(machineWith(traps.kubeconfig), traps.folder),
    assetsDir: traps.folder,
    ports: { get: () => undefined, set: () => {} },
    listener: SILENT,
  });
  onTestFinished(() => clusters.dispose());
  return { traps, clusters, id: (name: string) => `${traps.kubeconfig}#${name}` };
}

it('the list springs no trap, and says what choosing would run and read', async ({ skip }) => {
  const { traps, clusters } = await scene(skip);
  const { contexts } = clusters.list();
  expect(contexts.map(({ name, runs, reads }) => [name, runs, reads])).toEqual([
    ['plugin', expect.stringMatching(/plugin$/), undefined],
    ['files', undefined, ['ca.pem', 'client.pem', expect.stringMatching(/client\.key$/), 'token']],
    ['provider', 'OpenID Connect', undefined],
    ['strange', undefined, ['\\\\server\\share\\ca.pem', '/proc/self/mem', '/dev/zero', 'pipe']],
    ['Demo cluster', undefined, undefined],
  ]);
  expect(traps.sprung()).toEqual([]);
});

it('a look at one context asks its server as nobody: nothing runs, and nothing of the user’s is read', async ({
  skip,
}) => {
  const { traps, clusters, id } = await scene(skip);
  for (const name of ['plugin', 'provider']) {
    expect(await clusters.probe(id(name), never)).toMatchObject({ reachable: true });
    expect(traps.sprung()).toEqual(['server']);
  }
  expect(await clusters.probe(id('files'), never)).toMatchObject({ id: id('files') });
  expect(traps.sprung()).toEqual(['server', 'ca.pem']);
  expect(await clusters.probe(id('strange'), never)).toMatchObject({ reachable: false });
  expect(traps.sprung()).toEqual(['server', 'ca.pem']);
});

it('what is chosen springs them', async ({ skip }) => {
  const { traps, clusters, id } = await scene(skip);
  await clusters.select(id('files'));
  expect(traps.sprung()).toEqual(expect.arrayContaining(['ca.pem', 'client.pem', 'client.key']));
  await clusters.select(id('plugin'));
  await expect.poll(traps.sprung).toContain('plugin');
});
