// The errors that a person may read: what failed, named, and the next step. Everything else is a defect.

/** What kind of failure it is; the CLI maps these to exit codes, the window to icons and offers. */
export const ERROR_CODES = [
  'cancelled', // the person or the caller stopped it
  'badInput', // an argument, a file or a manifest is wrong
  'unreachable', // no answer from the cluster or the service
  'unauthorized', // 401: credentials missing, expired, or their plugin failed
  'forbidden', // 403: known, not allowed (RBAC, quota, admission)
  'notFound', // 404
  'conflict', // 409, or the world moved since the plan was shown
  'invalid', // 422: the API server refused the object
  'unavailable', // 429, 5xx: try again later
  'unhealthy', // applied, but it cannot become healthy
  'unsupported', // this cluster or machine cannot do it
  'internal', // a defect in ODIN
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Extra facts of an {@link AppError}. */
export interface AppErrorOptions {
  /** The thing it is about, such as `Deployment/monitoring/grafana` or a file's path. */
  readonly subject?: string;
  /** The command or step that mends it, shown as it is. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** An expected failure. `message` is one sentence that names the thing and, where there is one, the next step. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly subject: string | undefined;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.subject = options.subject;
    this.remedy = options.remedy;
  }
}

/** What of an {@link AppError} crosses a border between processes: all but its cause. */
export interface ErrorFacts extends Pick<AppErrorOptions, 'subject' | 'remedy'> {
  readonly code: ErrorCode;
  readonly message: string;
}

/** As a value; `new AppError(code, message, facts)` makes an error of it again. */
export function factsOf({ code, message, subject, remedy }: AppError): ErrorFacts {
  return { code, message, ...(subject === undefined ? {} : { subject }), ...(remedy === undefined ? {} : { remedy }) };
}

/** Any thrown value as an {@link AppError}: an abort is `cancelled`, an unknown one `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return new AppError('cancelled', 'Cancelled.', { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AppError('internal', message, { cause: error });
}
