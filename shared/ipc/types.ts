// The types that both sides derive from the contract.
import type { z } from 'zod';
import type { ErrorFacts } from '../errors.ts';
import type { calls, events } from './contract.ts';

export type CallName = keyof typeof calls;
export type Input<K extends CallName> = z.infer<(typeof calls)[K]['input']>;
export type Output<K extends CallName> = z.infer<(typeof calls)[K]['output']>;

export type EventName = keyof typeof events;
/** The events whose payload is a whole new value; what is told of a stream, and that a link waits, is not. */
export type ValueEventName = Exclude<EventName, 'streams.message' | 'app.linkWaits'>;
export type Payload<K extends EventName> = z.infer<(typeof events)[K]>;

/** One handler for each call; a missing one does not compile. `signal` aborts when the page cancels or goes away. */
export type Handlers = {
  readonly [K in CallName]: (input: Input<K>, signal: AbortSignal) => Output<K> | Promise<Output<K>>;
};

/** How an answer crosses the border: errors are values here, and are thrown again by the page's client. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorFacts };

/** What the preload script puts on `window.odin`, and nothing else. */
export interface Bridge {
  /** Resolves always; `id` is the caller's, unique, for {@link Bridge.cancel}. */
  call(name: string, input: unknown, id: string): Promise<Reply>;
  cancel(id: string): void;
  /** Returns its undo. */
  on(name: string, listener: (payload: unknown) => void): () => void;
}

/** The IPC channels, the only three. */
export const CHANNELS = { call: 'odin:call', cancel: 'odin:cancel', event: 'odin:event' } as const;
