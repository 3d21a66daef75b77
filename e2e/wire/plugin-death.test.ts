// A credential plugin that dies, vanishes or may not be run any more while its cluster is open: what a person is told, and that
// "Try again" leads on once it is mended.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Clusters } from '../../electron/session/clusters.ts';
import { Contexts } from '../../electron/session/contexts.ts';
import { machineWith } from '../../electron/session/machine.testkit.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import { Folder } from './folder.ts';
import { json, refuse, type ScriptedServer, scriptedServer } from './scripted-server.ts';

const NAME = 'gke-gcloud-auth-plugin';
const script = (token: string) => `#!/bin/sh\necho '{"status":{"token":"${token}"}}'\n`;

/** An empty cluster that knows one token at a time, and whose watches can be ended. */
class Cluster {
  token = 'first';
  server!: ScriptedServer;
  #watches: (() => void)[] = [];

  async start(): Promise<void> {
    this.server = await scriptedServer(({ url, headers }, response) => {
      if (headers.authorization !== `Bearer ${this.token}`) return refuse(response, 401, 'Unauthorized');
      if (url.startsWith('/version')) return json(response, { gitVersion: 'v1.36.5+k3s1' });
      if (!url.includes('watch='))
        return json(response, { kind: 'List', metadata: { resourceVersion: '1' }, items: [] });
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      this.#watches.push(() => response.destroy());
      return undefined;
    });
  }

  /** From now on the token of before is refused, and who watches has to come again. */
  rotate(token: string): void {
    this.token = token;
    for (const end of this.#watches.splice(0)) end();
  }
}

/** What becomes of the plugin, and how the sentence on it goes on. */
const DEATHS: readonly (readonly [what: string, strike: (path: string) => void, sentence: RegExp])[] = [
  ['is killed', (path) => writeFileSync(path, '#!/bin/sh\nkill -KILL $$\n'), /failed \(SIGKILL\)/],
  ['crashes', (path) => writeFileSync(path, '#!/bin/sh\nulimit -c 0; kill -SEGV $$\n'), /failed \(SIGSEGV\)/],
  ['may not be run any more', (path) => chmodSync(path, 0o600), /may not be run: make it executable/],
  ['is gone', (path) => rmSync(path), /was not found: install it/],
  ['is half written', (path) => writeFileSync(path, '\u007fELF\u0002\u0001\u0001'), /failed: /],
  [
    'has lost its interpreter',
    (path) => writeFileSync(path, '#!/nowhere/python\n'),
    /could not be started: what it runs on .* is not on this machine: install it again/,
  ],
  [
    'is a folder now',
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    /is no file that can be run/,
  ],
  [
    'leads to itself',
    (path) => {
      rmSync(path);
      symlinkSync(path, path);
    },
    /was not found/,
  ],
  ['gives out what is no credential', (path) => writeFileSync(path, '#!/bin/sh\necho "{}"\n'), /without a status/],
];

it.each(DEATHS)('a plugin that %s while its cluster is open', async (_what, strike, sentence) => {
  const cluster = new Cluster();
  await cluster.start();
  const folder = new Folder();
  const path = folder.write(NAME, script('first'), 0o700);
  const { file } = folder.kubeconfig({
    cluster: { server: cluster.server.url },
    user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: `./${NAME}` } },
  });
  const clusters = new Clusters({
    contexts: new Contexts(machineWith(file), join(folder.path, 'state')),
    assetsDir: folder.path,
    ports: { get: () => undefined, set: () => {} },
    listener: SILENT,
  });
  onTestFinished(() => clusters.dispose());
  const id = `${file}#test`;
  await clusters.select(id);
  const reaches = (state: object) =>
    vi.waitFor(() => expect(clusters.status).toMatchObject(state), { timeout: 15_000, interval: 50 });
  await reaches({ state: 'connected' });

  strike(path);
  cluster.rotate('second');
  await reaches({ state: 'unreachable', reason: expect.stringMatching(sentence) });
  const { status } = clusters;
  expect(status).toMatchObject({ reason: expect.stringContaining(NAME) });
  expect(status.state === 'unreachable' ? status.reason : '').not.toMatch(/spawn|ENOENT|EACCES|ENOEXEC/);

  rmSync(path, { force: true, recursive: true });
  folder.write(NAME, script('second'), 0o700);
  await clusters.select(id);
  await reaches({ state: 'connected' });
});
