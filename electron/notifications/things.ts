// The things that may be told: each problem of the verdict, or that the cluster cannot be reached.
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import { bodyOf, titleOf } from './words.ts';

/** What is seen of the chosen cluster now. */
export interface Sight {
  readonly cluster: { readonly id: string; readonly name: string };
  /** The tray's, in which silenced alerts are no problems. */
  readonly verdict: Verdict;
  /** False while what fires cannot be read: an alert that is missing then may fire all the same. */
  readonly areAlertsKnown: boolean;
}

/** How much a sight says of the problems: all, only that nothing answers, or nothing. */
export type Knowledge = 'known' | 'unreachable' | 'unknown';

/** One thing that is wrong. */
export interface Thing {
  /** The same for as long as it lasts, and when it comes back. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly isCritical: boolean;
  /** Whether it is more than a part that takes its time. */
  readonly isTrouble: boolean;
  readonly hasAlerts: boolean;
  readonly object?: ObjectRef;
}

/** The key of a cluster that cannot be reached: no problem's id has a space first. */
export const UNREACHABLE = ' unreachable';

/** What is to be thought of a sight's problems. A stack with a part of unknown health is known. */
export function knowledgeOf({ level, problems }: Verdict): Knowledge {
  if (level === 'unreachable') return 'unreachable';
  return level === 'unknown' && problems.length === 0 ? 'unknown' : 'known';
}

/** The things of a sight, most urgent first. */
export function thingsOf({ cluster, verdict }: Sight): Thing[] {
  if (verdict.level === 'unreachable') {
    const body = verdict.reason ?? verdict.sentence;
    const words = { title: titleOf(`${cluster.name} cannot be reached`), body: bodyOf([body]) };
    return [{ key: UNREACHABLE, ...words, isCritical: false, isTrouble: true, hasAlerts: false }];
  }
  return verdict.problems.map(({ id, tone, title, next, object, alerts }) => ({
    key: id,
    title: titleOf(title),
    body: bodyOf([next ?? `On cluster ${cluster.name}.`]),
    isCritical: tone === 'bad',
    isTrouble: tone !== 'info',
    hasAlerts: alerts.length > 0,
    ...(object === undefined ? {} : { object }),
  }));
}
