// The faults that a proxy can do to a request.

/** `code` faults are answered by the proxy itself, without asking the server. */
export type Fault =
  /** The connection is reset before anything is passed on. */
  | { readonly kind: 'refuse' }
  /** Passed on and carried out; the connection is reset instead of the answer. */
  | { readonly kind: 'resetAfterCommit' }
  /** Never answered, never passed on. */
  | { readonly kind: 'hang' }
  /** Passed on; the answer's head says its whole length, but only half of the body comes before the reset. */
  | { readonly kind: 'truncate' }
  /** A watch: the head is passed on, then silence. */
  | { readonly kind: 'stall' }
  /** A watch: opened, and closed with an error event that says 410. */
  | { readonly kind: 'expire' }
  | { readonly kind: 'answer'; readonly code: AnsweredCode; readonly retryAfterSeconds?: number };

const REASONS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
} as const;

export type AnsweredCode = keyof typeof REASONS;

/** The `Status` that an API server would send with a code. */
export function statusOf(code: AnsweredCode): object {
  const reason = REASONS[code];
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `injected: ${reason}`,
    reason,
    code,
  };
}

/** Every fault that a single request can meet, by a name for tests. */
export const REQUEST_FAULTS: Readonly<Record<string, Fault>> = {
  'refused before send': { kind: 'refuse' },
  'reset after commit': { kind: 'resetAfterCommit' },
  hang: { kind: 'hang' },
  'truncated body': { kind: 'truncate' },
  '401 once': { kind: 'answer', code: 401 },
  '403': { kind: 'answer', code: 403 },
  '409': { kind: 'answer', code: 409 },
  '422': { kind: 'answer', code: 422 },
  '429 with Retry-After': { kind: 'answer', code: 429, retryAfterSeconds: 0 },
  '500': { kind: 'answer', code: 500 },
  '503': { kind: 'answer', code: 503 },
};
