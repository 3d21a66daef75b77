// A plan as a person thinks of it: each object with the part that it belongs to, and what all of it comes to.
import { refKey } from '../../shared/model/object.ts';
import type { Change, Plan } from '../../shared/model/plan.ts';
import type { TitleOf } from '../cluster/part-title.ts';
import type { Expiry } from '../stack/expiries.ts';
import { isWorkload, planSentence } from './plan-sentence.ts';

/** No name that Kubernetes takes is longer; those of a record may be. */
const LONGEST_NAME = 253;

/** ODIN's names of what no namespace holds begin so: `odin-prometheus`. */
const OWN_PREFIX = 'odin-';

/** `plan` with parts, its sentence and what expires by it; what is confirmed by its hash is the same. */
export function describedPlan(plan: Plan, titleOf: TitleOf, expiries: readonly Expiry[] = []): Plan {
  const changes = withParts(plan.changes, titleOf);
  const told = { ...plan, changes, sentence: planSentence({ ...plan, changes }) };
  return expiries.length === 0 ? told : withExpiries(told, expiries);
}

/** Data that goes by itself is said in the sentence and at its object, and asked about as any other that goes. */
function withExpiries(plan: Plan & { readonly sentence: string }, expiries: readonly Expiry[]): Plan {
  const sentences = expiries.map(({ sentence }) => sentence);
  const dangerOf = ({ ref, danger }: Change): string | undefined => {
    const own = expiries.filter(({ key }) => key === refKey(ref)).map(({ sentence }) => sentence);
    return own.length === 0 ? danger : [...(danger === undefined ? [] : [danger]), ...own].join(' ');
  };
  return {
    ...plan,
    changes: plan.changes.map((change) => {
      const danger = dangerOf(change);
      return danger === undefined ? change : { ...change, danger };
    }),
    sentence: [plan.sentence, ...sentences].join(' '),
    stakes: { losses: [], grants: [], ...plan.stakes, expiries: sentences },
  };
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
