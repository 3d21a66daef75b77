// One case: a change, one fault at one of its calls, then a fresh ODIN that ends what was left; and whether all is in order after that.
import { toAppError } from '../../shared/errors.ts';
import { type Fault, REQUEST_FAULTS } from '../wire/fault.ts';
import { type Call, isForgetting, isOfLease, isRead, isWrite, matcher, nameOf, whatOf } from './calls.ts';
import type { Engine } from './engine.ts';
import { type Live, type Looks, liveOf, unfinished } from './judge.ts';
import type { Lane } from './lane.ts';
import { type Scenario, wayOut } from './scenarios.ts';
import type { Truth } from './truth.ts';

/** Faults of one request, and the end of the process at one. */
export const STRIKES = [...Object.keys(REQUEST_FAULTS), 'killed before send', 'killed after commit'] as const;

/** Why a strike at a call tells nothing that another does not; undefined where it does. */
export function whyLeftOut(call: Call, strike: string, phase: Phase): string | undefined {
  if (!isRead(call)) return undefined;
  if (strike.startsWith('killed')) {
    return phase === 'plan'
      ? 'a process killed while it plans leaves nothing: planning writes nothing, as every other case here checks'
      : 'a process killed at a read leaves what it leaves when it is killed before the next write, or after the last';
  }
  if (strike === 'reset after commit') return 'a read commits nothing: it is a read that was refused before send';
  const isDryRun = call.what.includes('(dry run)');
  if (!isDryRun && ['409', '422'].includes(strike)) return `no server answers a read with ${strike}`;
  return undefined;
}

/** `plan`: while it is found out what is to be done; `apply`: while it is done. */
export type Phase = 'plan' | 'apply';

export interface Case {
  readonly scenario: Scenario;
  readonly phase: Phase;
  readonly call: Call;
  /** A name of {@link STRIKES}. */
  readonly strike: string;
  /** What a person does when something is left unfinished. */
  readonly way: 'undo' | 'finish';
  /** Writes to such a path are sent late, so that the lock is renewed meanwhile. */
  readonly delayed?: string;
}

export interface Verdict {
  /** Whether the call was made at all. */
  readonly struck: boolean;
  /** What the first ODIN said. */
  readonly told: string;
  /** Whether something had to be ended by a second. */
  readonly recovered: boolean;
  readonly problems: readonly string[];
}

export function titleOf({ scenario, phase, call, strike }: Case): string {
  return `${scenario.name}, ${phase}: ${nameOf(call)} × ${strike}`;
}

export async function runCase(lane: Lane, one: Case, looks: Looks): Promise<Verdict> {
  const { scenario, call } = one;
  await lane.ready(scenario, isForgetting(call) ? scenario.history : undefined, looks);
  lane.proxy.reset();
  return one.phase === 'plan' ? runPlan(lane, one) : runApply(lane, one, looks);
}

/** Planning writes nothing, so that whatever happens to it leaves nothing to recover; and what it finds is the truth, or it says why not. */
async function runPlan(lane: Lane, { scenario, call, strike }: Case): Promise<Verdict> {
  const undisturbed = await lane.planned(scenario);
  const want = scenario.want(lane.live, lane.namespace, lane.truth);
  if (want === undefined) throw new Error(`${scenario.name} is not possible now.`);
  const odin = await lane.odin(false);
  const hasStruck = inject(lane, call, strike, odin);
  const problems: string[] = [];
  let told: string;
  try {
    const { plan } = await odin.plan(lane.name, want);
    told = plan.blockers.length > 0 ? `blocked: ${plan.blockers.join(' ')}` : 'planned';
    if (plan.blockers.length === 0 && plan.hash !== undisturbed.plan.hash) problems.push('planned something else');
  } catch (error) {
    told = sentence(error, problems);
  }
  await odin.close();
  const written = lane.proxy.seen.filter(isWrite).map(whatOf);
  if (written.length > 0) problems.push(`planning wrote: ${written.join(', ')}`);
  return { struck: hasStruck(), told, recovered: false, problems };
}

async function runApply(lane: Lane, one: Case, looks: Looks): Promise<Verdict> {
  const { scenario, call, strike, delayed } = one;
  const prepared = await lane.planned(scenario);
  const before = lane.live;
  const first = lane.truth;
  const odin = await lane.odin(true, delayed);
  const hasStruck = inject(lane, call, strike, odin);
  const { told, expected, problems } = await ending(odin, prepared, scenario, before);
  await odin.close();
  await lane.proxy.settled();
  const wrote = lane.proxy.seen.some((request) => isWrite(request) && !isOfLease(request));
  if (!wrote) {
    if (expected === 'target') problems.push('said that it succeeded, but wrote nothing');
    if (!(await lane.freeLease())) problems.push('the Lease is renewed by nobody');
    return { struck: hasStruck(), told, recovered: false, problems };
  }
  const truth = await lane.look();
  const target = scenario.target(before);
  const live = liveOf(truth, looks);
  if (expected === 'target' && live !== target) problems.push(`said that it succeeded, but the cluster is ${live}`);
  if (expected === 'before' && live !== before)
    problems.push(`said that it changed nothing, or went back, but the cluster is ${live}`);
  const left = unfinished(truth, live);
  if (expected === 'target' || told.includes('went back'))
    problems.push(...left.map((problem) => `after "${told}": ${problem}`));
  const isTarget = live === target && target !== before && left.length === 0;
  if (expected === 'unknown' && isTarget && told.startsWith('failed'))
    problems.push(`said "${told}", but it did all of it`);

  const recovered = left.length > 0 || typeof live !== 'string';
  const now = recovered ? await recover(lane, one, before, truth, looks, problems) : live;
  problems.push(...harm(first, lane.truth), ...harm(truth, lane.truth));
  if (!(await lane.freeLease())) problems.push('the Lease is still held');
  if (typeof now === 'string') lane.live = now;
  return { struck: hasStruck(), told, recovered, problems };
}

/** What the operation said, and what must then be there. */
async function ending(
  odin: Engine,
  prepared: Awaited<ReturnType<Engine['plan']>>,
  scenario: Scenario,
  before: Live,
): Promise<{ told: string; expected: 'target' | 'before' | 'unknown'; problems: string[] }> {
  const problems: string[] = [];
  try {
    const { phase, error, rolledBackTo } = await odin.apply(prepared);
    if (phase === 'succeeded') {
      if (scenario.fails) problems.push('said that what can never work succeeded');
      return { told: 'succeeded', expected: 'target', problems };
    }
    if (phase === 'failed' && !error) problems.push('failed without a word');
    if (rolledBackTo === undefined) return { told: `${phase}: ${error ?? ''}`, expected: 'unknown', problems };
    return {
      told: `${phase}, went back to ${rolledBackTo}: ${error ?? ''}`,
      expected: before === 'none' ? 'unknown' : 'before',
      problems,
    };
  } catch (error) {
    return { told: sentence(error, problems), expected: 'before', problems };
  }
}

/** A second ODIN on a healthy connection ends what the first left; what is there then. */
async function recover(
  lane: Lane,
  { scenario, way }: Case,
  before: Live,
  found: Truth,
  looks: Looks,
  problems: string[],
): Promise<Live | readonly string[]> {
  const wanted = scenario.want(before, lane.namespace, found);
  const odin = await lane.healthy();
  let said: string;
  try {
    if (wanted === undefined) throw new Error('There is nothing to go back to any more.');
    const prepared = await odin.plan(lane.name, wayOut(found, wanted, way)).catch((error: unknown) => {
      // Killed before it was recorded what was wanted: there is nothing to go on with.
      if (toAppError(error).code !== 'notFound' || way !== 'finish') throw error;
      return odin.plan(lane.name, wayOut(found, wanted, 'undo'));
    });
    const { phase, error, rolledBackTo } = await odin.apply(prepared);
    said = `${prepared.verb} ${phase} ${error ?? ''}`;
    const isAsExpected = phase === 'succeeded' || (scenario.fails && rolledBackTo !== undefined);
    if (!isAsExpected) problems.push(`${way}: ${said}`);
  } catch (error) {
    said = `${error}`;
    problems.push(`${way}: ${said}`);
  } finally {
    await odin.close();
  }
  const truth = await lane.look();
  const live = liveOf(truth, looks);
  const allowed: readonly unknown[] = [before, scenario.target(before)];
  if (!allowed.includes(live)) problems.push(`after ${way} (${said}) the cluster is ${live}`);
  problems.push(...unfinished(truth, live).map((problem) => `after ${way} (${said}): ${problem}`));
  return live;
}

/** What was lost for ever, or was never ours to touch. */
export function harm(before: Truth, after: Truth): string[] {
  return [
    ...(before.claimUids !== undefined && after.claimUids !== before.claimUids ? ['a claim was lost'] : []),
    ...(after.stranger !== before.stranger ? ["a stranger's ConfigMap was touched"] : []),
  ];
}

/** Lets the fault strike at the call; gives whether it did. */
function inject({ proxy }: Lane, call: Call, strike: string, odin: Engine): () => boolean {
  let struck = false;
  const onStrike = (): void => {
    struck = true;
  };
  const matches = matcher(call);
  const fault = REQUEST_FAULTS[strike];
  if (fault !== undefined) {
    proxy.inject(fault, { matches, onStrike });
  } else {
    const die = (): void => {
      onStrike();
      odin.kill();
    };
    const last: Fault = strike === 'killed before send' ? { kind: 'refuse' } : { kind: 'resetAfterCommit' };
    proxy.inject(last, { matches, onStrike: die });
    proxy.inject({ kind: 'refuse' }, { matches: () => struck, times: Number.POSITIVE_INFINITY });
  }
  return () => struck;
}

function sentence(error: unknown, problems: string[]): string {
  const { code, message } = toAppError(error);
  if (code === 'internal') problems.push(`threw something unexpected: ${message}`);
  return `threw ${code}: ${message}`;
}
