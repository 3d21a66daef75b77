// The faults of a service that does not answer as it should, in one sentence each.
import { errors } from 'undici';
import { AppError } from '../../shared/errors.ts';

const MAX_QUOTED_CHARACTERS = 200;

/** Who is asked: `Prometheus`, and where: `http://127.0.0.1:9090`. */
export interface ServiceName {
  readonly program: string;
  readonly place: string;
}

/** One whole answer. */
export interface ServiceAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** `Prometheus at http://127.0.0.1:9090`. */
export function subjectOf({ program, place }: ServiceName): string {
  return `${program} at ${place}`;
}

/** The value of `text` as JSON, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The sentence for an answer that is not the program's own: `unavailable` (not ready, overloaded), `unauthorized`,
 * `forbidden`, or `unreachable` (whatever answers there is something else).
 */
export function strangeAnswer(service: ServiceName, { status, contentType, text }: ServiceAnswer): AppError {
  const subject = subjectOf(service);
  const isHtml = contentType.includes('html') || text.trimStart().startsWith('<');
  const said = isHtml || text.trim() === '' ? '' : `: ${quoteBody(text)}`;
  if (status === 401) return new AppError('unauthorized', `${subject} asks for a login (HTTP 401).`, { subject });
  if (status === 403) return new AppError('forbidden', `${subject} refuses access (HTTP 403${said}).`, { subject });
  if (status === 429 || status >= 500) {
    return new AppError('unavailable', `${subject} is not ready (HTTP ${status}${said}).`, { subject });
  }
  const kind = isHtml ? 'a web page' : `HTTP ${status} without ${possessive(service.program)} JSON`;
  const message = `${service.place} answered with ${kind}: what listens there is not ${service.program}.`;
  return new AppError('unreachable', message, { subject });
}

/** Whether asking again over a new connection may help: the old one was closed under the request. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof errors.SocketError) return true;
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/** The sentence for a request that got no answer. `signal` is the caller's: its abort is `cancelled`. */
export function noAnswer(service: ServiceName, error: unknown, timeoutMs: number, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  if (signal.aborted) return new AppError('cancelled', 'Cancelled.', { cause: error });
  const subject = subjectOf(service);
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new AppError('unreachable', `${subject} did not answer within ${timeoutMs / 1000} s.`, {
      subject,
      cause: error,
    });
  }
  return new AppError('unreachable', `${subject} does not answer: ${describe(error)}.`, { subject, cause: error });
}

function possessive(name: string): string {
  return name.endsWith('s') ? `${name}'` : `${name}'s`;
}

/** The first line of a body that a person can read, shortened. */
function quoteBody(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > MAX_QUOTED_CHARACTERS ? `${line.slice(0, MAX_QUOTED_CHARACTERS)}…` : line;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'nothing listens there (connection refused)';
  if (code === 'ECONNRESET' || error instanceof errors.SocketError) return 'the connection was closed';
  return error.message;
}
