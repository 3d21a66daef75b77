import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { readOf } from '../../node-files/fact.ts';
import type { PodFacts, WorkloadFacts } from '../facts.ts';
import { restOf } from '../sleep.ts';
import { readPages } from './page.ts';

const never = new AbortController().signal;
const pod = (name: string, isReady = true): PodFacts => ({
  name,
  isReady,
  isRunning: true,
  waiting: [],
  events: [],
  log: [],
  page: { port: 9835, path: '/cgi-bin/metrics' },
});
const exporter = (...pods: readonly PodFacts[]): WorkloadFacts => ({
  namespace: 'monitoring',
  name: 'nvidia-gpu-exporter',
  runtimeClass: 'nvidia',
  desired: pods.length,
  ready: pods.length,
  pods,
});
const gate = (state: string, asked: number) =>
  `odin_gpu_runtime_status{pci="0000:01:00.0",state="${state}"} 1\nodin_gpu_asked{pci="0000:01:00.0"} ${asked}\n`;

/** Pods by name, each with its page; one without a page fails. */
const asking = (pages: Readonly<Record<string, string>>) => async (name: string) => {
  const { [name]: page } = pages;
  if (page === undefined) throw new AppError('unavailable', `${name} does not answer.`);
  return page;
};

test('of two nodes whose GPUs have one address, each is told: one that sleeps makes no other sleep', async () => {
  const page = await readPages(
    exporter(pod('a'), pod('b')),
    asking({ a: gate('suspended', 0), b: `${gate('active', 1)}nvidia_smi_gpu_info{uuid="b"} 1\n` }),
    never,
  );
  expect(page?.from).toBe('/cgi-bin/metrics of pod monitoring/a and 1 more');
  expect(readOf(page)).toMatchObject({
    gpus: 1,
    gate: [
      { state: 'suspended', isAsked: false },
      { state: 'active', isAsked: true },
    ],
  });
  expect(restOf(page === undefined ? {} : { page })).toBeUndefined();
});

test('a page that cannot be had hides no other', async () => {
  const page = await readPages(exporter(pod('a'), pod('b')), asking({ b: gate('suspended', 0) }), never);
  expect(page?.from).toBe('/cgi-bin/metrics of pod monitoring/b');
  expect(restOf(page === undefined ? {} : { page })?.kind).toBe('asleep');
});

test('pods that are not ready are not asked, and nobody who can be asked is no fact', async () => {
  expect(await readPages(exporter(pod('a', false)), asking({}), never)).toBeUndefined();
  expect(await readPages(exporter(pod('a')), asking({}), never)).toMatchObject({ unread: 'a does not answer.' });
});
