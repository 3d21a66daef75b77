// The outcome of one check, before it has its name.
import type { HostCheck } from '../../../shared/model/host-check.ts';
import type { Fact } from '../../node-files/fact.ts';

export type Outcome = Omit<HostCheck, 'name'>;

export function ok(sentence: string): Outcome {
  return { level: 'ok', sentence, commands: [] };
}

export function warning(sentence: string, ...commands: readonly string[]): Outcome {
  return { level: 'warning', sentence, commands: [...commands] };
}

export function blocker(sentence: string, ...commands: readonly string[]): Outcome {
  return { level: 'blocker', sentence, commands: [...commands] };
}

/** Judges what was read; what was not is unknown, with its reason. */
export function judged<T>(fact: Fact<T>, judge: (value: T) => Outcome): Outcome {
  return 'value' in fact ? judge(fact.value) : { level: 'unknown', sentence: fact.unread, commands: [] };
}
