// The rest of the demo's GPU: without work it is left alone after a while, and then falls asleep; or somebody keeps it asleep or awake:
// `gpu: asleep` or `gpu: awake` in the ConfigMap kube-system/odin-demo.
import { objectAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { IDLE_SPANS, secondsOfDay } from './gpu-day.ts';

/** So long a GPU without work is still asked, and so long it is left alone before it is suspended. */
const ASKED_SECONDS = 300;
const LEFT_ALONE_SECONDS = 120;

const CHOICES = ['asleep', 'awake', 'day'] as const;

/** `day`: as its work has it. */
export type GpuChoice = (typeof CHOICES)[number];

/** What was chosen, and from which time on (unix seconds); oldest first. Before all of them it is `day`. */
export type GpuSwitch = readonly { readonly from: number; readonly choice: GpuChoice }[];

/** The GPU as its gate sees it. `since` is in unix seconds. */
export interface GpuRest {
  readonly isSuspended: boolean;
  readonly isAsked: boolean;
  readonly since: number;
}

/** @param offsetSeconds local time minus UTC: days are the person's own */
export function restAt(seconds: number, offsetSeconds: number, gpuSwitch: GpuSwitch): GpuRest {
  const turn = gpuSwitch.findLast(({ from }) => from <= seconds);
  switch (turn?.choice) {
    case 'asleep':
      return { isSuspended: true, isAsked: false, since: turn.from };
    case 'awake':
      return { isSuspended: false, isAsked: true, since: turn.from };
    default:
      return restOfDay(seconds, offsetSeconds);
  }
}

function restOfDay(seconds: number, offsetSeconds: number): GpuRest {
  const time = secondsOfDay(seconds + offsetSeconds);
  const midnight = seconds - time;
  // Its day begins with the end of the last span of the day before.
  const woke = IDLE_SPANS.findLast(({ to }) => to <= time)?.to ?? (IDLE_SPANS.at(-1)?.to ?? 0) - 86_400;
  const span = IDLE_SPANS.find(({ from, to }) => from <= time && time < to);
  if (span === undefined || time < span.from + ASKED_SECONDS) {
    return { isSuspended: false, isAsked: true, since: midnight + woke };
  }
  const restedFrom = span.from + ASKED_SECONDS;
  const sleptFrom = restedFrom + LEFT_ALONE_SECONDS;
  const isSuspended = time >= sleptFrom;
  return { isSuspended, isAsked: false, since: midnight + (isSuspended ? sleptFrom : restedFrom) };
}

/** What is chosen in a cluster. */
export function switchedIn(store: Store): GpuChoice {
  const config = store.get(resourceOf('ConfigMap'), 'kube-system', 'odin-demo');
  const { gpu } = objectAt(config, 'data');
  return CHOICES.find((choice) => choice === gpu) ?? 'day';
}

/** The switch after somebody has turned it; the same where nobody did. */
export function turned(before: GpuSwitch, choice: GpuChoice, nowSeconds: number): GpuSwitch {
  return (before.at(-1)?.choice ?? 'day') === choice ? before : [...before, { from: Math.floor(nowSeconds), choice }];
}
