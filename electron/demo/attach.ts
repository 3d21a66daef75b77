// Starts the demo cluster, or joins the one that another process of this person runs already.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { DemoServerOptions } from './server.ts';
import { writePrivately } from './state-file.ts';

export interface AttachOptions {
  /** ODIN's own folder; the demo cluster keeps its things in `demo` below it. */
  readonly stateDir: string;
  /** How many times faster than real things happen; default `ODIN_DEMO_SPEED`, else 1. */
  readonly speed?: number;
}

/** A demo cluster that answers, reached as any other: through a kubeconfig. */
export interface AttachedDemo {
  readonly kubeconfigPath: string;
  readonly context: 'demo';
  /** Ends the cluster when this process runs it; what it holds is kept for the next time. */
  dispose(): Promise<void>;
}

/** Where a running demo cluster is. */
interface Endpoint {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

interface Running {
  readonly port: number;
  readonly token: string;
  dispose(): Promise<void>;
}

const HEALTH_TIMEOUT_MS = 2000;

/**
 * Attaches to the demo cluster of a state folder. When the process that runs it ends, one that has joined goes on with it
 * at the same address. Throws `AppError` `internal` when it can't start.
 */
export async function attachDemo({ stateDir, speed }: AttachOptions): Promise<AttachedDemo> {
  const folder = join(stateDir, 'demo');
  const kubeconfigPath = join(folder, 'kubeconfig');
  const endpointPath = join(folder, 'endpoint.json');
  let isDisposed = false;
  let owned: Running | undefined;
  let leave = () => {};

  const attach = async (): Promise<void> => {
    const known = readEndpoint(endpointPath);
    if (known !== undefined && (await answers(known))) {
      leave = onceGone(known, () => {
        if (!isDisposed) attach().catch(() => {});
      });
      return;
    }
    const options = { stateDir: folder, speed: speed ?? speedFrom(process.env), ...addressOf(known) };
    const started = await start(options);
    if (isDisposed) {
      await started.dispose();
      return;
    }
    owned = started;
    const { port, token } = started;
    writePrivately(kubeconfigPath, kubeconfigOf(port, token));
    writePrivately(endpointPath, JSON.stringify({ pid: process.pid, port, token } satisfies Endpoint));
  };
  await attach();

  return {
    kubeconfigPath,
    context: 'demo',
    dispose: async () => {
      if (isDisposed) return;
      isDisposed = true;
      leave();
      await owned?.dispose();
      // The endpoint stays for its port and token: the next start takes them again.
    },
  };
}

function addressOf(endpoint: Endpoint | undefined): Pick<DemoServerOptions, 'port' | 'token'> {
  return endpoint === undefined ? {} : { port: endpoint.port, token: endpoint.token };
}

function speedFrom(env: NodeJS.ProcessEnv): number {
  const speed = Number(env.ODIN_DEMO_SPEED);
  return speed > 0 ? speed : 1;
}

function readEndpoint(path: string): Endpoint | undefined {
  try {
    const { pid, port, token } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Endpoint>;
    return typeof pid === 'number' && typeof port === 'number' && typeof token === 'string'
      ? { pid, port, token }
      : undefined;
  } catch {
    rmSync(path, { force: true });
    return undefined;
  }
}

/** Whether a demo cluster with that token answers there: a port may have been taken over by anybody. */
async function answers({ port, token }: Endpoint): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    return response.ok && (await response.text()) === 'ok';
  } catch {
    return false;
  }
}

/** Calls back when the owner's server ends: a watch that is never told anything. Returns its undo. */
function onceGone({ port, token }: Endpoint, callback: () => void): () => void {
  const path = '/api/v1/namespaces?watch=1&fieldSelector=metadata.name%3D-&timeoutSeconds=2000000';
  const watch = request({ host: '127.0.0.1', port, path, headers: { authorization: `Bearer ${token}` } });
  let isCalled = false;
  const gone = () => {
    if (!isCalled) callback();
    isCalled = true;
  };
  watch.on('response', (response) => {
    response.on('close', gone);
    response.on('error', gone);
    response.resume();
  });
  watch.on('error', gone);
  // Waiting for the other process's end must not keep this one from ending.
  watch.on('socket', (socket) => socket.unref());
  watch.end();
  return () => {
    isCalled = true;
    watch.destroy();
  };
}

/** In a thread of its own where there is a bundle; in this one where the sources are run as they are. */
async function start(options: DemoServerOptions): Promise<Running> {
  const script = ['./demo-worker.js', '../demo-worker.js']
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((path) => existsSync(path));
  if (script === undefined) {
    const { startDemoServer } = await import('./server.ts');
    return startDemoServer(options);
  }
  const worker = new Worker(script, { workerData: options });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ready = await new Promise<{ port: number; token: string }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('its thread ended')));
  }).catch((error: unknown) => {
    throw new AppError('internal', 'The demo cluster could not start.', {
      subject: options.stateDir ?? script,
      cause: error,
    });
  });
  return {
    ...ready,
    dispose: async () => {
      worker.postMessage('end');
      await ended;
    },
  };
}

function kubeconfigOf(port: number, token: string): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'demo',
    clusters: [{ name: 'demo', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'demo', user: { token } }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo' } }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
