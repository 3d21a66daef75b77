// The table of the whole cluster with 10,000 pods: how soon it can be used, and how it bears 200 changes a second.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import { callFrom } from '../e2e/app/person.ts';
import { oracleTools } from '../e2e/cluster/helm.ts';
import { run } from '../e2e/cluster/run.ts';
import type { KubeClient } from '../electron/kube/client.ts';
import { connect } from '../electron/kube/connect.ts';
import { currentOf } from '../electron/kube/kubeconfig-list.ts';
import { readKubeconfigs } from '../electron/kube/read-kubeconfigs.ts';
import { clusterText } from '../renderer/text/overview.ts';
import type { LiveTableName } from '../shared/model/live-table.ts';
import { type Row, secondsOf } from './statistics.ts';

const NAMESPACE = 'bench-live';
const PODS = 10_000;
const AT_ONCE = 16;
const CHANGES_PER_SECOND = 200;
const TICK_MS = 50;
const MOST_AT_ONCE = 50;
const LONGEST_TASK_S = 0.1;
const SHOWN_WITHIN_S = 1;
/** Of the first pod, and more than all changes before it. */
const LAST_TURN = 9 * PODS * PODS;

/** On an API server alone, for `seconds`: the pods are never run, and what changes is their status. */
export async function measureLiveTable(kubeconfig: string, runs: number, seconds: number): Promise<readonly Row[]> {
  const client = await connect({ file: kubeconfig, context: contextOf(kubeconfig) });
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
        how: 'from its name to its first rows',
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
        work: 'one change more, shown',
        how: 'from the request to the row',
        peer: `a limit of ${SHOWN_WITHIN_S} s`,
        unit: 's',
        ours: [strain.shownSeconds],
        theirs: [SHOWN_WITHIN_S],
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

const contextOf = (kubeconfig: string) => currentOf(readKubeconfigs([kubeconfig]))?.name ?? '';

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
    // A kubeconfig that names other files, as this one does, waits for a choice.
    await callFrom(launched.page, 'clusters.select', { id: `${kubeconfig}#${contextOf(kubeconfig)}` });
    // A table of few rows, so that the window has nothing else to do when the one of many is asked for.
    await chooseTable(launched.page, 'nodes');
    return await work(launched);
  } finally {
    await launched.close();
  }
}

async function openTable(page: Page): Promise<void> {
  await chooseTable(page, 'pods');
  await page.getByText(nameOf(0)).waitFor({ timeout: 60_000 });
}

/** No stack is in a cluster that is an API server alone: the overview shows its tables at once. */
async function chooseTable(page: Page, table: LiveTableName): Promise<void> {
  const name = clusterText.tables[table];
  await page.getByRole('radio', { name, exact: true }).press('Space', { timeout: 60_000 });
  await page.getByRole('table', { name, exact: true }).waitFor({ timeout: 60_000 });
}

interface Strain {
  readonly rate: number;
  readonly tasks: number;
  readonly longestSeconds: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
  /** Until a change of the first pod stood in the table: that the changes before it were seen at all. */
  readonly shownSeconds: number;
}

async function strainOf({ page }: LaunchedApp, client: KubeClient, seconds: number): Promise<Strain> {
  const debug = await page.context().newCDPSession(page);
  // Each pod that changes has done so once before the heap is looked at: a slow machine gets round fewer of them.
  const before = await change(client, seconds / 5, 0, PODS);
  const changed = Math.min(PODS, before);
  const heapBefore = await heapOf(debug);
  await page.evaluate(() => {
    const lengths: number[] = [];
    Object.assign(window, { lengths });
    new PerformanceObserver((list) => lengths.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });
  const made = await change(client, (seconds * 4) / 5, before, changed);
  const lengths = await page.evaluate(() => (window as unknown as { lengths: readonly number[] }).lengths);
  const heapAfter = await heapOf(debug);
  console.log(`live-table: long tasks of ${lengths.map(Math.round).join(', ') || 'none'} ms`);
  return {
    rate: made / ((seconds * 4) / 5),
    tasks: lengths.length,
    longestSeconds: Math.max(0, ...lengths) / 1000,
    heapBefore,
    heapAfter,
    shownSeconds: await secondsOf(async () => {
      await patch(client, 0, LAST_TURN);
      await page.getByText(LAST_TURN.toLocaleString('en'), { exact: true }).waitFor({ timeout: 60_000 });
    }),
  };
}

/** Changes the status of one pod after the other at the rate that is wanted, from a turn on; how many answers said that it was done. */
async function change(client: KubeClient, seconds: number, from: number, changed: number): Promise<number> {
  let done = 0;
  let next = from;
  const running = new Set<Promise<void>>();
  const startedAt = performance.now();
  for (let tick = 1; performance.now() - startedAt < seconds * 1000; tick++) {
    // A server that is behind gets no more: how many were made is told.
    const room = MOST_AT_ONCE - running.size;
    for (let i = 0; i < Math.min(room, (CHANGES_PER_SECOND * TICK_MS) / 1000); i++) {
      const one: Promise<void> = patch(client, next % changed, next++).then(() => {
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

/** What the kubelet says of a container that starts again and again; `turn` is the number that the table then shows. */
async function patch(client: KubeClient, index: number, turn: number): Promise<void> {
  const ready = turn % 3 !== 0;
  await client.request({
    method: 'PATCH',
    path: `/api/v1/namespaces/${NAMESPACE}/pods/${nameOf(index)}/status`,
    contentType: 'application/merge-patch+json',
    body: {
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: [
          { name: 'main', image: 'a', imageID: '', ready, restartCount: turn, state: { running: {} } },
        ],
      },
    },
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
