// Runs without faults: they tell how the healthy states look, and which calls there are to break.
import { type Call, callsOf, RENEWAL } from './calls.ts';
import { type Case, type Phase, STRIKES, whyLeftOut } from './case.ts';
import { type Looks, liveOf } from './judge.ts';
import type { Lane } from './lane.ts';
import type { Scenario } from './scenarios.ts';
import type { State } from './subject.ts';
import { Tally } from './tally.ts';

/** What is known before the first fault. */
export interface Rehearsed {
  readonly looks: Looks;
  readonly cases: readonly Case[];
  readonly tallies: ReadonlyMap<string, Tally>;
}

type Runs = Record<Phase, Lane['proxy']['seen'][]>;

/** Gives a lane to some work, and takes it back. Several ask at a time. */
export type WithLane = (work: (lane: Lane) => Promise<void>) => Promise<void>;

/** @param rounds how often each scenario is run: some calls, such as a watch's, are not made by every run */
export async function rehearse(scenarios: readonly Scenario[], withLane: WithLane, rounds: number): Promise<Rehearsed> {
  const known: Partial<Record<State, ReadonlyMap<string, string>>> = {};
  const rehearseOne = async (scenario: Scenario): Promise<Runs> => {
    const runs: Runs = { plan: [], apply: [] };
    await withLane(async (lane) => {
      for (let round = 0; round < rounds; round += 1) {
        await lane.ready(scenario, scenario.history);
        await runOnce(lane, scenario, runs);
        const { objects } = lane.truth;
        if (lane.live !== 'none') known[lane.live] ??= objects;
        const live = liveOf(lane.truth, { a: known.a ?? objects, b: known.b ?? objects });
        if (live !== lane.live) throw new Error(`${scenario.name} without faults leaves ${live}, not ${lane.live}.`);
      }
    });
    return runs;
  };
  const all = await Promise.all(scenarios.map(async (scenario) => ({ scenario, runs: await rehearseOne(scenario) })));
  const tallies = new Map<string, Tally>();
  const cases: Case[] = [];
  for (const { scenario, runs } of all) {
    const tally = new Tally(scenario.name);
    tallies.set(scenario.name, tally);
    const applying = callsOf(runs.apply).filter(({ what }) => what !== RENEWAL);
    const renewals = [1, 2].map((nth): Call => ({ what: RENEWAL, nth, isCertain: true }));
    cases.push(
      ...casesOf(scenario, 'plan', callsOf(runs.plan), tally),
      ...casesOf(scenario, 'apply', applying, tally),
      ...casesOf(scenario, 'apply', renewals, tally).map((one) => ({ ...one, delayed: '/deployments/' })),
    );
  }
  if (known.a === undefined || known.b === undefined) throw new Error('A state was never seen.');
  return { looks: { a: known.a, b: known.b }, cases, tallies };
}

async function runOnce(lane: Lane, scenario: Scenario, runs: Runs): Promise<void> {
  const want = scenario.want(lane.live, lane.namespace, lane.truth);
  if (want === undefined) throw new Error(`${scenario.name} cannot be rehearsed.`);
  const odin = await lane.patient();
  lane.proxy.reset();
  const prepared = await odin.plan(lane.name, want);
  runs.plan.push([...lane.proxy.seen]);
  lane.proxy.reset();
  const { phase, error } = await odin.apply(prepared);
  runs.apply.push([...lane.proxy.seen]);
  await odin.close();
  if (phase !== (scenario.fails ? 'failed' : 'succeeded')) {
    throw new Error(`${scenario.name} without faults: ${phase} ${error ?? ''}`);
  }
  await lane.look();
  lane.live = scenario.target(lane.live);
}

/** Each call × each strike; what is left out is noted with its reason. */
function casesOf(scenario: Scenario, phase: Phase, calls: readonly Call[], tally: Tally): Case[] {
  return calls.flatMap((call, row) =>
    STRIKES.flatMap((strike, column): Case[] => {
      const reason = whyLeftOut(call, strike, phase);
      if (reason === undefined) {
        const way = (row + column) % 2 === 0 ? 'finish' : 'undo';
        return [{ scenario, phase, call, strike, way }];
      }
      tally.leaveOut(reason);
      return [];
    }),
  );
}
