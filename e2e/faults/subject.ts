// The release that meets faults: two healthy states that are upgrades of each other, and a third that can never become healthy.
import type { Desired } from '../../electron/release/wanted/desired.ts';

export type State = 'a' | 'b';

export function other(state: State): State {
  return state === 'a' ? 'b' : 'a';
}

export interface Subject {
  /** The release's name. */
  readonly release: string;
  /** How long its objects may take to become healthy. */
  readonly verifyMs: number;
  desired(state: State, namespace: string): Desired;
  /** `state` with an object that fails. */
  hopeless(state: State, namespace: string): Desired;
}

/** The versions of the healthy states. */
export const VERSIONS: Readonly<Record<State, string>> = { a: '1.0.0', b: '2.0.0' };
