// An answer that says no, as an error that keeps Kubernetes' own words.
import { z } from 'zod';
import { maskShown } from '../log/mask-text.ts';
import { ApiError, type Status } from './api-error.ts';
import { parseBounded } from './bounded-json.ts';

/** What is null is as if it were absent; a part of another type is left out, for the message alone is worth showing. */
const words = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === undefined ? undefined : maskShown(value)))
  .catch(undefined);
const amount = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);
const causes = z
  .array(z.object({ reason: words, message: words, field: words }))
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);
const statusSchema = z.object({
  kind: z.literal('Status'),
  apiVersion: words,
  code: amount,
  reason: words,
  message: words,
  details: z
    .object({ name: words, kind: words, retryAfterSeconds: amount, causes })
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined),
});

/** A message of an admission webhook may be long; a page of it is enough. */
const MAX_WORDS = 10_000;

/**
 * So long a server is left alone at its word, in seconds. An API server asks for one or a few; a day would be a watch that
 * is dead for a day, and more than 24 of them overflow a timer, which then ends at once.
 */
const MOST_RETRY_AFTER = 60;

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

/**
 * The error of a refusal: the `Status` object's message if it is one, else the first of the body's text. Without the secrets
 * that were sent, or that a person proves itself by: admission webhooks and proxies repeat what they refuse.
 */
export function refusal({ status, text, retryAfter, what }: RefusedAnswer): ApiError {
  const body = parseStatus(text);
  const said = body?.message?.slice(0, MAX_WORDS) || undefined;
  const seconds = Number(retryAfter ?? body?.details?.retryAfterSeconds);
  const message = said ?? `${what} was answered with ${status}: ${firstWords(text) || 'no reason given'}`;
  return new ApiError(status, message, {
    ...(body === undefined ? {} : { body }),
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterSeconds: Math.min(seconds, MOST_RETRY_AFTER) } : {}),
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
    return statusSchema.safeParse(parseBounded(text).value).data as Status | undefined;
  } catch {
    return undefined;
  }
}

function firstWords(text: string): string {
  return maskShown(text.slice(0, MAX_WORDS))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
