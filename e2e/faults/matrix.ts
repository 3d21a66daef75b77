// Every call of every scenario × every fault, in several namespaces at a time.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kindOf } from './calls.ts';
import { type Case, runCase, titleOf } from './case.ts';
import { choose, IS_ALL } from './choice.ts';
import { openGround } from './ground.ts';
import type { Looks } from './judge.ts';
import { Lane } from './lane.ts';
import { rehearse, type WithLane } from './rehearsal.ts';
import { scenariosOf } from './scenarios.ts';
import type { Tally } from './tally.ts';
import { WEB } from './web.ts';

/** A line for each case, for whoever wants to know how one ended. */
const LOG = fileURLToPath(new URL('../../test-results/faults.log', import.meta.url));
/** Cases at a time: many of them wait for something. */
const LANES = 10;
const ROUNDS = 3;
/** A call that not every run makes is waited for so many times. */
const TRIES = 4;
/** Cases of a sample: there are nearly as many kinds. */
const SIZE = IS_ALL ? Number.POSITIVE_INFINITY : 640;

export interface MatrixOptions {
  readonly kubeconfig: string;
  readonly context: string;
}

/** Each strike at each kind of call, and each strike while each change is planned and applied. */
function kindsOf({ scenario, phase, call, strike }: Case): readonly string[] {
  return [`${kindOf(call)} × ${strike}`, `${scenario.name}, ${phase} × ${strike}`];
}

/** Runs the cases that are chosen; a tally for each scenario's name. */
export async function runMatrix({ kubeconfig, context }: MatrixOptions): Promise<ReadonlyMap<string, Tally>> {
  const ground = await openGround(kubeconfig, context, WEB);
  const openLane = (): Promise<Lane> => Lane.open(ground);
  mkdirSync(dirname(LOG), { recursive: true });
  writeFileSync(LOG, '');
  try {
    // Each scenario in a lane of its own, so that no history is longer than it wants.
    const withLane: WithLane = async (work) => {
      const lane = await openLane();
      await work(lane);
      await lane.close();
    };
    const { looks, cases, tallies } = await rehearse(scenariosOf(WEB), withLane, ROUNDS);
    for (const { scenario } of cases) tallies.get(scenario.name)?.know();
    const chosen = choose(cases, { titleOf, kindsOf, size: SIZE });
    const queue = chosen.map((one): Waiting => ({ one, tries: TRIES }));
    for (const { one } of queue) tallies.get(one.scenario.name)?.expect();
    await Promise.all(Array.from({ length: LANES }, () => work(openLane, queue, looks, tallies)));
    return tallies;
  } finally {
    await ground.close();
  }
}

interface Waiting {
  readonly one: Case;
  readonly tries: number;
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
    const ms = Math.round(performance.now() - begun);
    appendFileSync(LOG, `${JSON.stringify({ ms, case: titleOf(one), way: one.way, ...verdict })}\n`);
    const isWrong = verdict.problems.length > 0;
    if (verdict.struck || tries === 1 || isWrong) tallies.get(one.scenario.name)?.note(one, verdict, ms);
    else queue.push({ one, tries: tries - 1 });
    if (!isWrong) continue;
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
