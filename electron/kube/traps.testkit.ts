// For tests: a kubeconfig all of whose contexts are traps: servers that count who knocks, plugins that note that they ran, files
// that tell whether they were read.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Traps {
  /** A kubeconfig with the contexts `plugin` (the current one), `files`, `provider`, `strange`. */
  readonly kubeconfig: string;
  readonly folder: string;
  /** What was sprung so far: `server`, `plugin`, a file's name. The server is knocked at by whoever connects, without a word. */
  sprung(): readonly string[];
  close(): Promise<void>;
}

const LONG_AGO = new Date('2001-01-01T00:00:00Z');
const FILES = ['ca.pem', 'client.pem', 'client.key', 'token'];

/** Sets them. Undefined where the file system does not tell who reads. */
export async function setTraps(): Promise<Traps | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'odin-traps-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['bait', ...FILES]) {
    writeFileSync(at(name), name);
    utimesSync(at(name), LONG_AGO, new Date());
  }
  readFileSync(at('bait'));
  if (statSync(at('bait')).atimeMs === LONG_AGO.getTime()) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  writeFileSync(at('plugin'), `#!/bin/sh\ntouch '${at('ran')}'; echo '{"status":{"token":"a"}}'\n`);
  chmodSync(at('plugin'), 0o700);
  if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe')]);
  let knocks = 0;
  const server: Server = createServer((_request, response) => response.writeHead(401).end());
  server.on('connection', () => {
    knocks += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  writeFileSync(at('config'), JSON.stringify(kubeconfigOf(`http://127.0.0.1:${port}`, at)), { mode: 0o600 });
  const isThere = (name: string) => statSync(at(name), { throwIfNoEntry: false }) !== undefined;
  return {
    kubeconfig: at('config'),
    folder,
    sprung: () => [
      ...(knocks > 0 ? ['server'] : []),
      ...(isThere('ran') ? ['plugin'] : []),
      ...FILES.filter((name) => statSync(at(name)).atimeMs !== LONG_AGO.getTime()),
    ],
    close: async () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function kubeconfigOf(server: string, at: (name: string) => string): object {
  const names = ['plugin', 'files', 'provider', 'strange'];
  const issuer = {
    name: 'oidc',
    config: { 'idp-issuer-url': server, 'id-token': 'a.b.c', 'refresh-token': 'r', 'client-id': 'c' },
  };
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'plugin',
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
    clusters: [
      { name: 'plugin', cluster: { server, 'proxy-url': server } },
      { name: 'files', cluster: { server, 'certificate-authority': 'ca.pem' } },
      { name: 'provider', cluster: { server } },
      { name: 'strange', cluster: { server, 'certificate-authority': '\\\\server\\share\\ca.pem' } },
    ],
    users: [
      { name: 'plugin', user: { exec: { command: at('plugin'), interactiveMode: 'Never' } } },
      {
        name: 'files',
        user: { tokenFile: 'token', 'client-certificate': 'client.pem', 'client-key': at('client.key') },
      },
      { name: 'provider', user: { 'auth-provider': issuer } },
      {
        name: 'strange',
        user: { tokenFile: 'pipe', 'client-certificate': '/proc/self/mem', 'client-key': '/dev/zero' },
      },
    ],
  };
}
