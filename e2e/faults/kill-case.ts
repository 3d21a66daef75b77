// One kill: a real `odin` is ended by SIGKILL at one of its writes, a second one recovers, and the cluster is judged.
import { rm } from 'node:fs/promises';
import { type Call, isWrite, matcher, nameOf } from './calls.ts';
import { harm } from './case.ts';
import { commandOf, type Folders, recoverCommand, writeFolders } from './commands.ts';
import type { Ground } from './ground.ts';
import { type Looks, liveOf, unfinished } from './judge.ts';
import { Lane } from './lane.ts';
import { startOdin } from './odin-process.ts';
import type { Scenario } from './scenarios.ts';

export const WHENS = ['before it is passed on', 'after it was carried out'] as const;

export interface KillCase {
  readonly scenario: Scenario;
  readonly call: Call;
  readonly when: (typeof WHENS)[number];
  readonly way: 'undo' | 'finish';
}

export function titleOfKill({ scenario, call, when, way }: KillCase): string {
  return `${scenario.name} killed at ${nameOf(call)}, ${when}, then ${way}`;
}

/** `recover` says so where the process died before it had begun. */
const NOT_THERE = 4;

/** A namespace where `odin` runs as a process. */
export class KillLane {
  readonly lane: Lane;
  readonly #folders: Folders;

  private constructor(lane: Lane, folders: Folders) {
    this.lane = lane;
    this.#folders = folders;
  }

  static async open(ground: Ground): Promise<KillLane> {
    const lane = await Lane.open(ground);
    return new KillLane(lane, await writeFolders(lane.namespace));
  }

  /** The writes of a run that nobody disturbs, in order of arrival. */
  async rehearse(scenario: Scenario): Promise<readonly Parameters<typeof isWrite>[0][]> {
    await this.lane.ready(scenario);
    const { proxy } = this.lane;
    proxy.reset();
    const { code, output } = await this.#start(commandOf(scenario, this.lane, this.#folders)).ended;
    if (code !== 0) throw new Error(`odin ${scenario.name} without faults ended with ${code}: ${output}`);
    this.lane.live = scenario.target(this.lane.live);
    await this.lane.look();
    return proxy.seen.filter(isWrite);
  }

  /** What is wrong afterwards. */
  async run({ scenario, call, when, way }: KillCase, looks: Looks): Promise<readonly string[]> {
    await this.lane.ready(scenario, undefined, looks);
    const { proxy, live: before, truth: first, namespace } = this.lane;
    proxy.reset();
    const odin = this.#start(commandOf(scenario, this.lane, this.#folders));
    const fault = when === 'before it is passed on' ? 'hang' : 'resetAfterCommit';
    proxy.inject({ kind: fault }, { matches: matcher(call), onStrike: odin.kill });
    const killed = await odin.ended;
    await proxy.settled();
    if (killed.code !== null) return [`it ended with ${killed.code} before it could be killed: ${killed.output}`];
    const found = await this.lane.look();
    proxy.reset();

    const hadBegun = unfinished(found, liveOf(found, looks)).length > 0;
    const recover = (how: KillCase['way']) => this.#start(recoverCommand(namespace, how)).ended;
    let ended = await recover(way);
    // Killed before it was recorded what was wanted: there is nothing to go on with, and it says so.
    if (ended.code === NOT_THERE && hadBegun && way === 'finish') ended = await recover('undo');
    const { code, output } = ended;
    const truth = await this.lane.look();
    const live = liveOf(truth, looks);
    const said = `after recover (${code}: ${output.split('\n').at(-1)})`;
    const problems = [...harm(first, truth), ...harm(found, truth)];
    if (code !== 0 && (hadBegun || code !== NOT_THERE)) problems.push(`odin recover ended with ${code}: ${output}`);
    const allowed: readonly unknown[] = [before, scenario.target(before)];
    if (!allowed.includes(live)) problems.push(`${said} the cluster is ${live}`);
    problems.push(...unfinished(truth, live).map((problem) => `${said}: ${problem}`));
    if (!(await this.lane.freeLease())) problems.push('the Lease is still held');
    if (typeof live === 'string') this.lane.live = live;
    return problems;
  }

  async close(): Promise<void> {
    await this.lane.close();
    await rm(this.#folders.home, { recursive: true, force: true });
  }

  #start(args: readonly string[]) {
    return startOdin(args, this.lane.proxy.kubeconfig, this.#folders.home);
  }
}
