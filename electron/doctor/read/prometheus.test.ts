import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { PrometheusClient } from '../../metrics/prometheus.ts';
import { readPrometheus } from './prometheus.ts';

const NOW = Math.floor(Date.now() / 1000);
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});
const never = new AbortController().signal;

const vector = (metric: Readonly<Record<string, string>>, value: string) => ({
  resultType: 'vector',
  result: [{ metric, value: [NOW, value] }],
});
const SERIES: Readonly<Record<string, object>> = {
  odin_gpu_runtime_status: vector({ pci: '0000:01:00.0', state: 'suspended', instance: 'blade' }, '1'),
  odin_gpu_asked: vector({ pci: '0000:01:00.0', instance: 'blade' }, '0'),
  'time()': { resultType: 'scalar', result: [NOW, String(NOW)] },
};
const target = (job: string, health: string) => ({
  labels: { job },
  scrapePool: job,
  scrapeUrl: `http://${job}/metrics`,
  health,
  lastError: health === 'up' ? '' : 'refused',
});

/** Answers as Prometheus does; `rules` null: it has no such call. */
async function serve(rules: object | null): Promise<PrometheusClient> {
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://prometheus');
    const success = (data: object) => response.end(JSON.stringify({ status: 'success', data }));
    switch (pathname) {
      case '/api/v1/targets':
        return success({ activeTargets: [target('nvidia-gpu-exporter', 'down'), target('kubelet', 'up')] });
      case '/api/v1/query':
        return success(SERIES[searchParams.get('query') ?? ''] ?? { resultType: 'vector', result: [] });
      case '/api/v1/query_range':
        return success({ resultType: 'matrix', result: [] });
      case '/api/v1/rules':
        if (rules !== null) return success(rules);
        return response.writeHead(404).end('404 page not found\n');
      default:
        return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new PrometheusClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  undo.push(
    () => client.close(),
    () => server.close(),
  );
  return client;
}

const RULES = {
  groups: [
    {
      rules: [
        { name: 'odin:gpu_power:watts', type: 'recording' },
        { name: 'odin:node_cpu:ratio', type: 'recording' },
        { name: 'odin:gpuHot', type: 'alerting' },
      ],
    },
  ],
};

test('the target of the exporter, the gate’s word, the rules and the charts are read', async () => {
  const client = await serve(RULES);
  expect(await readPrometheus(async () => client, ['nvidia-gpu-exporter'], never)).toMatchObject({
    targets: { value: [{ url: 'http://nvidia-gpu-exporter/metrics', health: 'down', lastError: 'refused' }] },
    series: { value: { gpus: 0, gate: [{ state: 'suspended', isAsked: false }] } },
    rules: { value: ['odin:gpu_power:watts'] },
    chart: { value: { gpus: 0, lines: 0 } },
  });
});

test('no rules are something else than a Prometheus that tells none', async () => {
  const none = await serve({ groups: [] });
  expect((await readPrometheus(async () => none, [], never)).rules).toMatchObject({ value: [] });
  const silent = await serve(null);
  expect((await readPrometheus(async () => silent, [], never)).rules).toMatchObject({
    unread: expect.stringContaining('/api/v1/rules'),
  });
});

test('a Prometheus that is not reached says why of all that it would tell', async () => {
  const open = () => Promise.reject(new AppError('unavailable', 'It has no ready pod.'));
  const facts = await readPrometheus(open, [], never);
  expect(Object.values(facts)).toEqual(Array(4).fill({ from: 'Prometheus', unread: 'It has no ready pod.' }));
});

test('who gives up waiting gets an error, not a fact', async () => {
  const open = () => Promise.reject(new AppError('cancelled', 'Cancelled.'));
  await expect(readPrometheus(open, [], AbortSignal.abort())).rejects.toThrow();
});
