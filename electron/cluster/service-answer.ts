// The faults of a service that does not answer as it should, in one sentence each.
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { maskShown } from '../log/mask-text.ts';
import { errors } from '../undici/undici.ts';
import { type Advice, type Trouble, withAdvice } from './service-advice.ts';

const MAX_QUOTED_CHARACTERS = 200;

/** Mimir's and Cortex' word for a request without X-Scope-OrgID. */
const NO_TENANT = /no org id/i;

/** Of the body, the address or the head: a proxy's words for a long query, mostly. */
const TOO_LONG = new Set([413, 414, 431]);

/** Go's answer to plain HTTP at a port of TLS, and nginx's. */
const WANTS_TLS = /HTTP request (?:to an HTTPS server|was sent to HTTPS port)/i;

/** Who is asked: `Prometheus`, and where: `http://127.0.0.1:9090`. */
export interface ServiceName {
  readonly program: string;
  readonly place: string;
  /** What to do where it wants to be asked in another way. */
  readonly advice?: Advice;
}

/** One whole answer. */
export interface ServiceAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Where it sends on to; '' where it does not. */
  readonly location: string;
  /** The clock of whoever answered, or of a proxy on the way, as HTTP writes it; '' where it is not said. */
  readonly date: string;
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
 * `forbidden`, `badInput` (it wants to be asked in another way, and there is advice on that), or `unreachable` (whatever
 * answers there is something else).
 */
export function strangeAnswer(service: ServiceName, answer: ServiceAnswer): AppError {
  const { status, contentType, text } = answer;
  const subject = subjectOf(service);
  const { advice } = service;
  const told = (code: ErrorCode, sentence: string, trouble: Trouble) => {
    const isMended = code === 'unreachable' && advice?.[trouble] !== undefined;
    return new AppError(isMended ? 'badInput' : code, withAdvice(sentence, advice, trouble), { subject });
  };
  const isHtml = contentType.includes('html') || text.trimStart().startsWith('<');
  const said = isHtml || text.trim() === '' ? '' : `: ${quoteBody(text)}`;
  if ((status === 401 || status === 400) && NO_TENANT.test(text)) {
    return told('unauthorized', `${subject} asks for a tenant (HTTP ${status})`, 'tenant');
  }
  if (status === 401) return told('unauthorized', `${subject} asks for a login (HTTP 401)`, 'login');
  if (status === 403) return told('forbidden', `${subject} refuses access (HTTP 403${said})`, 'login');
  if (status === 429 || status >= 500) {
    return new AppError('unavailable', `${subject} is not ready (HTTP ${status}${said}).`, { subject });
  }
  if (TOO_LONG.has(status)) {
    const sentence = `${subject}, or a proxy before it, takes no request of this length (HTTP ${status}): ask for less.`;
    return new AppError('badInput', sentence, { subject });
  }
  if (status === 400 && WANTS_TLS.test(text)) return told('unreachable', `${subject} speaks TLS alone`, 'tls');
  if (status >= 300 && status < 400) {
    return told('unreachable', `${subject} sends on to ${pathIn(answer.location)} (HTTP ${status})`, 'path');
  }
  const kind = isHtml ? 'a web page' : `HTTP ${status} without ${possessive(service.program)} JSON`;
  const sentence = `${service.place} answered with ${kind}: what listens there is not ${service.program}`;
  const isPath = status === 404 || status === 400;
  if (!isPath || advice?.path === undefined) return new AppError('unreachable', `${sentence}.`, { subject });
  return new AppError('badInput', `${sentence}, or not at this path: ${advice.path}.`, { subject });
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
  const line = maskShown(text.trim().split('\n', 1)[0] ?? '');
  return printable(line.length > MAX_QUOTED_CHARACTERS ? `${line.slice(0, MAX_QUOTED_CHARACTERS)}…` : line);
}

/** Where a redirect leads, without what may be secret in its query. */
function pathIn(location: string): string {
  if (!URL.canParse(location, 'http://same.invalid')) return 'nowhere';
  const url = new URL(location, 'http://same.invalid');
  const place = url.host === 'same.invalid' ? '' : url.host;
  return quoteBody(place + url.pathname);
}

const MAX_WORDS = 500;

/** Words of a service in one line and bounded, without secrets that they repeat and what would move a terminal's cursor or turn the direction of writing. */
export function printable(words: string): string {
  const line = maskShown(words)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'nothing listens there (connection refused)';
  if (code === 'ECONNRESET' || error instanceof errors.SocketError) return 'the connection was closed';
  return error.message;
}
