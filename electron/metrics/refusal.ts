// What is wrong when Prometheus does not answer as it should, in one sentence each.
import { errors } from 'undici';
import { AppError } from '../../shared/errors.ts';
import { envelopeSchema } from './answers.ts';

const MAX_QUOTED_CHARACTERS = 200;

/** The value of `text` as JSON, or undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first line of a body that a person can read, shortened. */
function quoteBody(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > MAX_QUOTED_CHARACTERS ? `${line.slice(0, MAX_QUOTED_CHARACTERS)}…` : line;
}

/**
 * The `data` of an answer.
 * @throws AppError `badInput` (it refused the query; its own words), `unavailable` (not ready, overloaded, timed out),
 * `unauthorized`, `forbidden`, `notFound`, or `unreachable` (whatever answers there is not Prometheus).
 */
export function dataOf(baseUrl: string, status: number, contentType: string, text: string): unknown {
  const subject = `Prometheus at ${baseUrl}`;
  const envelope = envelopeSchema.safeParse(parseJson(text)).data;
  if (envelope?.status === 'success' && status < 300) return envelope.data;
  if (envelope?.status === 'error') {
    switch (envelope.errorType) {
      case 'bad_data':
        throw new AppError('badInput', `Prometheus refused the query: ${envelope.error}.`, { subject });
      case 'execution':
        throw new AppError('invalid', `Prometheus could not evaluate the query: ${envelope.error}.`, { subject });
      case 'not_found':
        throw new AppError('notFound', `${subject} has no such thing: ${envelope.error}.`, { subject });
      default:
        throw new AppError('unavailable', `${subject} cannot answer now: ${envelope.error}.`, { subject });
    }
  }
  const isHtml = contentType.includes('html') || text.trimStart().startsWith('<');
  const said = isHtml || text.trim() === '' ? '' : `: ${quoteBody(text)}`;
  if (status === 401) throw new AppError('unauthorized', `${subject} asks for a login (HTTP 401).`, { subject });
  if (status === 403) throw new AppError('forbidden', `${subject} refuses access (HTTP 403${said}).`, { subject });
  if (status === 429 || status >= 500) {
    throw new AppError('unavailable', `${subject} is not ready (HTTP ${status}${said}).`, { subject });
  }
  const kind = isHtml ? 'a web page' : `HTTP ${status} without Prometheus' JSON`;
  throw new AppError('unreachable', `${baseUrl} answered with ${kind}: what listens there is not Prometheus.`, {
    subject,
  });
}

/** Whether asking again over a new connection may help: the old one was closed under the request. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof errors.SocketError) return true;
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

/** The sentence for a request that got no answer. `signal` is the caller's: its abort is `cancelled`. */
export function noAnswer(baseUrl: string, error: unknown, timeoutMs: number, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  if (signal.aborted) return new AppError('cancelled', 'Cancelled.', { cause: error });
  const subject = `Prometheus at ${baseUrl}`;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new AppError('unreachable', `${subject} did not answer within ${timeoutMs / 1000} s.`, {
      subject,
      cause: error,
    });
  }
  return new AppError('unreachable', `${subject} does not answer: ${describe(error)}.`, { subject, cause: error });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'nothing listens there (connection refused)';
  if (code === 'ECONNRESET' || error instanceof errors.SocketError) return 'the connection was closed';
  return error.message;
}
