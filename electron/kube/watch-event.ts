// One line of a watch.
import { AppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Status } from './api-error.ts';
import { refusal } from './refusal.ts';

/** A change of one object. */
export interface ObjectEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

type Line =
  | ObjectEvent
  | { readonly type: 'BOOKMARK'; readonly object: KubeObject }
  | { readonly type: 'ERROR'; readonly object: Status };

/**
 * Reads one line of a watch. `what` is for the messages.
 *
 * Throws `ApiError` for an error event (410: the server forgot what we knew last), `AppError` `unreachable` for a line
 * that is cut short.
 */
export function parseWatchEvent(line: string, what: string): Exclude<Line, { type: 'ERROR' }> {
  const event = parseLine(line, what);
  if (event.type !== 'ERROR') return event;
  throw refusal({ status: event.object.code ?? 500, text: JSON.stringify(event.object), retryAfter: undefined, what });
}

function parseLine(line: string, what: string): Line {
  try {
    const parsed: unknown = JSON.parse(line);
    if (isLine(parsed)) return parsed;
  } catch {
    // said below
  }
  const message = `The watch of ${what} sent a line that is no event (${line.length} characters): it was cut short.`;
  throw new AppError('unreachable', message, { subject: what });
}

function isLine(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && 'type' in value && 'object' in value;
}
