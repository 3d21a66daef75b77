// A pod that no node takes: the most telling of the scheduler's reasons, in words.
import { namedMissing } from './named-missing.ts';
import { plainWords } from './words.ts';

interface Reason {
  readonly words: RegExp;
  readonly tell: (match: RegExpExecArray) => string;
}

/** Most telling first. Source: https://kubernetes.io/docs/concepts/scheduling-eviction/ and the messages of kube-scheduler. */
const REASONS: readonly Reason[] = [
  { words: /no nodes available|\b0\/0 nodes/, tell: () => 'the cluster has no node' },
  { words: /Insufficient \S*gpu/i, tell: () => 'no node has a free GPU' },
  { words: /Insufficient memory/, tell: () => 'no node has enough free memory' },
  { words: /Insufficient cpu/, tell: () => 'no node has enough free CPU' },
  { words: /Insufficient ephemeral-storage/, tell: () => 'no node has enough free disk' },
  { words: /Insufficient ([\w./-]{1,60})/, tell: ([, resource]) => `no node has enough free ${resource}` },
  { words: /Too many pods/, tell: () => 'each node has as many pods as it may have' },
  { words: /disk-pressure/, tell: () => 'the node’s disk is nearly full' },
  { words: /memory-pressure/, tell: () => 'the node’s memory is nearly used up' },
  { words: /node\.kubernetes\.io\/(not-ready|unreachable)/, tell: () => 'the node is not ready' },
  { words: /untolerated taint\(?s?\)? \{?([\w./-]{1,80})/, tell: ([, key]) => `the taint ${key} keeps it away` },
  { words: /were unschedulable|node\.kubernetes\.io\/unschedulable/, tell: () => 'the node takes no new pods' },
  { words: /volume node affinity/, tell: () => 'its volume is on another node' },
  { words: /affinity|selector/, tell: () => 'no node has the labels that it asks for' },
  { words: /free ports/, tell: () => 'the port that it needs on the node is taken' },
];

/** "no node has enough free memory". Whose scheduler says something else is quoted. */
export function placeWords(message: string): string {
  // What preempting others would do repeats the reasons.
  const [said = ''] = message.slice(0, 4_000).split('preemption:');
  const missing = namedMissing(said);
  if (missing !== undefined) return missing;
  for (const { words, tell } of REASONS) {
    const match = words.exec(said);
    if (match !== null) return tell(match);
  }
  return plainWords(said.replace(/^\d+\/\d+ nodes are available: */, ''));
}

/** Whether it is a GPU that no node has. */
export function isAboutGpu(message: string): boolean {
  return /Insufficient \S*gpu/i.test(message);
}
