// The address of a log on its page: `#/logs?of=Deployment/monitoring/grafana&container=grafana&last=6h`. Pure.
import { hasLog, isLogSpan, LONGEST_CONTAINER, type LogSpan } from '../../shared/model/log-bounds.ts';
import type { LogSource } from '../../shared/model/log-line.ts';
import { nameOfObject, objectNamed } from '../../shared/model/object-name.ts';
import { ownOf } from './object-address.ts';

/** The names of the stack's own source, which no object has. */
const STACK = 'stack';

/** A log, and where in it. */
export interface LogPlace {
  readonly source: LogSource;
  readonly container?: string | undefined;
  /** Whether the log of the run before is meant. */
  readonly previous?: boolean | undefined;
  /** How far back; default: as far as is read at once. */
  readonly last?: LogSpan | undefined;
  /** A moment to look at instead, in ms since the epoch. */
  readonly at?: number | undefined;
}

/** The address of a log. */
export function logAddress({ source, container, previous, last, at }: LogPlace): string {
  const query = new URLSearchParams({ of: source.of === 'stack' ? STACK : nameOfObject(source.object) });
  if (container !== undefined) query.set('container', container);
  if (previous === true) query.set('previous', '');
  if (last !== undefined) query.set('last', last);
  if (at !== undefined) query.set('at', new Date(at).toISOString());
  return `#/logs?${query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}

/** The log that an address names; undefined where it names none. What it says of an object that is opened beside it does not count. */
export function logPlaceIn(hash: string): LogPlace | undefined {
  if (!hash.startsWith('#/logs?')) return undefined;
  const query = ownOf(hash);
  const of = query.get('of') ?? '';
  const object = of === STACK ? undefined : objectNamed(of);
  if (of !== STACK && (object === undefined || !hasLog(object.kind))) return undefined;
  const container = query.get('container')?.slice(0, LONGEST_CONTAINER);
  const span = query.get('last') ?? '';
  const at = Date.parse(query.get('at') ?? '');
  return {
    source: object === undefined ? { of: 'stack' } : { of: 'object', object },
    ...(container ? { container } : {}),
    ...(query.has('previous') ? { previous: true } : {}),
    ...(isLogSpan(span) ? { last: span } : {}),
    ...(at > 0 ? { at } : {}),
  };
}
