// Asks a service over a tunnel whether it is well: an open socket alone proves nothing.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import { readStart, readText } from '../kube/bounded-body.ts';
import { Deadline } from '../kube/deadline.ts';
import { secured } from './secured.ts';
import { type ServiceAccess, serviceSubject } from './service-access.ts';
import type { ServiceAnswer } from './service-answer.ts';

/** A healthy service answers its health page at once; one that takes longer than this is not usable. */
const PROBE_TIMEOUT_MS = 5_000;

/** The answer to a probe is a line or a page. */
const MAX_BYTES = 2 ** 20;

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

async function get(connection: Duplex, access: ServiceAccess, signal: AbortSignal): Promise<ServiceAnswer> {
  const { basePath, probePath, headers } = access;
  const sent = request({
    path: basePath + probePath,
    headers: { host: 'localhost', ...headers, connection: 'close' },
    signal,
    createConnection: () => connection,
  });
  sent.on('error', () => {}); // told by whoever waits for the answer
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const said = response.headers;
  const text = await textOf(response, access);
  signal.throwIfAborted();
  return {
    status: response.statusCode ?? 0,
    contentType: said['content-type'] ?? '',
    location: said.location ?? '',
    date: said.date ?? '',
    text,
  };
}

/** Only a judge wants the words; who is well else says so by the status, and no more is read than an honest service says. */
async function textOf(response: IncomingMessage, access: ServiceAccess): Promise<string> {
  if (access.judge === undefined) return readStart(response, MAX_BYTES);
  return readText(response, response.headers['content-encoding'] ?? '', MAX_BYTES, serviceSubject(access));
}
