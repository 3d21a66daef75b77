// The metrics API as metrics-server 0.8 answers it, where a person may see less, and where nobody serves it.
import { expect, test } from 'vitest';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { readPodMetrics } from './pod-metrics.ts';

const never = new AbortController().signal;

/** Answers by path; a number is a refusal of that status. */
function played(answers: Readonly<Record<string, unknown>>): KubeClient {
  return {
    server: 'https://played',
    request: async ({ path }) => {
      const answer = answers[path] ?? 404;
      if (typeof answer === 'number') throw new ApiError(answer, `HTTP ${answer}`);
      return { status: 200, body: answer as never, warnings: [] };
    },
    lines: () => {
      throw new Error('not asked for');
    },
    websocket: () => Promise.reject(new Error('not asked for')),
    close: async () => {},
  };
}
const ALL = '/apis/metrics.k8s.io/v1beta1/pods';
const OWN = '/apis/metrics.k8s.io/v1beta1/namespaces/monitoring/pods';
const list = (...items: readonly unknown[]) => ({ kind: 'PodMetricsList', metadata: {}, items });
const item = (name: string, containers: unknown) => ({
  metadata: { name, namespace: 'monitoring', creationTimestamp: '2026-11-30T14:02:11Z' },
  timestamp: '2026-11-30T14:02:02Z',
  window: '15.035s',
  containers,
});

test('the containers of a pod are summed up', async () => {
  const containers = [
    { name: 'grafana', usage: { cpu: '12345678n', memory: '98304Ki' } },
    { name: 'sidecar', usage: { cpu: '2m', memory: '1Mi' } },
  ];
  expect(await readPodMetrics(played({ [ALL]: list(item('grafana-0', containers)) }), 'monitoring', never)).toEqual([
    { namespace: 'monitoring', name: 'grafana-0', cpuCores: 0.014345678, memoryBytes: 98304 * 1024 + 2 ** 20 },
  ]);
});

test.each([[[{ usage: { cpu: 'much', memory: '-3' } }]], [[{ usage: 7 }]], [[{}]]])(
  'no amount of %j',
  async (containers) => {
    expect(await readPodMetrics(played({ [ALL]: list(item('odd', containers)) }), 'monitoring', never)).toEqual([
      { namespace: 'monitoring', name: 'odd' },
    ]);
  },
);

test('who may not see all sees what is in the namespace', async () => {
  const client = played({ [ALL]: 403, [OWN]: list(item('mine', [])) });
  expect(await readPodMetrics(client, 'monitoring', never)).toMatchObject([{ name: 'mine' }]);
  await expect(readPodMetrics(played({ [ALL]: 403, [OWN]: 403 }), 'monitoring', never)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('where nobody serves it there is none, and what serves it may be down', async () => {
  expect(await readPodMetrics(played({}), 'monitoring', never)).toBeUndefined();
  await expect(readPodMetrics(played({ [ALL]: 503 }), 'monitoring', never)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The metrics API does not answer: see whether metrics-server runs.',
  });
});
