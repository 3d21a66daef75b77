// A finding: what is said of one link before it is known what the links before it are.
import type { DoctorEvidence, DoctorLink } from '../../shared/model/doctor.ts';
import type { Fact } from '../node-files/fact.ts';

export type Finding = Omit<DoctorLink, 'name' | 'because' | 'state'> & {
  readonly state: Exclude<DoctorLink['state'], 'behind'>;
};

type Details = Partial<Pick<Finding, 'cause' | 'meaning' | 'fixes' | 'repair'>>;

const LONGEST = 300;

export function ok(sentence: string, ...evidence: readonly DoctorEvidence[]): Finding {
  return { state: 'ok', sentence, evidence: [...evidence], fixes: [] };
}

export function notNeeded(sentence: string, details: Details = {}): Finding {
  return { state: 'notNeeded', sentence, evidence: [], fixes: [], ...details };
}

/** Nothing is known, for the reasons of the facts that were not read. */
export function unknown(sentence: string, ...facts: readonly (Fact<unknown> | undefined)[]): Finding {
  const evidence = facts.flatMap((fact) => (fact !== undefined && 'unread' in fact ? [seen(fact, fact.unread)] : []));
  return { state: 'unknown', sentence, evidence, fixes: [] };
}

/** @param cause the case, as scripts name it */
export function broken(
  cause: string,
  sentence: string,
  evidence: readonly DoctorEvidence[],
  details: Omit<Details, 'cause'>,
): Finding {
  return { state: 'broken', cause, sentence, evidence: [...evidence], fixes: [], ...details };
}

/** What was read at a fact's place, in one bounded line. */
export function seen({ from }: Pick<Fact<unknown>, 'from'>, says: string): DoctorEvidence {
  const line = says.replace(/\s+/g, ' ').trim();
  return { from, says: line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line };
}

/** Of links that read K3s' own files. */
export const RESTART_K3S = {
  what: 'Restart K3s, which looks for runtimes at its start alone',
  command: 'sudo systemctl restart k3s',
};

/** `1 GPU`, `2 GPUs`. */
export function gpuCount(count: number): string {
  return count === 1 ? '1 GPU' : `${count} GPUs`;
}
