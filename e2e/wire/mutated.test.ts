// Whatever an API server says, a session answers in sentences, goes on, and is right again once the server is. The answers
// are a server's own, changed at random: of the demo cluster, or of a real one in `npm run test:cluster`.

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { connect } from '../../electron/kube/connect.ts';
import { Session } from '../../electron/session/session.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import { AppError, toAppError } from '../../shared/errors.ts';
import { run } from '../cluster/run.ts';
import { randomBy } from './mutate.ts';
import { type MutatingProxy, startMutatingProxy } from './mutating-proxy.ts';
import { startTarget, type Target } from './target.ts';

const assetsDir = fileURLToPath(new URL('../../assets', import.meta.url));

/** A dozen by default; whoever changes what reads answers should try hundreds. The seed is in each name. */
const CASES = Number(process.env.ODIN_MUTATED_CASES ?? 12);
const FIRST_SEED = Number(process.env.ODIN_MUTATED_SEED ?? Date.now() % 1_000_000);
const CASE_MS = 6_000;

let target: Target;
let proxy: MutatingProxy;
const defects: unknown[] = [];
const note = (error: unknown) => void defects.push(error);

const isReal = Boolean(process.env.ODIN_E2E_API_KUBECONFIG);

beforeAll(async () => {
  target = await startTarget();
  if (isReal) await kubectl(['create', '-f', '-'], JSON.stringify(STORAGE_CLASS));
  await install(target);
  proxy = await startMutatingProxy(target.kubeconfig);
  process.on('warning', note);
}, 180_000);
afterAll(async () => {
  process.off('warning', note);
  proxy?.close();
  if (isReal) await tidyUp();
  await target?.stop();
}, 120_000);
beforeEach(() => {
  defects.length = 0;
});

const open = async (file: string, context: string) =>
  new Session({
    context: { id: 'test', kind: 'kubeconfig', name: context, file, isCurrent: true },
    client: await connect({ file, context }),
    assetsDir,
    ports: { get: () => undefined, set: () => {} },
    listener: SILENT,
  });

/** Without a default one, a plan has no volumes to be on; nobody provisions any on an API server alone. */
const STORAGE_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'odin-mutated', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'example.com/none',
};

async function kubectl(args: readonly string[], input = ''): Promise<void> {
  await run('kubectl', ['--kubeconfig', target.kubeconfig, ...args], { input });
}

/** The next suite on this API server finds it as this one did. */
async function tidyUp(): Promise<void> {
  const marked = ['-l', 'app.kubernetes.io/part-of=odin', '--ignore-not-found'];
  await kubectl(['delete', 'clusterrole,clusterrolebinding', ...marked]);
  await kubectl(['delete', 'namespace', 'monitoring', '--ignore-not-found', '--timeout=90s']);
  await kubectl(['delete', 'storageclass', STORAGE_CLASS.metadata.name]);
}

/** Some records, notes and a lock, for the answers to be about. */
async function install({ kubeconfig, context }: Target): Promise<void> {
  const session = await open(kubeconfig, context);
  try {
    const signal = AbortSignal.timeout(120_000);
    const plan = await session.plan({ want: 'install', consent: [] }, signal);
    const running = session.operations.run(plan.hash);
    const hasBegun = async () => expect(await session.stack.history(signal)).not.toEqual([]);
    // It does not end before it is stopped, but where it is refused.
    await Promise.race([vi.waitFor(hasBegun, { timeout: 60_000, interval: 500 }), running]);
    // What it has written by now is enough; on an API server alone it would wait for pods that never run.
    await session.operations.stop();
    await running.catch(() => undefined);
  } finally {
    await session.dispose();
  }
}

/** All that a person can look at. */
const looks: readonly [string, (session: Session, signal: AbortSignal) => Promise<unknown>][] = [
  ['status', (session, signal) => session.watch.first(signal)],
  ['stack', (session, signal) => session.stackStatus(signal)],
  ['releases', (session, signal) => session.releases(signal)],
  ['history', (session, signal) => session.stack.history(signal)],
  ['drift', (session, signal) => session.stack.drift(signal)],
  ['inventory', (session, signal) => session.stack.inventory(signal)],
  ['settings', (session, signal) => session.settings.read(signal)],
  ['password', (session, signal) => session.grafanaCredentials(signal)],
  ['alerts', (session, signal) => session.alerts.list(signal)],
  ['forward', (session, signal) => session.forwards.open('prometheus', signal)],
  ['install', (session, signal) => session.plan({ want: 'install', consent: [] }, signal)],
  ['uninstall', (session, signal) => session.plan({ want: 'uninstall', deleteData: true, consent: [] }, signal)],
  ['rollback', (session, signal) => session.plan({ want: 'rollback', consent: [] }, signal)],
  ['recover', (session, signal) => session.plan({ want: 'recover', how: 'undo', consent: [] }, signal)],
  ['put back', (session, signal) => session.plan({ want: 'putBack', consent: [] }, signal)],
  ['accept', (session, signal) => session.plan({ want: 'accept', consent: [] }, signal)],
];

/** What went wrong that is no sentence of ODIN's. Who stops a look gets the signal's own reason, or a sentence on it. */
function strangeIn(error: unknown): unknown {
  if (!(error instanceof AppError)) return toAppError(error).code === 'cancelled' ? undefined : error;
  return /Cannot read|not a function|not iterable|Invalid time|call stack/.test(error.message) ? error : undefined;
}

it.each(Array.from({ length: CASES }, (_, index) => FIRST_SEED + index))(
  'answers in sentences, and recovers: seed %i',
  async (seed) => {
    const random = randomBy(seed);
    const session = await open(proxy.kubeconfig, 'wire');
    try {
      proxy.lie(random, [5, 20, 60, 100][seed % 4] ?? 20);
      const signal = AbortSignal.timeout(CASE_MS);
      const outcomes = await Promise.all(
        looks.map(async ([what, look]) => {
          const error = await look(session, signal).then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          const strange = error === undefined ? undefined : strangeIn(error);
          return strange === undefined
            ? []
            : [`${what}: ${strange instanceof Error ? strange.stack : String(strange)}`];
        }),
      );
      expect(outcomes.flat()).toEqual([]);
      expect(defects.map((defect) => (defect instanceof Error ? defect.stack : defect))).toEqual([]);
      proxy.beHonest();
      // In words, so that a failure says what was in the way.
      const sight = () => {
        const { status, overview } = session.watch.current;
        return `${status.state}${overview === null ? ', unread' : ''}${'reason' in status ? `: ${status.reason}` : ''}`;
      };
      await expect.poll(sight, { timeout: 60_000 }).toBe('connected');
    } finally {
      await session.dispose();
    }
  },
  90_000,
);
