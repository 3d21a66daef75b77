// The list of what a log can be of: the stack and its parts, then the workloads and pods of the cluster. Pure.
import { hasLog } from '../../../shared/model/log-bounds.ts';
import type { LogSource } from '../../../shared/model/log-line.ts';
import { nameOfObject } from '../../../shared/model/object-name.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Overview } from '../../../shared/model/overview.ts';
import { logsPageText } from '../../text/logs.ts';
import { matches } from '../../ui/matches.ts';

/** More than a person reads: the rest is found by a part of its name. */
export const MOST_SHOWN = 60;

export interface SourceOption {
  readonly key: string;
  readonly source: LogSource;
  readonly name: string;
  readonly detail: string;
}

export interface SourceGroups {
  readonly stack: readonly SourceOption[];
  readonly cluster: readonly SourceOption[];
  /** Of the cluster, what is found and not listed. */
  readonly more: number;
}

/** What has `typed` in its name, namespace or kind. What is a part of the stack is not listed again. */
export function sourcesIn(
  overview: Pick<Overview, 'parts' | 'installed'> | null | undefined,
  objects: readonly ObjectRef[],
  typed: string,
): SourceGroups {
  const parts = (overview?.parts ?? []).filter(({ object }) => hasLog(object.kind));
  const stack: readonly SourceOption[] = [
    ...(overview?.installed
      ? [{ key: 'stack', source: { of: 'stack' } as const, name: logsPageText.stack, detail: '' }]
      : []),
    ...parts.map(({ title, object }) => ({ ...optionOf(object), name: title, detail: object.kind })),
  ];
  const known = new Set(stack.map(({ key }) => key));
  const found = objects
    .filter(({ kind, name, namespace }) => hasLog(kind) && matches(typed, [name, namespace, kind]))
    .map(optionOf)
    .filter(({ key }) => !known.has(key))
    .sort((left, right) => left.name.localeCompare(right.name) || left.detail.localeCompare(right.detail));
  return {
    stack: stack.filter(({ name, detail, key }) => matches(typed, [name, detail, key])),
    cluster: found.slice(0, MOST_SHOWN),
    more: Math.max(0, found.length - MOST_SHOWN),
  };
}

/** The name of what a log is of, as its button has it. */
export function nameOfSource(source: LogSource, overview: Pick<Overview, 'parts'> | null | undefined): string {
  if (source.of === 'stack') return logsPageText.stack;
  const key = nameOfObject(source.object);
  return overview?.parts.find(({ object }) => nameOfObject(object) === key)?.title ?? source.object.name;
}

function optionOf(object: ObjectRef): SourceOption {
  const { kind, namespace = '', name } = object;
  return { key: nameOfObject(object), source: { of: 'object', object }, name, detail: `${kind} · ${namespace}` };
}
