// An answer of the API server that says no, with its own words kept.
import { AppError, type AppErrorOptions, type ErrorCode } from '../../shared/errors.ts';

/** `meta/v1.Status`, the body of every refusal. Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: {
    readonly name?: string;
    readonly kind?: string;
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
  };
}

/** A non-2xx answer. `status` is the HTTP code; `body` is absent when the answer was not a `Status`. */
export class ApiError extends AppError {
  readonly status: number;
  readonly body: Status | undefined;
  /** From `Retry-After`, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    message: string,
    options: AppErrorOptions & { readonly body?: Status; readonly retryAfterSeconds?: number } = {},
  ) {
    super(codeOf(status), message, options);
    this.status = status;
    this.body = options.body;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 400:
    case 415:
      return 'badInput';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 409:
    case 410:
      return 'conflict';
    case 413:
    case 422:
      return 'invalid';
    default:
      if (status === 429 || status >= 500) return 'unavailable';
      // An API server sends nobody on: something else answers.
      return status < 400 ? 'unreachable' : 'invalid';
  }
}
