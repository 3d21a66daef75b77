// The entries of a log: lines, and what happened between lines.
import type { LogLine } from '../../shared/model/log-line.ts';

/** A line, or what happened between lines. */
export type Entry =
  | {
      readonly kind: 'line';
      readonly line: LogLine;
      /** Of its level; without one that of the line before it from there: a stack trace is a part of its error. */
      readonly rank: number;
      /** Characters that were cut from its end. */
      readonly cut: number;
    }
  | { readonly kind: 'notice'; readonly at: number; readonly sentence: string };

/** Where a line is from, as a key. */
export const sourceOf = ({ pod, container }: Pick<LogLine, 'pod' | 'container'>) => `${pod}/${container}`;
