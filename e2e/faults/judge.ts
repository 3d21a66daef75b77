// Is what is in a namespace one of the states that it may be in, and is everything that was written about it in order?

import type { State } from './subject.ts';
import type { Truth } from './truth.ts';

/** A healthy state, or nothing but what outlives its release: claims, and what asks to be kept. */
export type Live = State | 'none';

/** How each healthy state looks, learned from a run without faults. */
export type Looks = Readonly<Record<State, ReadonlyMap<string, string>>>;

/** In an object's text. */
const KEPT = '"helm.sh/resource-policy","keep"';
const HISTORY_LIMIT = 10;

/** Which of the states it is; else what differs from the nearest. */
export function liveOf({ objects }: Truth, looks: Looks): Live | readonly string[] {
  if ([...objects].every(([key, text]) => key.startsWith('PersistentVolumeClaim/') || text.includes(KEPT)))
    return 'none';
  const [nearest] = (['a', 'b'] as const)
    .map((state) => ({ state, differences: differences(objects, looks[state]) }))
    .sort((left, right) => left.differences.length - right.differences.length);
  return nearest === undefined || nearest.differences.length > 0
    ? [`unlike ${nearest?.state}`, ...(nearest?.differences ?? [])]
    : nearest.state;
}

function differences(is: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  return [...new Set([...is.keys(), ...wanted.keys()])].flatMap((key) => {
    if (is.get(key) === wanted.get(key)) return [];
    if (!is.has(key)) return [`${key} is missing`];
    return [
      wanted.has(key) ? `${key} differs: ${excerpt(is.get(key), wanted.get(key))}` : `${key} should not be there`,
    ];
  });
}

function excerpt(is = '', wanted = ''): string {
  const at = [...is].findIndex((letter, index) => letter !== wanted[index]);
  return `…${is.slice(Math.max(0, at - 40), at + 40)}… instead of …${wanted.slice(Math.max(0, at - 40), at + 40)}…`;
}

/** What Helm, or the next change, would stumble over; empty when all that was begun has come to its end. */
export function unfinished(
  { revisions, notes, claimUids: _claim }: Truth,
  live: Live | readonly string[],
): readonly string[] {
  const problems = revisions.flatMap(({ revision, problem }) =>
    problem === undefined ? [] : [`record v${revision}: ${problem}`],
  );
  const journal = notes?.journal;
  if (journal) problems.push(`a journal of ${journal.verb} is left`);
  if (live === 'none' && revisions.length === 0)
    return notes === undefined ? problems : [...problems, 'notes on a release that is not there'];
  const deployed = revisions.filter(({ status }) => status === 'deployed');
  if (deployed.length !== 1) problems.push(`${deployed.length} revisions are deployed`);
  else if (deployed[0] !== revisions.at(-1))
    problems.push(`revision ${revisions.at(-1)?.revision} is ${revisions.at(-1)?.status}, and it is the newest`);
  const strange = revisions.filter(({ status }) => !['deployed', 'superseded', 'failed'].includes(status));
  problems.push(...strange.map(({ revision, status }) => `revision ${revision} is ${status}`));
  const isConsecutive = revisions.every(({ revision }, index) => revision === (revisions[0]?.revision ?? 0) + index);
  if (!isConsecutive)
    problems.push(`revisions ${revisions.map(({ revision }) => revision).join(', ')} are not consecutive`);
  // What could not be forgotten goes with the next change.
  if (revisions.length > HISTORY_LIMIT + 2) problems.push(`${revisions.length} revisions are kept`);
  if (notes === undefined) problems.push('no notes on a release that is there');
  return problems;
}
