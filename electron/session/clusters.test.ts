// The clusters of kubeconfigs with credential plugins: what a plugin says is told, it ends with its cluster, and none runs for a look.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { Clusters } from './clusters.ts';
import { Contexts } from './contexts.ts';
import { machineWith } from './machine.testkit.ts';
import { SILENT } from './session-listener.ts';

/** Notes that it runs and what it started, says something, and waits for ever: a log-in that nobody finishes. */
const PLUGIN = `#!/bin/sh
trap '' TERM
sleep 600 & echo $$ $! >"$FOLDER/pids"
printf 'Open \\033[1mhttps://login.corp\\033[0m\\r\\n\\033]0;evil\\007\\nCode: ' >&2
wait
`;

interface Scene {
  readonly clusters: Clusters;
  readonly id: (name: string) => string;
  readonly statuses: ClusterStatus[];
  readonly config: string;
  /** ODIN's own. */
  readonly folder: string;
  /** Where the plugin notes its process and its child's. */
  readonly pids: string;
}

function makeScene(): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'odin-clusters-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const plugin = join(folder, 'plugin');
  writeFileSync(plugin, PLUGIN);
  chmodSync(plugin, 0o700);
  const config = join(folder, 'config');
  const exec = { command: plugin, env: [{ name: 'FOLDER', value: folder }] };
  const named = (name: string) => ({ name, context: { cluster: 'one', user: name } });
  const kubeconfig = {
    clusters: [{ name: 'one', cluster: { server: 'http://127.0.0.1:1' } }],
    users: [
      { name: 'plugin', user: { exec } },
      { name: 'nobody', user: {} },
    ],
    contexts: [named('plugin'), named('nobody')],
  };
  writeFileSync(config, JSON.stringify(kubeconfig), { mode: 0o600 });
  const statuses: ClusterStatus[] = [];
  const clusters = new Clusters({
    contexts: new Contexts(machineWith(config, 'linux'), folder),
    assetsDir: folder,
    ports: { get: () => undefined, set: () => {} },
    listener: { ...SILENT, onStatus: (status) => void statuses.push(status) },
  });
  onTestFinished(() => clusters.dispose());
  return { clusters, folder, statuses, config, pids: join(folder, 'pids'), id: (name) => `${config}#${name}` };
}

it('runs no plugin for the list, nor for a look at a context', async () => {
  const { clusters, id, pids } = makeScene();
  expect(clusters.list().contexts.map(({ name }) => name)).toEqual(['plugin', 'nobody', 'Demo cluster']);
  const result = await clusters.probe(id('plugin'), new AbortController().signal);
  expect(result).toMatchObject({ reachable: false, message: expect.stringContaining('Nothing listens') });
  expect(existsSync(pids)).toBe(false);
});

it('lists what to be careful of beside each context', () => {
  const { clusters, id, config } = makeScene();
  const cautions = () => clusters.list().contexts.find((context) => context.id === id('nobody'))?.cautions;
  expect(cautions()).toBeUndefined();
  chmodSync(config, 0o644);
  expect(cautions()).toEqual([{ kind: 'readable', sentence: expect.stringContaining(`${config} is a file`) }]);
  writeFileSync(config, readFileSync(config, 'utf8').replace('http://127.0.0.1:1', 'http://kube.corp'));
  expect(cautions()?.map(({ kind }) => kind)).toEqual(['unencrypted', 'readable']);
});

it('tells what the plugin of the chosen context says, and ends it with its children when another is chosen', async () => {
  const { clusters, id, statuses, pids } = makeScene();
  await clusters.select(id('plugin'));
  const said = ['Open https://login.corp', 'Code:'];
  await vi.waitFor(() => {
    expect(statuses.at(-1)).toMatchObject({ state: 'connecting', plugin: { command: expect.any(String), said } });
  });
  expect(clusters.status).toMatchObject({ plugin: { said } });
  const running = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
  expect(running.map(isAlive)).toEqual([true, true]);
  await clusters.select(id('nobody'));
  expect(clusters.status).not.toHaveProperty('plugin');
  await vi.waitFor(() => expect(running.map(isAlive)).toEqual([false, false]));
});

it('ends it when the app quits', async () => {
  const { clusters, id, pids } = makeScene();
  await clusters.select(id('plugin'));
  await vi.waitFor(() => expect(existsSync(pids) && readFileSync(pids, 'utf8')).toMatch(/\d+ \d+/));
  const running = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
  await clusters.dispose();
  await vi.waitFor(() => expect(running.map(isAlive)).toEqual([false, false]));
});

/** Whether a process runs; one that only waits to be reaped does not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

it('a cluster that is chosen while the demo begins anew stays chosen', async () => {
  const { clusters, id } = makeScene();
  await clusters.select(DEMO_CONTEXT_ID);
  const reset = clusters.resetDemo();
  await clusters.select(id('nobody'));
  await reset;
  expect(clusters.status).toMatchObject({ context: { id: id('nobody') } });
});

it('a demo that is chosen while it begins anew waits for that, and keeps its folder', async () => {
  const { clusters, folder } = makeScene();
  await clusters.select(DEMO_CONTEXT_ID);
  const reset = clusters.resetDemo();
  await Promise.all([reset, clusters.select(DEMO_CONTEXT_ID)]);
  expect(existsSync(join(folder, 'demo', 'kubeconfig'))).toBe(true);
  await vi.waitFor(() => expect(clusters.status).toMatchObject({ state: 'connected' }), { timeout: 20_000 });
});
