// A sample of the matrix on the built-in stack, whose pods are real: whatever struck, it ends healthy, and no volume is lost.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../electron/kube/connect.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { isForgetting, RENEWAL } from './calls.ts';
import { type Case, runCase, titleOf } from './case.ts';
import { againWith, choose, expectChosen, IS_ALL, noteSample } from './choice.ts';
import { type Ground, openGround } from './ground.ts';
import { Lane } from './lane.ts';
import { type Rehearsed, rehearse, type WithLane } from './rehearsal.ts';
import { SOME, scenariosOf } from './scenarios.ts';
import { stackSubject } from './stack.ts';

/** Cases of each scenario: one takes as long as the pods need, so that nobody runs them all. */
const SIZE = Number(process.env.ODIN_FAULTS_SAMPLE ?? (IS_ALL ? 4 : 2));

const { kubeconfig, kubectl } = sharedCluster();
let ground: Ground;
let lane: Lane;
let rehearsed: Rehearsed;

beforeAll(async () => {
  const context = (await kubectl(['config', 'current-context'])).trim();
  const client = await connect({ file: kubeconfig, context });
  ground = await openGround(kubeconfig, context, await stackSubject(client));
  await client.close();
  lane = await Lane.open(ground);
  // Not the install: every uninstall is followed by one, and the matrix strikes it.
  const scenarios = scenariosOf(ground.subject).filter(({ needsRelease }) => needsRelease);
  const short = scenarios.map((scenario) => ({ ...scenario, history: SOME }));
  let last = Promise.resolve();
  const inTurn: WithLane = (work) => {
    last = last.then(() => work(lane));
    return last;
  };
  rehearsed = await rehearse(short, inTurn, 1);
});
afterAll(async () => {
  const { subject } = ground;
  const ours = subject.desired('a', lane.namespace).objects.filter(({ metadata }) => metadata.namespace === undefined);
  for (const { kind, metadata } of ours) await kubectl(['delete', kind, metadata.name, '--ignore-not-found']);
  await lane.close();
  await ground.close();
});

/** What kubectl does not call rolled out, asked once. */
async function unready(): Promise<readonly string[]> {
  const inside = (...args: readonly string[]) => kubectl(['-n', lane.namespace, ...args]);
  const names = (await inside('get', 'deployment,statefulset,daemonset', '-o', 'name')).trim().split('\n');
  const told = await Promise.all(names.map((name) => inside('rollout', 'status', name, '--watch=false')));
  return told.filter((line) => !/successfully rolled out|(rolling update|roll out) complete/.test(line));
}

/** Tells a case from that of the matrix. */
function titleOnStack(one: Case): string {
  return `stack: ${titleOf(one)}`;
}

it.for(['upgrade', 'failed upgrade', 'rollback', 'uninstall'])(
  'a struck %s of the stack ends in order',
  async (name, { task, skip }) => {
    const { looks, cases } = rehearsed;
    // How often the lock is renewed, and whether somebody watches, depends on the time.
    const known = cases.filter(
      ({ scenario, phase, call }) =>
        scenario.name === name &&
        phase === 'apply' &&
        call.what !== RENEWAL &&
        !call.what.startsWith('WATCH') &&
        !(isForgetting(call) && call.nth > SOME),
    );
    // A call that one run made need not be made by the next: another is then tried in its place.
    const chosen = choose(known, { titleOf: titleOnStack, kindsOf: () => [], size: 2 * SIZE });
    expectChosen({ skip }, chosen.length);
    const problems: string[] = [];
    let struckCount = 0;
    for (const one of chosen) {
      if (struckCount === SIZE) break;
      const { told, struck, recovered, problems: wrong } = await runCase(lane, one, looks);
      if (struck) struckCount += 1;
      const all = [...wrong, ...(lane.live === 'none' ? [] : await unready())];
      const how = struck ? told.slice(0, 160) : 'the call was not made this time';
      console.log(`${titleOf(one)}: ${how}${recovered ? `, ended by ${one.way}` : ''}`);
      const title = titleOnStack(one);
      if (all.length > 0) problems.push(`${title}: ${all.join(' | ')}; alone: ${againWith(title)}`);
    }
    noteSample(task, struckCount, known.length);
    expect(problems).toEqual([]);
    expect(struckCount).toBe(Math.min(SIZE, chosen.length));
  },
);
