// Makes facts: of what was read, or of the reason why it was not.
import { toAppError } from '../../shared/errors.ts';
import type { Fact } from './fact.ts';

/** Waits for a value. Throws only where `signal` was aborted, as every reading then ends. */
export async function factOf<T>(from: string, signal: AbortSignal, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { from, value: await read() };
  } catch (error) {
    signal.throwIfAborted();
    return { from, unread: toAppError(error).message };
  }
}

/** The same for what is read at once. */
export function factAt<T>(from: string, read: () => T): Fact<T> {
  try {
    return { from, value: read() };
  } catch (error) {
    return { from, unread: toAppError(error).message };
  }
}
