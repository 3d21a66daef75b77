// Every API call of every change of a release × every fault: whatever struck, a fresh ODIN brings the release to its last
// good state or to the wanted one, with a history that Helm can read, a free lock, its claim and everybody else's objects.
import { beforeAll, describe, expect, it } from 'vitest';
import { apiServer } from '../cluster/cluster.ts';
import { type Case, titleOf } from './case.ts';
import { expectChosen, IS_ALL, noteSample } from './choice.ts';
import { runMatrix } from './matrix.ts';
import { scenariosOf } from './scenarios.ts';
import { pairOf, type Tally } from './tally.ts';
import { WEB } from './web.ts';

let tallies: ReadonlyMap<string, Tally>;

beforeAll(async () => {
  const { kubeconfig, kubectl } = apiServer();
  const context = (await kubectl(['config', 'current-context'])).trim();
  tallies = await runMatrix({ kubeconfig, context });
});

describe.each(scenariosOf(WEB))('$name', ({ name }) => {
  it('ends in order, whatever strikes', ({ task, skip }) => {
    const tally = tallies.get(name);
    expectChosen({ skip }, tally?.chosen ?? 0);
    console.log(tally?.lines.join('\n'));
    noteSample(task, tally?.ran ?? 0, tally?.known ?? 0);
    expect(tally?.problems).toEqual([]);
    expect(tally?.forgotten).toBe(0);
    // A call that comes by chance is struck here, or in another scenario's run of the same code; in a sample it may be left out.
    const struck = new Set([...tallies.values()].flatMap((one) => [...one.struck]));
    const isProven = (one: Case): boolean => !one.call.isCertain && (!IS_ALL || struck.has(pairOf(one)));
    const unproven = tally?.missed.filter((one) => !isProven(one)).map(titleOf);
    expect(unproven).toEqual([]);
  });
});
