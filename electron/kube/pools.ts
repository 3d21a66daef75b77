// The keep-alive connections to one server.
import type { RequestOptions } from 'node:https';
import { Agent, type Dispatcher } from 'undici';
import { defined } from './defined.ts';

/** A stream has its connection for minutes: in a pool of its own it never waits for the short requests, nor they for it. */
export interface Pools {
  readonly requests: Dispatcher;
  readonly streams: Dispatcher;
}

/**
 * Below the 90 s after which an API server ends an idle connection, so that we seldom send into a closing one; and below the
 * 6 s that an answer may take before the network counts as gone: when it is back as another one, there is no idle connection
 * of before that leads nowhere.
 */
const KEEP_ALIVE_MS = 4_000;
const CONNECT_LIMIT_MS = 10_000;
const MAX_REQUEST_CONNECTIONS = 16;

/** Makes them; they connect when they are used. `tls` is what `https.request` would take. */
export function makePools(tls: RequestOptions): Pools {
  const { ca, cert, key, rejectUnauthorized, servername } = tls;
  const options: Agent.Options = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: {
      timeout: CONNECT_LIMIT_MS,
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
      ...defined({ ca, cert, key, rejectUnauthorized, servername }),
    },
  };
  return { requests: new Agent({ ...options, connections: MAX_REQUEST_CONNECTIONS }), streams: new Agent(options) };
}
