// A plan as a person thinks of it: each object with the part that it belongs to, and what all of it comes to.
import type { Change, Plan } from '../../shared/model/plan.ts';
import type { TitleOf } from '../cluster/part-title.ts';
import { isWorkload, planSentence } from './plan-sentence.ts';

/** No name that Kubernetes takes is longer; those of a record may be. */
const LONGEST_NAME = 253;

/** ODIN's names of what no namespace holds begin so: `odin-prometheus`. */
const OWN_PREFIX = 'odin-';

/** `plan` with parts and its sentence; what is confirmed by its hash is the same. */
export function describedPlan(plan: Plan, titleOf: TitleOf): Plan {
  const changes = withParts(plan.changes, titleOf);
  return { ...plan, changes, sentence: planSentence({ ...plan, changes }) };
}

/** With their parts, by their names: what is called as a workload, or as that and more (`grafana-data`), belongs to it. */
export function withParts<T extends Pick<Change, 'ref' | 'part'>>(changes: readonly T[], titleOf: TitleOf): T[] {
  const workloads = new Set(changes.filter(isWorkload).map(({ ref }) => ref.name));
  const titleFor = (name: string): string | undefined => {
    if (workloads.has(name)) return titleOf(name) ?? name;
    // A part that is not here may have left something behind. What has no title of its own is no part.
    const title = titleOf(name);
    return title === name ? undefined : title;
  };
  return changes.map((change) => {
    const { name } = change.ref;
    const part = longestPrefix(name, titleFor) ?? longestPrefix(withoutPrefix(name), titleFor);
    return part === undefined ? change : { ...change, part };
  });
}

function longestPrefix(name: string, titleFor: (name: string) => string | undefined): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const words = name.split('-');
  for (let length = words.length; length > 0; length--) {
    const title = titleFor(words.slice(0, length).join('-'));
    if (title !== undefined) return title;
  }
  return undefined;
}

function withoutPrefix(name: string): string {
  return name.startsWith(OWN_PREFIX) ? name.slice(OWN_PREFIX.length) : name;
}
