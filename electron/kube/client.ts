// The one thing the rest of the app knows of a cluster's API: raw JSON in, raw JSON out. It knows no domain word.
import type { WebSocket } from 'ws';

/** What stands in a query; of a list each, under the same name. */
type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One request. `path` starts with `/api` or `/apis` and is sent as it is (no lower-casing); `query` values are encoded. */
export interface KubeRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON, or as it is when a string. */
  readonly body?: unknown;
  /** Default `application/json`; server-side apply uses `application/apply-patch+yaml`. */
  readonly contentType?: string;
  /** Default `application/json`; discovery asks for its aggregated form here. */
  readonly accept?: string;
  /** Until the whole answer is there (`lines`, `websocket`: until it begins), waits for `Retry-After` included; default 30 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** An answer: the parsed body and the `Warning` headers' texts (RFC 9110 299 warnings, as kubectl prints them). */
export interface KubeResponse<T> {
  readonly status: number;
  readonly body: T;
  readonly warnings: readonly string[];
  /** How many values its JSON has, as a measure of what it costs to keep; none is said where it is text. */
  readonly values?: number;
}

/** A request whose answer is read as it comes. */
export interface LinesRequest extends KubeRequest {
  /** Breaks when nothing arrives for so long. */
  readonly idleMs?: number;
  /** Breaks when it has not ended after so long, however busy it is. Default: never. */
  readonly longestMs?: number;
  /** Called once, when a 2xx answer has begun: a quiet watch is then known to be live. */
  readonly onOpen?: () => void;
}

/**
 * A connection to one API server as one user. Made by `connect` from a kubeconfig context.
 *
 * What is repeated by itself: anything once after a 401 (with the kubeconfig read anew); a GET once after a reset; and a
 * bounded number of times what the server refused with `Retry-After`: a 429 for all but POST (it was not carried out, but
 * an eviction's 429 has a meaning), a 503 for GET. Other writes whose outcome is unknown are the caller's to read again.
 *
 * An answer is bounded (`limits.ts`) and has the shape that its path promises (`object-shape.ts`): an object has metadata, a
 * list has such objects. What else is in it may be anything.
 *
 * Errors: `ApiError` for any answer that is not 2xx; `AppError` `unreachable` (no or broken answer, or one of another
 * shape), `invalid` (more than is read), `unauthorized` (credentials could not be made), `cancelled` (signal).
 */
export interface KubeClient {
  /** The API server's address, for messages. */
  readonly server: string;
  request<T = unknown>(request: KubeRequest): Promise<KubeResponse<T>>;
  /** The answer's body line by line (watches, followed logs). Ends when the server closes; throws when it breaks. */
  lines(request: LinesRequest): AsyncIterable<string>;
  /** An open WebSocket to a streaming sub-resource, with the client's credentials and TLS. Paused: listen, then `resume()`. */
  websocket(
    request: Pick<KubeRequest, 'path' | 'query' | 'signal' | 'timeoutMs'>,
    protocols: readonly string[],
  ): Promise<WebSocket>;
  /** Ends all connections. Calls after it fail as `cancelled`. */
  close(): Promise<void>;
}
