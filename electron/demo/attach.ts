// Starts the demo cluster, or joins the one that another process of this person runs already.
import { existsSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import { Budget } from '../budget.ts';
import { makeFolder } from '../state-files/make-folder.ts';
import { claimFile, replaceFile } from '../state-files/replace-file.ts';
import { readTextFile } from '../text-file.ts';
import type { DemoAccess } from './access.ts';
import { makeAccess } from './access.ts';
import type { DemoServerOptions } from './server.ts';
import type { FirstMessage, LaterMessage } from './worker.ts';

export interface AttachOptions {
  /** ODIN's own folder; the demo cluster keeps its things in `demo` below it. */
  readonly stateDir: string;
  /** How many times faster than real things happen; default `ODIN_DEMO_SPEED`, else 1. */
  readonly speed?: number;
  /** Told when a cluster that this process runs has ended by itself, or can't keep its state: that, in a sentence, and why. */
  readonly onCrash?: (sentence: string, cause: unknown) => void;
}

/** A demo cluster that answers, reached as any other: through a kubeconfig. */
export interface AttachedDemo {
  readonly kubeconfigPath: string;
  readonly context: 'demo';
  /** Writes the kubeconfig anew where it was removed, with the folder that it was in. Rejects as `attachDemo` does. */
  refresh(): Promise<void>;
  /** Ends the cluster when this process runs it; what it holds is kept for the next time. */
  dispose(): Promise<void>;
}

/** A demo cluster that this process runs. */
interface RunningDemo {
  readonly access: DemoAccess;
  dispose(): Promise<void>;
}

const HEALTH_TIMEOUT_MS = 2000;
const ENDPOINT_LIMITS = { what: 'where the demo cluster answers', limit: 1 << 16 };
const RETRY_MS = 100;
/** The thread needs a fifth of it. Without a bound of its own it would take what the app has, for minutes, until both are gone. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 256 };
/** A thread that crashed is started again, so often within so long. */
const RESTARTS = { times: 3, withinMs: 60_000 };
/** How long another process may take from having the port to answering on it, also on a busy machine. */
const TAKEN_PORT_MS = 10_000;
/** The first port is drawn from these; two processes that start at once must agree on one. */
const FIRST_PORTS = { from: 20_000, count: 10_000 };
const SILENT_WATCH = '/api/v1/namespaces?watch=1&fieldSelector=metadata.name%3D-&timeoutSeconds=2000000';

/**
 * Attaches to the demo cluster of a state folder. When the process that runs it ends, one that has joined goes on with it
 * at the same address. Throws `AppError` `internal` when it can't start.
 */
export async function attachDemo({ stateDir, speed, onCrash = () => {} }: AttachOptions): Promise<AttachedDemo> {
  const folder = join(stateDir, 'demo');
  const kubeconfigPath = join(folder, 'kubeconfig');
  const endpointPath = join(folder, 'endpoint.json');
  let isDisposed = false;
  let owned: RunningDemo | undefined;
  let leave = () => {};
  let current: DemoAccess | undefined;
  const restarts = new Budget(RESTARTS.times, RESTARTS.withinMs);

  /** Where it answers, for this process; the owner says it to others, too. */
  const publish = async (access: DemoAccess) => {
    current = access;
    await replaceFile(kubeconfigPath, kubeconfigOf(access));
    if (owned !== undefined) await replaceFile(endpointPath, JSON.stringify(access));
  };
  const joinOwner = async (access: DemoAccess) => {
    // The owner writes the same, perhaps a moment later.
    await publish(access);
    leave = onceGone(access, () => {
      if (!isDisposed) attach().catch(() => {});
    });
  };
  const attach = async (): Promise<void> => {
    const deadline = Date.now() + TAKEN_PORT_MS;
    for (let known = readEndpoint(endpointPath); ; known = readEndpoint(endpointPath)) {
      if (known !== undefined && (await answers(known))) {
        await joinOwner(known);
        return;
      }
      try {
        // After a while the port is not another demo cluster's that is just starting, but a stranger's.
        const access = known === undefined || Date.now() < deadline ? known : { ...known, port: 0 };
        await own(access ?? claim(endpointPath));
        return;
      } catch (error) {
        if (!isTaken(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  };
  const own = async (access: DemoAccess): Promise<void> => {
    const started = await start(
      { stateDir: folder, speed: speed ?? speedFrom(process.env), access },
      { onGone: restart, onLost },
    );
    if (isDisposed) {
      await started.dispose();
      return;
    }
    owned = started;
    await publish(started.access);
  };
  const onLost = (code: string) =>
    onCrash(`The demo cluster cannot write to ${folder} (${code}): it forgets what changes from now on.`, code);
  const restart = (cause: unknown) => {
    owned = undefined;
    if (isDisposed) return;
    if (!restarts.spend()) {
      onCrash(
        'The demo cluster stopped again and again: choose it once more, or remove its folder to begin anew.',
        cause,
      );
      return;
    }
    onCrash('The demo cluster stopped working and was started again as it was.', cause);
    attach().catch((error: unknown) => onCrash('The demo cluster stopped working and cannot be started again.', error));
  };
  const begin = async () => {
    // Apart from all that follows, where EEXIST means that somebody else was quicker.
    makeFolder(folder);
    await attach();
  };
  const unusable = (error: unknown): never => {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof AppError || code === undefined) throw error;
    const words = `The demo cluster keeps its things in ${folder}, which cannot be used (${code}).`;
    throw new AppError('internal', words, { cause: error });
  };
  await begin().catch(unusable);

  return {
    kubeconfigPath,
    context: 'demo',
    refresh: async () => {
      if (current !== undefined && !existsSync(kubeconfigPath)) await publish(current).catch(unusable);
    },
    dispose: async () => {
      if (isDisposed) return;
      isDisposed = true;
      leave();
      await owned?.dispose();
      // The endpoint's file stays: the next start takes its port, token and certificate again.
    },
  };
}

/** Whether the demo cluster of a state folder answers now, whoever runs it. */
export async function findDemo(stateDir: string): Promise<boolean> {
  const known = readEndpoint(join(stateDir, 'demo', 'endpoint.json'));
  return known !== undefined && (await answers(known));
}

function speedFrom(env: NodeJS.ProcessEnv): number {
  const speed = Number(env.ODIN_DEMO_SPEED);
  return speed > 0 ? speed : 1;
}

function readEndpoint(path: string): DemoAccess | undefined {
  try {
    const access = JSON.parse(readTextFile(path, ENDPOINT_LIMITS)) as Partial<DemoAccess>;
    const { port, token, cert, key } = access;
    const isWhole =
      typeof port === 'number' && [token, cert, key].every((text) => typeof text === 'string' && text !== '');
    return isWhole ? (access as DemoAccess) : undefined;
  } catch {
    return undefined;
  }
}

/** Draws port, token and certificate, unless another process just did. */
function claim(path: string): DemoAccess {
  const port = FIRST_PORTS.from + Math.floor(Math.random() * FIRST_PORTS.count);
  const access = { ...makeAccess(), port };
  try {
    claimFile(path, JSON.stringify(access));
    return access;
  } catch (error) {
    const theirs = readEndpoint(path);
    if (theirs !== undefined) return theirs;
    // A damaged file: nobody can join by it.
    rmSync(path, { force: true });
    throw error;
  }
}

/** Whether somebody else was quicker: with the port, or with the file that names it. */
function isTaken(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE' || code === 'EEXIST';
}

/** Whether the demo cluster answers there: another program may have the port by now, but not the key. */
function answers(access: DemoAccess): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = get(access, '/readyz', (response) => {
      resolve(response.statusCode === 200);
      response.resume();
    });
    probe.setTimeout(HEALTH_TIMEOUT_MS, () => probe.destroy());
    probe.on('error', () => resolve(false));
    probe.on('close', () => resolve(false));
  });
}

function get({ port, token, cert }: DemoAccess, path: string, onResponse: (response: IncomingMessage) => void) {
  const headers = { authorization: `Bearer ${token}` };
  return request({ host: '127.0.0.1', port, path, headers, ca: cert, agent: false }, onResponse).end();
}

/** Calls back when the owner's server ends: a watch that is never told anything. Returns its undo. */
function onceGone(access: DemoAccess, callback: () => void): () => void {
  let isCalled = false;
  const gone = () => {
    if (!isCalled) callback();
    isCalled = true;
  };
  const watch = get(access, SILENT_WATCH, (response) => {
    response.on('close', gone);
    response.resume();
  });
  watch.on('error', gone);
  // Waiting for the other process's end must not keep this one from ending.
  watch.on('socket', (socket) => socket.unref());
  return () => {
    isCalled = true;
    watch.destroy();
  };
}

interface StartListener {
  /** Told why, when the thread ends although nobody ended it. */
  readonly onGone: (cause: unknown) => void;
  /** Told the code of what keeps the state from being written. */
  readonly onLost: (code: string) => void;
}

/** In a thread of its own where there is a bundle; in this one where the sources are run as they are. */
async function start(options: DemoServerOptions, { onGone, onLost }: StartListener): Promise<RunningDemo> {
  const script = ['./demo-worker.js', '../demo-worker.js']
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .find((path) => existsSync(path));
  if (script === undefined) {
    const { startDemoServer } = await import('./server.ts');
    return startDemoServer(options, (error) => onLost((error as NodeJS.ErrnoException).code ?? String(error)));
  }
  const worker = new Worker(script, { workerData: options, resourceLimits: THREAD_LIMITS });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  // Heard always: an `error` of a thread that nobody hears is one of this process.
  let cause: unknown;
  worker.on('error', (error) => {
    cause = error;
  });
  const message = await new Promise<FirstMessage>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('its thread ended')));
  }).catch((error: unknown) => ({ failure: String(error) }));
  if ('failure' in message) {
    await worker.terminate();
    if (message.failure === 'EADDRINUSE') throw Object.assign(new Error(message.failure), { code: message.failure });
    const subject = options.stateDir ?? script;
    throw new AppError('internal', `The demo cluster could not start: ${message.failure}.`, { subject });
  }
  worker.on('message', ({ lost }: LaterMessage) => onLost(lost));
  let isEnding = false;
  worker.once('exit', (code) => {
    if (!isEnding) onGone(cause ?? new Error(`its thread ended with status ${code}`));
  });
  return {
    access: message.access,
    dispose: async () => {
      isEnding = true;
      worker.postMessage('end');
      await ended;
    },
  };
}

function kubeconfigOf({ port, token, cert }: DemoAccess): string {
  const ca = Buffer.from(cert).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'demo',
    clusters: [{ name: 'demo', cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority-data': ca } }],
    users: [{ name: 'demo', user: { token } }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo' } }],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
