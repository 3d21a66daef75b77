// One line of a watch.
import { AppError } from '../../shared/errors.ts';
import { isRecord, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { parseBounded } from './bounded-json.ts';
import { faultOfObject } from './object-shape.ts';
import { refusal } from './refusal.ts';

/** A change of one object, or of what is kept of it. */
export interface ObjectEvent<T = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/** All is told up to this version; undefined where it does not say which. */
export interface Bookmark {
  readonly type: 'BOOKMARK';
  readonly resourceVersion: string | undefined;
}

/** An event, and how many values its JSON has. */
export interface WeighedEvent {
  readonly event: ObjectEvent | Bookmark;
  readonly values: number;
}

/**
 * Reads one line of a watch. `what` is for the messages.
 *
 * Throws `ApiError` for an error event (410: the server forgot what we knew last), `AppError` `unreachable` for a line
 * that is cut short, or no event of an object.
 */
export function parseWatchEvent(line: string, what: string): WeighedEvent {
  const { value, values } = parseLine(line, what);
  const { type, object } = isRecord(value) ? value : {};
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const fault = faultOfObject(object);
      if (fault !== undefined) throw strange(what, `has an event that no API server sends: it ${fault}`);
      return { event: { type, object: object as KubeObject }, values };
    }
    case 'BOOKMARK': {
      const { metadata } = isRecord(object) ? object : {};
      const resourceVersion = text(isRecord(metadata) ? metadata.resourceVersion : undefined);
      return { event: { type, resourceVersion: resourceVersion === '' ? undefined : resourceVersion }, values };
    }
    case 'ERROR': {
      const code = isRecord(object) && Number.isInteger(object.code) ? Number(object.code) : 500;
      throw refusal({ status: code, text: JSON.stringify(object ?? null), retryAfter: undefined, what });
    }
    default:
      throw strange(what, `sent a line that is no event (${line.length} characters): it was cut short`);
  }
}

function parseLine(line: string, what: string) {
  try {
    return parseBounded(line);
  } catch (error) {
    throw strange(what, `sent a line that is no event (${line.length} characters): it was cut short`, error);
  }
}

function strange(what: string, words: string, cause?: unknown): AppError {
  return new AppError('unreachable', `The watch of ${what} ${words}.`, {
    subject: what,
    ...(cause === undefined ? {} : { cause }),
  });
}
