// Every call of every scenario × every fault, in several namespaces at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { startFaultingProxy } from '../wire/faulting-proxy.ts';
import { type Case, runCase, titleOf } from './case.ts';
import type { Looks } from './judge.ts';
import { type Ground, Lane } from './lane.ts';
import { rehearse } from './rehearsal.ts';
import type { Tally } from './tally.ts';
import { GROUND } from './web.ts';

/** Cases at a time: many of them wait for something. */
const LANES = 10;
/** A call that not every run makes is waited for so many times. */
const TRIES = 4;

export interface MatrixOptions {
  readonly kubeconfig: string;
  readonly context: string;
  /** Runs only cases whose title matches. */
  readonly only?: RegExp;
}

/** Runs all of it; a tally for each scenario's name. */
export async function runMatrix({ kubeconfig, context, only }: MatrixOptions): Promise<ReadonlyMap<string, Tally>> {
  const client = await connect({ file: kubeconfig, context });
  const ground: Ground = { kubeconfig, context, client, discovery: new Discovery(client) };
  const stamp = Date.now().toString(36);
  let opened = 0;
  const openLane = async (): Promise<Lane> => {
    opened += 1;
    return Lane.open(ground, `faults-${stamp}-${opened}`, await startFaultingProxy(kubeconfig));
  };
  try {
    await layGround(ground);
    const stage = await openLane();
    const { looks, cases, tallies } = await rehearse(stage);
    await stage.close();
    const queue = cases
      .filter((one) => only === undefined || only.test(titleOf(one)))
      .map((one): Waiting => ({ one, tries: TRIES }));
    for (const { one } of queue) tallies.get(one.scenario.name)?.expect();
    await Promise.all(Array.from({ length: LANES }, () => work(openLane, queue, looks, tallies)));
    return tallies;
  } finally {
    await client.close();
  }
}

interface Waiting {
  readonly one: Case;
  readonly tries: number;
}

async function layGround({ client }: Ground): Promise<void> {
  for (const object of GROUND) {
    const plural = object.kind === 'StorageClass' ? 'storageclasses' : 'customresourcedefinitions';
    const path = `/apis/${object.apiVersion}/${plural}/${object.metadata.name}`;
    const query = { fieldManager: 'faults', force: true };
    await client.request({ method: 'PATCH', path, query, contentType: 'application/apply-patch+yaml', body: object });
  }
  const isServed = () =>
    client.request({ path: '/apis/faults.example/v1/namespaces/default/gizmos' }).then(
      () => true,
      () => false,
    );
  while (!(await isServed())) await sleep(50);
}

/** One lane's work, until nothing is left. */
async function work(
  openLane: () => Promise<Lane>,
  queue: Waiting[],
  looks: Looks,
  tallies: ReadonlyMap<string, Tally>,
): Promise<void> {
  let lane = await openLane();
  for (let next = take(queue, lane); next !== undefined; next = take(queue, lane)) {
    const { one, tries } = next;
    const begun = performance.now();
    const verdict = await runCase(lane, one, looks).catch((error: unknown) => {
      const why = `the case itself: ${error instanceof Error ? error.message : error}`;
      return { struck: true, told: '', recovered: false, problems: [why] };
    });
    if (verdict.struck || tries === 1) tallies.get(one.scenario.name)?.note(one, verdict, performance.now() - begun);
    else queue.push({ one, tries: tries - 1 });
    if (verdict.problems.length === 0) continue;
    // What is wrong here must not be blamed on the next case.
    await lane.close().catch(() => {});
    lane = await openLane();
  }
  await lane.close();
}

/** A case that fits what the lane has, so that little is rebuilt. */
function take(queue: Waiting[], { live }: Lane): Waiting | undefined {
  const fitting = queue.findIndex(({ one }) => one.scenario.needsRelease === (live !== 'none'));
  return queue.splice(Math.max(0, fitting), 1)[0];
}
