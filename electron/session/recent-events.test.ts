// The reader: what each source tells, who cannot tell, and what is asked how often.
import { expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { RecentEvents } from './recent-events.ts';

const never = new AbortController().signal;
const event = {
  metadata: { name: 'e', namespace: 'monitoring' },
  type: 'Warning',
  reason: 'Unhealthy',
  message: 'Readiness probe failed',
  involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-0' },
  lastTimestamp: '2026-11-30T14:02:00Z',
};
const edited = {
  metadata: {
    name: 'grafana',
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/part-of': 'odin' },
    managedFields: [{ manager: 'kubectl-edit', operation: 'Update', time: '2026-11-30T14:03:00Z' }],
  },
};

function setting(refused: readonly string[] = []) {
  const asked: string[] = [];
  const client: KubeClient = {
    server: 'https://played',
    request: async ({ path }) => {
      const plural = path.split('/').at(-1) ?? '';
      asked.push(plural);
      if (refused.includes(plural)) throw new ApiError(403, `You may not list ${plural}.`);
      const items = plural === 'events' ? [event] : plural === 'deployments' ? [edited] : [];
      return { status: 200, body: { metadata: { resourceVersion: '1' }, items } as never, warnings: [] };
    },
    lines: () => {
      throw new Error('not asked for');
    },
    websocket: () => Promise.reject(new Error('not asked for')),
    close: async () => {},
  };
  const revision = { revision: 1, version: '1.3.0', status: 'deployed', deployedAt: 1000, description: '' };
  const history = vi.fn(async () => [revision]);
  const alerts = vi.fn(async (_signal: AbortSignal): Promise<AlertReport> => ({ state: 'noAlerting', reason: 'x' }));
  const recent = new RecentEvents({ client, namespace: 'monitoring', history, alerts, resumes: () => [] });
  return { recent, asked, history, alerts };
}

test('all sources are one list', async () => {
  const { recent } = setting();
  const { entries, missing } = await recent.list(never);
  expect(entries.map(({ sentence }) => sentence)).toEqual([
    'Deployment grafana was changed by kubectl-edit.',
    'Pod grafana-0: Readiness probe failed',
    'Installed 1.3.0.',
  ]);
  expect(missing).toEqual([]);
});

test('what cannot be read is told, and hides nothing', async () => {
  const { recent, history, alerts } = setting(['pods', 'services']);
  history.mockRejectedValue(new AppError('forbidden', 'You may not read Secrets.'));
  alerts.mockRejectedValue(new AppError('unreachable', 'Nobody answers.'));
  expect(await recent.list(never)).toMatchObject({
    entries: [{ sentence: 'Pod grafana-0: Readiness probe failed' }],
    missing: [
      'Restarts are not told: You may not list pods.',
      'Changes of the stack are not told: You may not read Secrets.',
      'Changes by hand are not told: You may not list services.',
      'Alerts are not told: Nobody answers.',
    ],
  });
});

test('what is dear is read once a minute, and anew after a change', async () => {
  const { recent, asked, history } = setting();
  await recent.list(never);
  await recent.list(never);
  expect([history.mock.calls.length, asked.filter((one) => one === 'configmaps').length]).toEqual([1, 1]);
  expect(asked.filter((one) => one === 'events')).toHaveLength(2);
  recent.forget();
  await recent.list(never);
  expect(history).toHaveBeenCalledTimes(2);
});

test('who does not answer is waited for four seconds, and whoever asks may end it', async () => {
  const { recent, alerts } = setting();
  const hang = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  alerts.mockImplementation(hang);
  vi.useFakeTimers();
  try {
    const told = recent.list(never);
    await vi.advanceTimersByTimeAsync(4_000);
    expect((await told).missing).toEqual(['Alerts are not told: no answer within 4 s.']);
    const ended = new AbortController();
    const cancelled = expect(recent.list(ended.signal)).rejects.toMatchObject({ code: 'cancelled' });
    ended.abort();
    await cancelled;
  } finally {
    vi.useRealTimers();
  }
});
