// An answer that says no, as an error that keeps Kubernetes' own words.
import { z } from 'zod';
import { ApiError, type Status } from './api-error.ts';

const statusSchema = z.object({ kind: z.literal('Status'), message: z.string().optional() }).loose();

/** What is known of an answer that is not 2xx. */
export interface RefusedAnswer {
  readonly status: number;
  /** The body as it came. */
  readonly text: string;
  /** `Retry-After`, as it came. */
  readonly retryAfter: string | undefined;
  /** `GET /api/v1/pods`. */
  readonly what: string;
}

/** The error of a refusal: the `Status` object's message if it is one, else the first of the body's text. */
export function refusal({ status, text, retryAfter, what }: RefusedAnswer): ApiError {
  const body = parseStatus(text);
  const words = body?.message || firstWords(text) || 'no reason given';
  const seconds = Number(retryAfter ?? body?.details?.retryAfterSeconds);
  return new ApiError(status, body?.message ? words : `${what} was answered with ${status}: ${words}`, {
    ...(body === undefined ? {} : { body }),
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterSeconds: seconds } : {}),
  });
}

/** The same 401 with the reason and the next step: `Unauthorized` alone, which is all that the server says, helps nobody. */
export function unauthorized(
  error: ApiError,
  who: { readonly server: string; readonly file: string; readonly context: string; readonly expiredOn?: string },
): ApiError {
  const reason =
    who.expiredOn === undefined
      ? `does not accept the credentials of context ${who.context} in ${who.file}: log in again, or get a new kubeconfig.`
      : `refused the client certificate of context ${who.context} in ${who.file}: it expired on ${who.expiredOn}; get a new kubeconfig.`;
  return new ApiError(error.status, `The API server at ${who.server} ${reason}`, {
    ...(error.body === undefined ? {} : { body: error.body }),
    subject: who.file,
    cause: error,
  });
}

function parseStatus(text: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isStatus(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isStatus(value: unknown): value is Status {
  return statusSchema.safeParse(value).success;
}

function firstWords(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
