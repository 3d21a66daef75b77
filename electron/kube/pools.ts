// The keep-alive connections to one server.
import type { Agent as Agents, Dispatcher } from 'undici';
import { Agent } from '../undici/undici.ts';
import { isForwarding, makeConnector, makeForwardingConnector, type Route } from './connector.ts';

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
const MAX_REQUEST_CONNECTIONS = 16;

/** Makes them; they connect when they are used. */
export function makePools(route: Route): Pools {
  const { proxy } = route;
  const connect =
    proxy !== undefined && isForwarding(route) ? makeForwardingConnector({ ...route, proxy }) : makeConnector(route);
  const options: Agents.Options = { keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS, connect };
  return { requests: new Agent({ ...options, connections: MAX_REQUEST_CONNECTIONS }), streams: new Agent(options) };
}
