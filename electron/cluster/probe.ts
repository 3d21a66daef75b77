// Asks a service over a tunnel whether it is well: an open socket alone proves nothing.
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import { Deadline } from '../kube/deadline.ts';

/** A healthy service answers its health page at once; one that takes longer than this is not usable. */
const PROBE_TIMEOUT_MS = 5_000;

/** Opens a new tunnel to the service. */
export type TunnelOpener = (signal: AbortSignal) => Promise<Duplex>;

/** What is asked: the service, for the messages, and a path of it that answers 2xx when it is well. */
export interface ProbeTarget {
  /** `Service monitoring/prometheus`. */
  readonly subject: string;
  readonly path: string;
}

/**
 * Resolves when GET `path` answers with 2xx.
 * @throws AppError `unavailable`: no answer, not in time, or another status; and what `open` throws.
 */
export async function probe(open: TunnelOpener, { subject, path }: ProbeTarget, signal: AbortSignal): Promise<void> {
  const deadline = new Deadline(PROBE_TIMEOUT_MS, signal);
  try {
    const tunnel = await open(deadline.signal);
    tunnel.on('error', () => {}); // told by the request while there is one
    try {
      const status = await get(tunnel, path, deadline.signal);
      if (status < 200 || status > 299) {
        throw new AppError('unavailable', `${subject} answers ${path} with HTTP ${status}.`);
      }
    } finally {
      tunnel.destroy();
    }
  } catch (error) {
    if (deadline.expired && !signal.aborted) {
      const message = `${subject} did not answer ${path} within ${PROBE_TIMEOUT_MS / 1000} s.`;
      throw new AppError('unavailable', message, { cause: error });
    }
    if (error instanceof AppError || signal.aborted) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('unavailable', `${subject} does not answer ${path}: ${message}.`, { cause: error });
  } finally {
    deadline.dispose();
  }
}

function get(tunnel: Duplex, path: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host: 'localhost', connection: 'close' };
    const sent = request({ path, headers, signal, createConnection: () => tunnel }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end();
  });
}
