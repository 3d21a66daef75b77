// `odin events`: what Kubernetes reported lately, of the stack or of one object.
import type { ObjectEvent } from '../../shared/model/inspection.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { age } from './age.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { objectNamed } from './object-named.ts';
import type { Block } from './table.ts';
import { toned } from './tone.ts';

export interface EventsOptions {
  readonly namespace?: string;
}

/** @param word as in {@link objectNamed}. Default: everything in the namespace */
export async function runEvents(
  invocation: Invocation,
  word: string | undefined,
  { namespace = STACK_NAMESPACE }: EventsOptions,
): Promise<number> {
  const { console, signal } = invocation;
  const events = await withSession(invocation, async (session) => {
    const { overview } = await session.watch.first(signal);
    const about = word === undefined ? undefined : objectNamed(word, namespace, overview);
    return session.events(namespace, about, signal);
  });
  console.result(events, eventsText(events, Date.now()));
  return EXIT.ok;
}

/** A table, the newest first. */
export function eventsText(events: readonly ObjectEvent[], now: number): Block[] {
  if (events.length === 0) return ['Nothing was reported lately.'];
  const rows = events.map(({ type, reason, message, count, firstAt, lastAt, source = '', object }) => [
    lastAt === undefined ? '-' : age(now - lastAt),
    firstAt === undefined ? '-' : age(now - firstAt),
    toned(type === 'Warning' ? 'warn' : 'none', type),
    reason,
    `${object.kind}/${object.name}`,
    source,
    count > 1 ? `${message} (${count} times)` : message,
  ]);
  const heading = ['LAST', 'FIRST', 'TYPE', 'REASON', 'ABOUT', 'FROM', 'MESSAGE'];
  return [{ heading, rows, wideOnly: ['FIRST', 'FROM'] }];
}
