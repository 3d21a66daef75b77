// The LogQL that finds the lines of a source, made of names and of what a person seeks. Source: https://grafana.com/docs/loki/latest/query/
import { RE2JS } from 're2js';
import { assertNever } from '../../shared/assert-never.ts';
import { AppError } from '../../shared/errors.ts';
import type { LogSource } from '../../shared/model/log-line.ts';
import type { LogSought } from '../../shared/model/log-past.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { isSegment } from '../kube/discovery.ts';

/** The letters that Kubernetes makes names of. Source: k8s.io/apimachinery/pkg/util/rand */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';

/** The hash of a Deployment's pods: a number of 32 bits, a letter a digit. */
const HASH = `${RANDOM}{6,10}`;
const SUFFIX = `${RANDOM}{5}`;

/** More of a name is left out before a suffix is made. Source: k8s.io/apiserver/pkg/storage/names */
const LONGEST_BASE = 58;
/** What of such a name stands in all of its pods' names, behind which a hash may be cut. */
const SURE_OF_BASE = 46;

/** The names of pods, by what makes them: its own name is escaped already. */
const POD_NAMES: Readonly<Record<string, (name: string) => string>> = {
  Pod: (name) => name,
  Deployment: (name) => `${name}-${HASH}-${SUFFIX}`,
  ReplicaSet: (name) => `${name}-${SUFFIX}`,
  DaemonSet: (name) => `${name}-${SUFFIX}`,
  StatefulSet: (name) => `${name}-[0-9]+`,
  // Those of an indexed one have their number.
  Job: (name) => `${name}-([0-9]+-)?${SUFFIX}`,
};

/** Where the stack is, and what of it makes pods. */
export interface StackNames {
  readonly namespace: string;
  readonly workloads: readonly ObjectRef[];
}

/**
 * The selector of all lines of `source`, by the labels that Alloy gives them.
 *
 * Throws `AppError` `badInput` for a name that no object can have, `unsupported` for a kind that makes no pods.
 */
export function selectorOf(source: LogSource, container: string | undefined, stack: StackNames): string {
  const inside = container === undefined ? [] : [`container=${quoted(container)}`];
  return `{${[...podsOf(source, stack), ...inside].join(', ')}}`;
}

/**
 * The filter that leaves the lines which have what is sought, to stand behind a selector; empty where nothing is. It sees a line as it was
 * written, with its colour codes.
 *
 * Throws `AppError` `badInput` for a regular expression that RE2 does not know.
 */
export function filterOf(sought: LogSought | undefined): string {
  if (sought === undefined) return '';
  const { as, text } = sought;
  if (as === 'words') return ` |~ ${quoted(`(?i)${escaped(text)}`)}`;
  try {
    RE2JS.compile(`(?i)${text}`);
  } catch {
    throw new AppError(
      'badInput',
      'Loki does not know this regular expression: it has none that look ahead, look behind or refer back, nor \\u.',
    );
  }
  return ` |~ ${quoted(`(?i)${text}`)}`;
}

function podsOf(source: LogSource, { namespace, workloads }: StackNames): readonly string[] {
  switch (source.of) {
    case 'stack': {
      const patterns = workloads.filter(({ kind }) => Object.hasOwn(POD_NAMES, kind)).map(patternOf);
      const pods = patterns.length === 0 ? [] : [`pod=~${quoted(patterns.join('|'))}`];
      return [`namespace=${quoted(namespace)}`, ...pods];
    }
    case 'object': {
      const { object } = source;
      const pattern = patternOf(object);
      const pod = object.kind === 'Pod' ? `pod=${quoted(object.name)}` : `pod=~${quoted(pattern)}`;
      return [`namespace=${quoted(object.namespace ?? '')}`, pod];
    }
    default:
      return assertNever(source);
  }
}

/** A regular expression of RE2 that is the whole name of each of its pods. */
function patternOf(ref: ObjectRef): string {
  const { kind, name, namespace = '' } = ref;
  if (!isSegment(namespace) || !isSegment(name)) {
    throw new AppError('badInput', `${formatRef(ref)} is no name that an object can have.`);
  }
  const namesOf = Object.hasOwn(POD_NAMES, kind) ? POD_NAMES[kind] : undefined;
  if (namesOf === undefined) {
    throw new AppError('unsupported', `${kind} has no log of its own: open the log of a pod or a workload.`);
  }
  const isCut = kind !== 'Pod' && kind !== 'StatefulSet' && name.length > SURE_OF_BASE;
  if (!isCut) return namesOf(escaped(name));
  return `${escaped(name.slice(0, SURE_OF_BASE))}[a-z0-9.-]{0,${LONGEST_BASE - SURE_OF_BASE}}${SUFFIX}`;
}

/** A text that a regular expression of RE2 takes as it is. Source: Go's regexp.QuoteMeta */
function escaped(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** A text as a string of LogQL, which are Go's: nothing in it ends it. What no Go string can hold becomes U+FFFD. */
export function quoted(text: string): string {
  const inside = text.replaceAll(/["\\\p{Cc}\p{Cs}]/gu, (mark) => {
    if (mark === '"' || mark === '\\') return `\\${mark}`;
    const code = /\p{Cs}/u.test(mark) ? 0xfffd : mark.charCodeAt(0);
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${inside}"`;
}
