// Opens a tunnel for somebody who waits: a pod that is being replaced is back within seconds.
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { abortable } from '../kube/abortable.ts';
import { onAbort } from '../kube/on-abort.ts';
import type { TunnelOpener } from './probe.ts';

/** How long a browser is kept waiting for a pod that is being replaced. */
export const PATIENCE_MS = 10_000;
const RETRY_MS = 300;

/**
 * Tries until a tunnel is open, which then lives no longer than `gone`; `tell` hears of each that could not be opened.
 *
 * Throws the last reason when the patience is over or `gone` aborts.
 */
export async function openPatiently(
  open: TunnelOpener,
  tell: (error: unknown) => void,
  patienceMs: number,
  gone: AbortSignal,
): Promise<Duplex> {
  // Not `AbortSignal.timeout`: a tunnel lives no longer than the signal that it was opened with.
  const attempts = new AbortController();
  const timer = setTimeout(() => attempts.abort(), patienceMs);
  const unfollow = onAbort(gone, () => attempts.abort());
  let tunnel: Duplex | undefined;
  let reason: unknown;
  try {
    while (!attempts.signal.aborted) {
      try {
        tunnel = await abortable(open(attempts.signal), attempts.signal);
        return tunnel;
      } catch (error) {
        if (attempts.signal.aborted) break;
        tell(error);
        reason = error;
      }
      await sleep(RETRY_MS, undefined, { signal: attempts.signal }).catch(() => undefined);
    }
    throw reason ?? new AppError('unavailable', `No pod could be reached within ${patienceMs / 1000} s.`);
  } finally {
    clearTimeout(timer);
    if (tunnel === undefined || tunnel.closed) unfollow();
    else tunnel.once('close', unfollow);
  }
}
