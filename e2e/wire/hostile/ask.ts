// A request to a hostile server, and the plain answer to it.
import type { ServerResponse } from 'node:http';

/** One request. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly response: ServerResponse;
  /** How many requests this attack had before. */
  readonly count: number;
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
