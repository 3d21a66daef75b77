// `odin` killed by SIGKILL at the writes of an install, an upgrade, a rollback and an uninstall, before and after each:
// `odin recover` ends what was begun, and helm and kubectl find nothing amiss.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { apiServer } from '../cluster/cluster.ts';
import { oracleTools } from '../cluster/helm.ts';
import { attempt } from '../cluster/run.ts';
import { callsOf, isOfLease, nameOf, verbOf } from './calls.ts';
import { againWith, choose, expectChosen, IS_ALL, noteSample } from './choice.ts';
import { type Ground, openGround } from './ground.ts';
import type { Looks } from './judge.ts';
import { type KillCase, KillLane, titleOfKill, WHENS } from './kill-case.ts';
import { learnLooks } from './looks.ts';
import { scenariosOf } from './scenarios.ts';
import { WEB } from './web.ts';

/** Of each change at a time: a lock outlives its holder by 15 s, and waiting for that costs nothing. */
const LANES = 3;
/** So many cases are looked at by helm and kubectl, too: each by five processes. */
const JUDGED = 1 / 6;
/** Cases of each change in a sample; there are no more kinds. */
const SIZE = IS_ALL ? Number.POSITIVE_INFINITY : 8;

/** Each verb before and after it was carried out, and each of these ended by each way. The matrix strikes every kind of object so. */
function kindsOf({ call, when, way }: KillCase): readonly string[] {
  return [`${verbOf(call)}, ${when}`, `${when}, ${way}`];
}

const { kubeconfig, kubectl, tryKubectl } = apiServer();
let ground: Ground;
let looks: Looks;
let helm = '';

beforeAll(async () => {
  ground = await openGround(kubeconfig, (await kubectl(['config', 'current-context'])).trim(), WEB);
  looks = await learnLooks(ground);
  ({ helm } = await oracleTools());
});
afterAll(() => ground.close());

/** What helm and kubectl say of what is there. */
async function oracle(namespace: string): Promise<readonly string[]> {
  const helmSays = (...args: string[]) =>
    attempt(helm, [...args, 'web', '-n', namespace, `--kubeconfig=${kubeconfig}`]);
  const [history, status, manifest] = [
    await helmSays('history'),
    await helmSays('status'),
    await helmSays('get', 'manifest'),
  ];
  if (history.code !== 0) return /not found/.test(history.stderr) ? [] : [`helm history: ${history.stderr}`];
  const isDeployed = status.code === 0 && /^STATUS: deployed$/m.test(status.stdout);
  const different = await tryKubectl(['diff', '-f', '-'], { input: manifest.stdout });
  return [
    ...(isDeployed ? [] : [`helm status: ${status.stdout}${status.stderr}`]),
    ...(different.code === 0 ? [] : [`kubectl diff: ${different.stdout}${different.stderr}`]),
  ];
}

const kinds = scenariosOf(WEB).filter(({ fails }) => !fails);

describe.concurrent.each(kinds)('$name', (scenario) => {
  it('is ended by a second odin wherever the first was killed', async ({ expect, task, skip }) => {
    const first = await KillLane.open(ground);
    const writes = (await first.rehearse(scenario)).filter(
      (request) => !isOfLease(request) || request.method === 'POST',
    );
    await first.close();
    const calls = callsOf([writes]);
    const all = calls.flatMap((call, row) =>
      WHENS.map((when, column): KillCase => {
        return { scenario, call, when, way: (row + column) % 2 === 0 ? 'undo' : 'finish' };
      }),
    );
    const queue = [...choose(all, { titleOf: titleOfKill, kindsOf, size: SIZE })];
    const planned = queue.length;
    expectChosen({ skip }, planned);
    const problems: string[] = [];
    let ran = 0;
    let judged = 0;
    const begun = performance.now();
    const work = async (): Promise<void> => {
      let lane: KillLane | undefined;
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
        lane ??= await KillLane.open(ground);
        const wrong = await lane.run(one, looks).catch((error: unknown) => [`the case itself: ${error}`]);
        ran += 1;
        const more = wrong.length === 0 && ran % Math.round(1 / JUDGED) === 0;
        if (more) judged += 1;
        const found = [...wrong, ...(more ? await oracle(lane.lane.namespace) : [])];
        if (found.length === 0) continue;
        const title = titleOfKill(one);
        problems.push(`${title}: ${found.join(' | ')}; alone: ${againWith(title)}`);
        await lane.close();
        lane = undefined;
      }
      await lane?.close();
    };
    await Promise.all(Array.from({ length: LANES }, work));
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.log(
      `${scenario.name}: ${ran} of ${all.length} cases, before and after ${calls.length} writes (${calls.map(nameOf).join(', ')}); ${judged} also judged by helm and kubectl; ${seconds} s`,
    );
    noteSample(task, ran, all.length);
    expect(problems).toEqual([]);
    expect(ran).toBe(planned);
  });
});
