// Sentences of a runtime, a quota, an admission rule or the kubelet that refuses or ends a pod, in a few words.
import { plainWords } from './words.ts';

/** Why a container's program cannot run at all; undefined where the words are the program's own. */
export function startWords(said: string): string | undefined {
  if (/exec format error/i.test(said)) return 'its program is made for another processor';
  const program = /exec: "([^"]{1,80})"/.exec(said)?.[1];
  if (program === undefined) return undefined;
  if (/permission denied/i.test(said)) return `${program} may not be executed`;
  return /not found|no such file/i.test(said) ? `its image has no program ${program}` : undefined;
}

/** "quota small allows no more pods". */
export function quotaWords(said: string): string {
  const [, quota, resource] = /exceeded quota: ([\w.-]{1,80}), requested: ([\w./-]{1,60})=/.exec(said) ?? [];
  if (quota === undefined || resource === undefined) return plainWords(withoutSubject(said)) || 'a quota is used up';
  return `quota ${quota} allows no more ${resource}`;
}

/** Which rule of the cluster refuses a pod, and what it says. */
export function admissionWords(said: string): string {
  const level = /violates PodSecurity "([^":]{1,40})/.exec(said)?.[1];
  if (level !== undefined) return `the namespace takes only pods of security level ${level}`;
  const [, webhook, words = ''] = /admission webhook "([^"]{1,100})" denied the request: ?([\s\S]*)/.exec(said) ?? [];
  if (webhook !== undefined) return `${webhook} says ${plainWords(words) || 'no'}`;
  return plainWords(withoutSubject(said)) || 'a rule of the cluster forbids it';
}

/** Why a pod was ended from outside: "the node was low on memory". */
export function endWords(said: string): string {
  const resource = /low on resource: ([\w-]{1,40})/.exec(said)?.[1];
  if (resource !== undefined) return `the node was low on ${resource}`;
  const words = plainWords(said.replace(/^Evicted: /, ''));
  return words === '' ? 'its containers ended' : words;
}

/** `640 MiB` for Kubernetes' `640Mi`; what it does not know stays. */
export function bytes(quantity: string): string {
  const [, amount, unit] = /^(\d{1,12}(?:\.\d{1,3})?)([KMGT])i$/.exec(quantity) ?? [];
  return amount === undefined ? plainWords(quantity) : `${amount} ${unit}iB`;
}

function withoutSubject(said: string): string {
  return said.replace(/^pods? "[^"]*" is forbidden: */, '');
}
