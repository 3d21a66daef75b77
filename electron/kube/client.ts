// The one thing the rest of the app knows of a cluster's API: raw JSON in, raw JSON out. It knows no domain word.
import type { WebSocket } from 'ws';

/** One request. `path` starts with `/api` or `/apis` and is sent as it is (no lower-casing); `query` values are encoded. */
export interface KubeRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON, or as it is when a string. */
  readonly body?: unknown;
  /** Default `application/json`; server-side apply uses `application/apply-patch+yaml`. */
  readonly contentType?: string;
  /** Until the whole answer is there; default 30 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** An answer: the parsed body and the `Warning` headers' texts (RFC 9110 299 warnings, as kubectl prints them). */
export interface KubeResponse<T> {
  readonly status: number;
  readonly body: T;
  readonly warnings: readonly string[];
}

/**
 * A connection to one API server as one user. Made by `connect` from a kubeconfig context.
 *
 * Errors: `ApiError` for any answer that is not 2xx; `AppError` `unreachable` (no or broken answer), `unauthorized`
 * (credentials could not be made), `cancelled` (signal).
 */
export interface KubeClient {
  /** The API server's address, for messages. */
  readonly server: string;
  request<T = unknown>(request: KubeRequest): Promise<KubeResponse<T>>;
  /** The answer's body line by line (watches, followed logs). Ends when the server closes; throws when it breaks. */
  lines(
    request: KubeRequest & { /** Breaks when nothing arrives for so long. */ readonly idleMs?: number },
  ): AsyncIterable<string>;
  /** An open WebSocket to a streaming sub-resource, with the client's credentials and TLS. */
  websocket(request: Pick<KubeRequest, 'path' | 'query' | 'signal'>, protocols: readonly string[]): Promise<WebSocket>;
  /** Ends all connections. Calls after it fail as `cancelled`. */
  close(): Promise<void>;
}
