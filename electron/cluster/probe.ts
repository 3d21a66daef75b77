// Asks a service over a tunnel whether it is well: an open socket alone proves nothing.
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import { Deadline } from '../kube/deadline.ts';
import { secured } from './secured.ts';
import { type ServiceAccess, serviceSubject } from './service-access.ts';
import type { ServiceAnswer } from './service-answer.ts';

/** A healthy service answers its health page at once; one that takes longer than this is not usable. */
const PROBE_TIMEOUT_MS = 5_000;

/** Of a health page no more is read. */
const MAX_CHARACTERS = 16_384;

/** Opens a new tunnel to the service. */
export type TunnelOpener = (signal: AbortSignal) => Promise<Duplex>;

/**
 * Resolves when GET of the probe's path was answered by a service that is well.
 *
 * @param open a new tunnel to the service
 * @param access read once the tunnel is open, which may be to another service than the last one
 * @throws AppError `unavailable`: no answer, not in time, or another status; what the access makes of an answer, and what
 * `open` and {@link secured} throw.
 */
export async function probe(open: TunnelOpener, access: () => ServiceAccess, signal: AbortSignal): Promise<void> {
  const deadline = new Deadline(PROBE_TIMEOUT_MS, signal);
  const pathOf = ({ basePath, probePath }: ServiceAccess) => basePath + probePath;
  try {
    const tunnel = await open(deadline.signal);
    tunnel.on('error', () => {}); // told by the request while there is one
    const asked = access();
    try {
      const answer = await get(await secured(tunnel, asked), asked, deadline.signal);
      if (asked.judge !== undefined) asked.judge(answer);
      else if (answer.status < 200 || answer.status > 299) {
        const message = `${serviceSubject(asked)} answers ${pathOf(asked)} with HTTP ${answer.status}.`;
        throw new AppError('unavailable', message);
      }
    } finally {
      tunnel.destroy();
    }
  } catch (error) {
    const asked = access();
    const subject = serviceSubject(asked);
    if (deadline.expired && !signal.aborted) {
      const message = `${subject} did not answer ${pathOf(asked)} within ${PROBE_TIMEOUT_MS / 1000} s.`;
      throw new AppError('unavailable', message, { cause: error });
    }
    if (error instanceof AppError || signal.aborted) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('unavailable', `${subject} does not answer ${pathOf(asked)}: ${message}.`, { cause: error });
  } finally {
    deadline.dispose();
  }
}

function get(connection: Duplex, { basePath, probePath, headers }: ServiceAccess, signal: AbortSignal) {
  return new Promise<ServiceAnswer>((resolve, reject) => {
    const sent = request(
      {
        path: basePath + probePath,
        headers: { host: 'localhost', ...headers, connection: 'close' },
        signal,
        createConnection: () => connection,
      },
      (response) => {
        let text = '';
        const end = () =>
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            location: response.headers.location ?? '',
            text,
          });
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > MAX_CHARACTERS) {
            end();
            response.destroy();
          }
        });
        response.once('error', reject);
        response.once('end', end);
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}
