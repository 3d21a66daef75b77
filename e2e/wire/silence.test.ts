// A cluster whose network swallows everything without closing a connection: what window, tray and forwards say, and when.
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { trayView } from '../../electron/desktop/tray-view.ts';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Session } from '../../electron/session/session.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import type { Forward } from '../../shared/model/forward.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import { type BlackHole, openBlackHole } from './black-hole.ts';
import { startTarget, type Target } from './target.ts';

const NAMESPACE = 'monitoring';
const KNOWN_WITHIN_MS = 15_000;
const BACK_WITHIN_MS = 2_000;
const NO_ANSWER = /has not answered GET \/readyz within 6 s|did not answer in time/;

let target: Target;
let hole: BlackHole;
let session: Session;
let verdict: Verdict | undefined;
let forwards: readonly Forward[] = [];

beforeAll(async () => {
  target = await startTarget();
  hole = await openBlackHole(target.kubeconfig);
  const client = await connect({ file: hole.kubeconfig, context: target.context });
  await client.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: NAMESPACE } } });
  session = sessionOf(client);
  await session.watch.first(AbortSignal.timeout(20_000));
  // Prometheus is not there: that it cannot be reached for that reason is what its forward says.
  await session.forwards.open('prometheus', AbortSignal.timeout(2_000)).catch(() => {});
});
afterAll(async () => {
  await session.dispose();
  await hole.close();
  await removeNamespace();
  await target.stop();
});

/** Who comes next on this cluster makes one of the same name. */
async function removeNamespace(): Promise<void> {
  const direct = await connect({ file: target.kubeconfig, context: target.context });
  const path = `/api/v1/namespaces/${NAMESPACE}`;
  await direct.request({ method: 'DELETE', path });
  await vi.waitFor(() => expect(direct.request({ path })).rejects.toMatchObject({ code: 'notFound' }), 30_000);
  await direct.close();
}

function sessionOf(client: KubeClient): Session {
  return new Session({
    context: { id: 'wire', kind: 'kubeconfig', name: 'laptop', isCurrent: true },
    client,
    assetsDir: 'assets',
    ports: { get: () => undefined, set: () => {} },
    listener: {
      ...SILENT,
      onVerdict: (now) => {
        verdict = now;
      },
      onForwards: (now) => {
        forwards = now;
      },
    },
  });
}

const stateNow = () => session.watch.current.status.state;
const whyOf = (forward: Forward | undefined) => forward?.reason ?? '';

/** How many ms until it is so. */
async function timeTo(isSo: () => boolean, limitMs: number): Promise<number> {
  const startedAt = performance.now();
  await expect.poll(isSo, { timeout: limitMs + 5_000, interval: 20 }).toBe(true);
  return performance.now() - startedAt;
}

it.each<[string, (hole: BlackHole) => void]>([
  ['whose connections live on', ({ release }) => release()],
  ['whose connections lead nowhere for ever', ({ reroute }) => reroute()],
])('is told of within 15 s, and its end within 2 s: a silence %s', async (_, end) => {
  expect(await timeTo(() => stateNow() === 'connected', BACK_WITHIN_MS)).toBeLessThan(BACK_WITHIN_MS);
  const begunAt = Date.now();
  hole.swallow();
  // A watch that was just being opened may say so a little sooner.
  const isKnown = () => stateNow() === 'unreachable' && NO_ANSWER.test(whyOf(forwards[0]));
  expect(await timeTo(isKnown, KNOWN_WITHIN_MS)).toBeLessThan(KNOWN_WITHIN_MS);
  const { status, overview } = session.watch.current;
  expect(status).toMatchObject({ reason: expect.stringMatching(NO_ANSWER) });
  const { lastSeenAt = 0 } = status as { lastSeenAt?: number };
  expect(Math.abs(lastSeenAt - begunAt)).toBeLessThan(8_000);
  expect(overview).toMatchObject({ stale: true });
  expect(verdict).toMatchObject({
    level: 'unreachable',
    sentence: expect.stringMatching(/^Nothing is known of laptop since \d\d:\d\d$/),
  });
  const tray = trayView(verdict ?? expect.unreachable('nothing was said'));
  expect(tray.icon).toBe('failed');
  expect(tray.menu).toContainEqual(expect.objectContaining({ action: 'openGrafana', isEnabled: false }));

  end(hole);
  expect(await timeTo(() => stateNow() === 'connected', BACK_WITHIN_MS)).toBeLessThan(BACK_WITHIN_MS);
  expect(session.watch.current.overview).toMatchObject({ stale: false });
  expect(verdict?.level).not.toBe('unreachable');
  await timeTo(
    () => whyOf(forwards[0]).includes('Service monitoring/prometheus is not in the cluster'),
    BACK_WITHIN_MS,
  );
});

it('is told of within 15 s by who has only begun, without a time, and forgotten once it answers', async () => {
  hole.swallow();
  const late = sessionOf(await connect({ file: hole.kubeconfig, context: target.context }));
  onTestFinished(() => late.dispose());
  const begunAt = performance.now();
  const first = late.watch.first(AbortSignal.timeout(30_000));
  await expect(first).rejects.toMatchObject({ code: 'unreachable', message: expect.stringMatching(NO_ANSWER) });
  expect(performance.now() - begunAt).toBeLessThan(KNOWN_WITHIN_MS);
  expect(late.watch.current.status).not.toHaveProperty('lastSeenAt');
  expect(late.verdict.sentence).toBe('laptop cannot be reached');
  hole.reroute();
  const isBack = () => late.watch.current.status.state === 'connected' && late.verdict.level !== 'unreachable';
  expect(await timeTo(isBack, BACK_WITHIN_MS)).toBeLessThan(BACK_WITHIN_MS);
});
