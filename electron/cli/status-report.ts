// The report of `odin status` on a cluster that answers: value and text, once or again.
import { HEALTH_WORDS } from '../../shared/model/health-words.ts';
import type { Overview, Problem, Verdict } from '../../shared/model/overview.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { ConnectedStatus } from '../session/cluster-watch.ts';
import type { Session } from '../session/session.ts';
import type { Block } from './table.ts';
import { type Tone, toned } from './tone.ts';
import { HEALTH_TONES, VERDICT_TONES } from './tones.ts';

/** What the watch sees of it. */
interface Seen {
  readonly status: ConnectedStatus;
  readonly overview: Overview;
  readonly verdict: Verdict;
}

/** Throws what asking for the stack throws. `isWell`: nothing is wrong with it. */
export async function lookAt(session: Session, seen: Seen, signal: AbortSignal) {
  const [stack, gpus] = await Promise.all([session.stackStatus(signal), session.gpuStates(seen.overview, signal)]);
  // Meanwhile the last words of what crashes were read.
  const { status, overview, verdict: known } = await session.watch.glance(signal);
  const { note } = session.verdict;
  const verdict = { ...known, ...(note === undefined ? {} : { note }) };
  const blocks: Block[] = [
    ...headLines(session.context.name, status, stack),
    ...(stack.interrupted === undefined ? [] : [`change   ${interruptionText(stack)}`]),
    ...healthBlocks(verdict, overview),
  ];
  const value = { status, stack, verdict, overview, ...(gpus.length === 0 ? {} : { gpus }) };
  const isWell = verdict.level === 'healthy' && stack.interrupted?.failure === undefined;
  return { value, blocks, isWell };
}

function interruptionText({ interrupted }: StackStatus): string {
  const { verb, failure } = interrupted ?? {};
  return `${failure ?? `the last ${verb} was interrupted.`} See \`odin recover --dry-run\`.`;
}

function headLines(name: string, status: ConnectedStatus, { release, namespace, installed }: StackStatus): string[] {
  const nodes = `${status.nodeCount} ${status.nodeCount === 1 ? 'node' : 'nodes'}`;
  return [
    `cluster  ${name} (${status.distribution} ${status.version}, ${nodes})`,
    ...(hasWords(status) ? [`place    ${status.place?.sentence}`] : []),
    `stack    ${release} in namespace ${namespace}: ${installed === undefined ? 'not installed' : `${installed.version}, ${installed.status}`}`,
  ];
}

/** Whether it is said whose machine is looked at: not of this one, which most people look at. */
function hasWords({ place }: ConnectedStatus): boolean {
  return place !== undefined && place.where !== 'here' && place.where !== 'unknown';
}

const PROBLEM_TONES: Readonly<Record<Problem['tone'], Tone>> = { bad: 'bad', warn: 'warn', info: 'none' };

/** The verdict, the parts that it counts, and then each problem with the next step. */
export function healthBlocks(verdict: Verdict, { installed, parts }: Overview): Block[] {
  const rows = parts.map(({ title, health }) => [title, toned(HEALTH_TONES[health.state], HEALTH_WORDS[health.state])]);
  return [
    [toned(VERDICT_TONES[verdict.level], verdict.sentence)],
    ...(verdict.note === undefined ? [] : [verdict.note]),
    ...(installed ? ['', { heading: ['PART', 'HEALTH'], rows }] : []),
    ...verdict.problems.flatMap(({ tone, title, next }) => [
      '',
      [toned(PROBLEM_TONES[tone], title)],
      ...(next === undefined ? [] : [`  ${next}`]),
    ]),
  ];
}
