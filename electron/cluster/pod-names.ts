// The names that the pods of a workload have, also of those that were replaced: as Kubernetes makes them.
// Sources: https://github.com/kubernetes/apiserver/blob/master/pkg/storage/names/generate.go,
// https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
import type { ObjectRef } from '../../shared/model/object-ref.ts';

/** What random parts of names are made of: no vowels, so that no word comes out. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';

/** A made name ends with so many random characters, and what is before them is cut off here. */
const SUFFIX = `${RANDOM}{5}`;
const LONGEST_BASE = 58;

const HASH = `-${RANDOM}{1,10}`;
const NUMBER = '-[0-9]{1,10}';

const DNS_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** What stands between a workload's name and the random end of its pods' names; null where they have no such end. */
const BETWEEN: Readonly<Record<string, string | null>> = {
  'apps/v1 Deployment': `${HASH}-`,
  'apps/v1 ReplicaSet': '-',
  'apps/v1 DaemonSet': '-',
  'apps/v1 StatefulSet': null,
  'batch/v1 Job': `(?:${NUMBER})?-`,
  'batch/v1 CronJob': `${NUMBER}(?:${NUMBER})?-`,
};

/**
 * A regular expression that matches the whole name of each pod of an object and of no other workload's, in the syntax that
 * RE2 and JavaScript share; undefined where the object makes no pods, or has no name that it could have.
 */
export function podNamesOf({ apiVersion, kind, name }: ObjectRef): string | undefined {
  if (!DNS_NAME.test(name)) return undefined;
  const literal = name.replaceAll('.', '[.]');
  const key = `${apiVersion} ${kind}`;
  if (key === 'v1 Pod') return literal;
  const between = BETWEEN[key];
  if (between === undefined) return undefined;
  if (between === null) return `${literal}${NUMBER}`;
  if (name.length < LONGEST_BASE - longestOf(kind)) return `${literal}${between}${SUFFIX}`;
  return `${name.slice(0, LONGEST_BASE).replaceAll('.', '[.]')}[a-z0-9-]{0,${longestOf(kind)}}${SUFFIX}`;
}

/** The characters that may stand between. */
function longestOf(kind: string): number {
  switch (kind) {
    case 'Deployment':
    case 'Job':
      return 12;
    case 'CronJob':
      return 23;
    default:
      return 1;
  }
}
