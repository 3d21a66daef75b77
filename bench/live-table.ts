// The table of the whole cluster with 10,000 pods: how soon it can be used, and how it bears 200 changes a second.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import { oracleTools } from '../e2e/cluster/helm.ts';
import { run } from '../e2e/cluster/run.ts';
import type { KubeClient } from '../electron/kube/client.ts';
import { connect } from '../electron/kube/connect.ts';
import { currentOf } from '../electron/kube/kubeconfig-list.ts';
import { readKubeconfigs } from '../electron/kube/read-kubeconfigs.ts';
import { type Row, secondsOf } from './statistics.ts';

const NAMESPACE = 'bench-live';
const PODS = 10_000;
const AT_ONCE = 16;
const CHANGES_PER_SECOND = 200;
const TICK_MS = 50;
const LONGEST_TASK_S = 0.1;

/** On an API server alone, for `seconds`: the pods are never run, and what changes is their status. */
export async function measureLiveTable(kubeconfig: string, runs: number, seconds: number): Promise<readonly Row[]> {
  const context = currentOf(readKubeconfigs([kubeconfig]))?.name ?? '';
  const client = await connect({ file: kubeconfig, context });
  try {
    await client.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    });
    await makePods(client);
    const usable: number[] = [];
    const listed: number[] = [];
    for (let round = 0; round < runs; round++) {
      usable.push(await inWindow(kubeconfig, ({ page }) => secondsOf(() => openTable(page))));
      listed.push(await secondsOf(() => kubectl(kubeconfig, 'get', 'pods', '-A')));
    }
    const strain = await inWindow(kubeconfig, async (launched) => {
      await openTable(launched.page);
      return strainOf(launched, client, seconds);
    });
    console.log(`live-table: ${Math.round(strain.rate)} changes a second were made, ${strain.tasks} long tasks`);
    return [
      {
        work: `table of ${PODS} pods usable`,
        how: 'from the switch to its first rows',
        peer: 'kubectl get pods -A',
        unit: 's',
        ours: usable,
        theirs: listed,
        goal: 1.5,
      },
      {
        work: `longest task at ${CHANGES_PER_SECOND} changes/s for ${seconds} s`,
        how: 'the page, by its own observer',
        peer: `a limit of ${LONGEST_TASK_S} s`,
        unit: 's',
        ours: [strain.longestSeconds],
        theirs: [LONGEST_TASK_S],
        goal: 1,
      },
      {
        work: 'heap of the page after those changes',
        how: 'collected',
        peer: 'the same after a fifth of them',
        unit: 'MB',
        ours: [strain.heapAfter],
        theirs: [strain.heapBefore],
        goal: 1.1,
      },
    ];
  } finally {
    await client.close();
    await kubectl(
      kubeconfig,
      'delete',
      'pods',
      '--all',
      '-n',
      NAMESPACE,
      '--force',
      '--grace-period=0',
      '--wait=false',
    );
    await kubectl(kubeconfig, 'delete', 'namespace', NAMESPACE, '--ignore-not-found');
  }
}

const nameOf = (index: number) => `worker-${String(index).padStart(5, '0')}`;

async function makePods(client: KubeClient): Promise<void> {
  let next = 0;
  const make = async () => {
    for (let index = next++; index < PODS; index = next++) {
      await client.request({
        method: 'POST',
        path: `/api/v1/namespaces/${NAMESPACE}/pods`,
        body: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: nameOf(index), labels: { app: `app-${index % 50}` } },
          spec: { containers: [{ name: 'main', image: 'registry.example/worker:1.0.0' }] },
        },
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, make));
}

async function inWindow<T>(kubeconfig: string, work: (launched: LaunchedApp) => Promise<T>): Promise<T> {
  const launched = await launchApp({ kubeconfig });
  try {
    await launched.page.getByRole('switch', { name: 'Whole cluster' }).waitFor({ timeout: 60_000 });
    return await work(launched);
  } finally {
    await launched.close();
  }
}

async function openTable(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
  await page.getByText(nameOf(0)).waitFor({ timeout: 60_000 });
}

interface Strain {
  readonly rate: number;
  readonly tasks: number;
  readonly longestSeconds: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
}

async function strainOf({ page }: LaunchedApp, client: KubeClient, seconds: number): Promise<Strain> {
  const debug = await page.context().newCDPSession(page);
  await change(client, seconds / 5);
  const heapBefore = await heapOf(debug);
  await page.evaluate(() => {
    const lengths: number[] = [];
    Object.assign(window, { lengths });
    new PerformanceObserver((list) => lengths.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });
  const made = await change(client, (seconds * 4) / 5);
  const lengths = await page.evaluate(() => (window as unknown as { lengths: readonly number[] }).lengths);
  const heapAfter = await heapOf(debug);
  return {
    rate: made / ((seconds * 4) / 5),
    tasks: lengths.length,
    longestSeconds: Math.max(0, ...lengths) / 1000,
    heapBefore,
    heapAfter,
  };
}

/** Changes the status of one pod after the other at the rate that is wanted; how many answers said that it was done. */
async function change(client: KubeClient, seconds: number): Promise<number> {
  let done = 0;
  let next = 0;
  const running = new Set<Promise<void>>();
  const startedAt = performance.now();
  for (let tick = 1; performance.now() - startedAt < seconds * 1000; tick++) {
    for (let i = 0; i < (CHANGES_PER_SECOND * TICK_MS) / 1000; i++) {
      const one: Promise<void> = patch(client, next++).then(() => {
        done++;
        running.delete(one);
      });
      running.add(one);
    }
    await sleep(Math.max(0, startedAt + tick * TICK_MS - performance.now()));
  }
  await Promise.all(running);
  return done;
}

async function patch(client: KubeClient, turn: number): Promise<void> {
  const isReady = Math.floor(turn / PODS) % 2 === 0;
  await client.request({
    method: 'PATCH',
    path: `/api/v1/namespaces/${NAMESPACE}/pods/${nameOf(turn % PODS)}/status`,
    contentType: 'application/merge-patch+json',
    body: { status: { phase: 'Pending', reason: isReady ? 'ContainerCreating' : 'Unschedulable', message: `${turn}` } },
  });
}

/** In MB, once what nobody holds has been collected. */
async function heapOf(debug: CDPSession): Promise<number> {
  await debug.send('HeapProfiler.collectGarbage');
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

async function kubectl(kubeconfig: string, ...args: readonly string[]): Promise<string> {
  return run((await oracleTools()).kubectl, [`--kubeconfig=${kubeconfig}`, ...args]);
}
