// Sleep as the gate before the exporter tells it: a GPU that sleeps gives no numbers, and nothing is broken for that.
import { isAsleepStatus, isDate } from '../../shared/model/gpu-exporters/gate.ts';
import { readOf } from '../node-files/fact.ts';
import type { Facts, GateGpu } from './facts.ts';

/** `asleep`: every GPU. `leftAlone`: the exporter is asked for none, so that they can fall asleep. */
export interface Rest {
  readonly kind: 'asleep' | 'leftAlone';
  /** Ms since the epoch. */
  readonly since?: number;
}

/** Undefined while a GPU is asked for, and where nobody tells. */
export function restOf({ page, prometheus }: Facts): Rest | undefined {
  const told = readOf(page)?.gate ?? [];
  const gpus = told.length > 0 ? told : (readOf(prometheus?.series)?.gate ?? []);
  if (gpus.length === 0 || gpus.some(({ isAsked }) => isAsked)) return undefined;
  const since = lastOf(gpus);
  const kind = gpus.every(({ state }) => isAsleepStatus(state)) ? 'asleep' : 'leftAlone';
  return { kind, ...(since === undefined ? {} : { since: since * 1000 }) };
}

/** Since when it holds for all of them. */
function lastOf(gpus: readonly GateGpu[]): number | undefined {
  const times = gpus.map(({ since }) => since);
  return times.every((since) => since !== undefined && isDate(since)) ? Math.max(...(times as number[])) : undefined;
}

/** The sentence of a link that has nothing to tell for it. */
export function restSentence({ kind }: Rest): string {
  return kind === 'asleep'
    ? 'The GPU is asleep, and is left so: there are no numbers meanwhile.'
    : 'The GPU is idle, and left alone so that it can fall asleep: there are no numbers meanwhile.';
}
