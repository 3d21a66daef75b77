// The whole demo cluster: store, controllers, Prometheus and the API in front of them, on a port of this machine alone.
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DisposalStack } from '../disposal.ts';
import type { OnLost } from '../state-files/kept-text.ts';
import { type DemoAccess, makeAccess } from './access.ts';
import type { LogLine } from './api/logs.ts';
import { createApiServer } from './api/server.ts';
import { startControllers } from './controllers/engine.ts';
import { DEATHS } from './controllers/failures.ts';
import { processOf } from './controllers/process.ts';
import { createDialer } from './programs.ts';
import { Database } from './prometheus/database.ts';
import { nodeUsageAt } from './prometheus/exporters.ts';
import { containerUsageAt, runningContainer } from './prometheus/pod-usage.ts';
import { seed } from './seed.ts';
import { startShell } from './shell/shell.ts';
import { readState, StateWriter } from './state-file.ts';
import type { JsonObject } from './store/json.ts';
import { Registry } from './store/registry.ts';
import { Store } from './store/store.ts';

export interface DemoServerOptions {
  /** Where the state is kept; without it, it is forgotten at the end. */
  readonly stateDir?: string;
  /** How many times faster than on a real cluster things happen; default 1. */
  readonly speed?: number;
  /** What an earlier one had, to be taken again; port 0 finds one. */
  readonly access?: DemoAccess;
}

export interface DemoServer {
  readonly access: DemoAccess;
  /** Ends it; its state is written. */
  dispose(): Promise<void>;
}

/** Changes come in bursts; the targets are looked up once after each. */
const REFRESH_MS = 20;

/**
 * Starts a demo cluster in this thread. Rejects with `EADDRINUSE` when its port is taken: then somebody else runs it.
 * `onLost` is told why its state is only remembered until it ends.
 */
export async function startDemoServer(options: DemoServerOptions = {}, onLost: OnLost = () => {}): Promise<DemoServer> {
  const access = options.access ?? makeAccess();
  const path = options.stateDir === undefined ? undefined : join(options.stateDir, 'state.json');
  const state = path === undefined ? undefined : readState(path);
  const store = new Store(state?.store);
  const registry = new Registry(store);
  const database = new Database(store, state?.database);
  const server = createApiServer({
    registry,
    token: access.token,
    certificate: { cert: access.cert, key: access.key },
    logs: logLines,
    dial: createDialer(store, database),
    usage: {
      container: (container, seconds) => containerUsageAt(runningContainer(container), seconds),
      node: nodeUsageAt,
    },
    exec: (execution, events) => startShell({ ...execution, ...events }),
  });
  // The port comes first: whoever has it is the one who writes the state.
  await listen(server, access.port);

  const disposal = new DisposalStack();
  if (state === undefined) seed(registry);
  database.refresh();
  const writer =
    path === undefined
      ? undefined
      : new StateWriter(path, () => ({ store: store.snapshot(), database: database.state() }), onLost);
  disposal.defer(() => writer?.flush());
  let timer: NodeJS.Timeout | undefined;
  disposal.defer(() => clearTimeout(timer));
  disposal.defer(
    store.subscribe(() => {
      writer?.touch();
      timer ??= setTimeout(() => {
        timer = undefined;
        database.refresh();
      }, REFRESH_MS);
    }),
  );
  disposal.defer(startControllers(registry, options.speed ?? 1));
  disposal.defer(() => close(server));
  return {
    access: { ...access, port: (server.address() as AddressInfo).port },
    dispose: () => disposal.dispose(),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      // So Windows says of the ports that it keeps for itself.
      reject(error.code === 'EACCES' ? Object.assign(error, { code: 'EADDRINUSE' }) : error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** What a container said: its program's first words, and its last ones where it was made to fail. */
function logLines(_pod: JsonObject, container: JsonObject, startedAtMs: number, isEnded: boolean): readonly LogLine[] {
  const program = processOf(container);
  const isScripted = isEnded && program.exit === undefined;
  const lines = isScripted ? [...program.lines, ...DEATHS.crash.lines] : program.lines;
  return lines.map((text, index) => ({ atMs: startedAtMs + index * 7, text }));
}
