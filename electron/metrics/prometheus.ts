// Asks one Prometheus over its HTTP API, and checks the shape of what it says.
import { Pool } from 'undici';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type ServiceName, subjectOf } from '../cluster/service-answer.ts';
import { ServiceClient } from '../cluster/service-client.ts';
import {
  alertsSchema,
  type BuildInfo,
  buildInfoSchema,
  type PrometheusAlert,
  type QueryResult,
  queryResultSchema,
  type RangeResult,
  rangeResultSchema,
  type Target,
  targetsSchema,
} from './answers.ts';
import { dataOf } from './refusal.ts';
import type { Grid } from './sampling.ts';

type Parameters = Readonly<Record<string, string | number>>;

/**
 * A connection to the Prometheus at `baseUrl` (`http://127.0.0.1:9090`, with or without a path prefix).
 *
 * Every method throws `AppError`: `unreachable` (nothing, or not Prometheus, answers there), `unavailable` (not ready),
 * `badInput` (it refused the query; its words), `invalid` (it could not evaluate it), `cancelled` (signal).
 */
export class PrometheusClient {
  readonly baseUrl: string;
  readonly #prefix: string;
  readonly #service: ServiceName;
  readonly #client: ServiceClient;
  #targets: { readonly targets: readonly Target[]; readonly at: number } | undefined;

  /** `timeoutMs` bounds one whole answer. */
  constructor(baseUrl: string, { timeoutMs = 15_000 }: { readonly timeoutMs?: number } = {}) {
    const url = new URL(baseUrl);
    this.baseUrl = baseUrl.replace(/\/+$/, '');
    this.#prefix = url.pathname.replace(/\/+$/, '');
    this.#service = { program: 'Prometheus', place: this.baseUrl };
    // Each connection is a tunnel through the API server: a few are enough, and they outlast the charts' 5 s rhythm.
    const pool = new Pool(url.origin, { connections: 4, pipelining: 1, keepAliveTimeout: 10_000 });
    this.#client = new ServiceClient({ service: this.#service, pool, timeoutMs });
  }

  /** Evaluates PromQL at one time (unix seconds; default Prometheus' now). */
  query(promql: string, signal: AbortSignal, timeSeconds?: number): Promise<QueryResult> {
    const parameters = timeSeconds === undefined ? { query: promql } : { query: promql, time: timeSeconds };
    return this.#get('query', parameters, queryResultSchema, signal);
  }

  /** Evaluates PromQL at each point of a grid. Points without a value are left out of `values`. */
  queryRange(promql: string, grid: Grid, signal: AbortSignal): Promise<RangeResult> {
    const { startSeconds: start, endSeconds: end, stepSeconds: step } = grid;
    return this.#get('query_range', { query: promql, start, end, step }, rangeResultSchema, signal);
  }

  /** What it scrapes. An earlier answer will do while it is younger than `maxAgeMs` (it is a long one). */
  async targets(signal: AbortSignal, maxAgeMs = 0): Promise<readonly Target[]> {
    const kept = this.#targets;
    if (kept !== undefined && performance.now() - kept.at < maxAgeMs) return kept.targets;
    const { activeTargets } = await this.#get('targets', { state: 'active' }, targetsSchema, signal);
    this.#targets = { targets: activeTargets, at: performance.now() };
    return activeTargets;
  }

  /** The alerts of its rules: those that fire, and those that will if it goes on. */
  async alerts(signal: AbortSignal): Promise<readonly PrometheusAlert[]> {
    return (await this.#get('alerts', {}, alertsSchema, signal)).alerts;
  }

  /** Which Prometheus it is. */
  buildInfo(signal: AbortSignal): Promise<BuildInfo> {
    return this.#get('status/buildinfo', {}, buildInfoSchema, signal);
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#client.close();
  }

  async #get<T>(call: string, parameters: Parameters, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
    const answer = await this.#client.get(`${this.#prefix}/api/v1/${call}?${query}`, signal);
    const parsed = schema.safeParse(dataOf(this.#service, answer));
    if (parsed.success) return parsed.data;
    throw new AppError('unreachable', `${this.baseUrl} answered ${call} in a form that Prometheus does not have.`, {
      subject: subjectOf(this.#service),
      cause: parsed.error,
    });
  }
}
