// Writes whose outcome is unknown: read again what became of it, then repeat. Everything here is idempotent.
import { AppError } from '../../../shared/errors.ts';
import { ApiError } from '../../kube/api-error.ts';
import { pause } from './pause.ts';
import { isAboutObject } from './refusal-sentence.ts';

/** Waits between tries, in ms; one try more than there are waits. */
const WAITS_MS: readonly number[] = [200, 800, 2_000, 4_000];

/**
 * Runs `write` until it has an outcome. After an answer that leaves it open (connection lost, time-out, 5xx), and after a
 * 429, it waits, as long as the server asks, and repeats.
 */
export function repeated<T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return repeatedUnlessDone(write, async () => undefined, signal);
}

/** The same for a write that must not be done twice: `outcome` looks whether it was carried out after all. */
export async function repeatedUnlessDone<T>(
  write: () => Promise<T>,
  outcome: () => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T> {
  for (const waitMs of [...WAITS_MS, undefined]) {
    try {
      return await write();
    } catch (error) {
      if (waitMs === undefined || signal.aborted || !isOpen(error)) throw error;
      const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
      await pause(Math.max(waitMs, asked), signal);
      const result = await outcome();
      if (result !== undefined) return result;
    }
  }
  throw new AppError('internal', 'a bounded loop ended without an outcome');
}

/** Whether it is not known what became of a request, or it was not carried out for now. */
function isOpen(error: unknown): boolean {
  if (error instanceof ApiError) {
    if ([429, 502, 503, 504].includes(error.status)) return true;
    return error.status === 500 && !isAboutObject(error.message);
  }
  return error instanceof AppError && error.code === 'unreachable';
}
