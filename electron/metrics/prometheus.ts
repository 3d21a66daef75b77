// Asks one Prometheus over its HTTP API, and checks the shape of what it says.
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { parseJson, printable, type ServiceAnswer, type ServiceName, subjectOf } from '../cluster/service-answer.ts';
import { ServiceClient } from '../cluster/service-client.ts';
import { Pool } from '../undici/undici.ts';
import {
  type AlertingRule,
  alertingRulesSchema,
  alertsSchema,
  type BuildInfo,
  buildInfoSchema,
  type MetricMetadata,
  metadataSchema,
  namesSchema,
  type PrometheusAlert,
  type QueryResult,
  queryResultSchema,
  type RangeResult,
  rangeResultSchema,
  rulesSchema,
  type Target,
  targetsSchema,
} from './answers.ts';
import { toldBy } from './refusal.ts';
import type { Grid } from './sampling.ts';

type Parameters = Readonly<Record<string, string | number>>;

/** Each is a tunnel through the API server: a few are enough for all charts of a page. */
export const CONNECTIONS = 4;

/** What Mimir, VictoriaMetrics, Thanos or an agent may lack, and how they say so: nobody has to be another program for that. */
const OPTIONAL_CALLS = new Set(['alerts', 'targets', 'rules', 'status/buildinfo', 'labels', 'metadata']);
const ABSENT = new Set([400, 404, 405, 501]);

/** What Prometheus says beside a result; absent where it says nothing. */
export interface Remarks {
  /** Parts are missing, or wrong. */
  readonly warnings?: readonly string[];
  /** The query may not mean what its author thinks. */
  readonly infos?: readonly string[];
}

/** A clock as it was told, in unix seconds each; undefined where it was not. */
export interface ToldTime {
  /** By Prometheus, asked for `time()`. */
  readonly saidSeconds: number | undefined;
  /** By HTTP's `Date`: that of Prometheus, or of a proxy before it. Whole seconds. */
  readonly dateSeconds: number | undefined;
}

/** A Prometheus that is reached by connections of one's own. */
export interface PrometheusPlace {
  readonly service: ServiceName;
  /** Leads to it and nowhere else; ends with the client. */
  readonly pool: Dispatcher;
  /** Before `/api/v1`: '' or `/prometheus`. */
  readonly basePath: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long Prometheus itself tries; it then says that it ran out of time. */
export interface QueryBounds {
  readonly timeoutSeconds?: number;
}

/** Which series are meant. */
export interface NameFilter {
  /** A selector; all where there is none. */
  readonly selector?: string | undefined;
  /** What had no sample since then is left out, in unix seconds. */
  readonly startSeconds: number;
  /** As many at most; a Prometheus before 2.53 minds it not. */
  readonly limit: number;
}

/** `timeoutMs` bounds one whole answer, `maxBytes` what is read of it. */
export interface PrometheusOptions {
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/**
 * A connection to a Prometheus, or to what speaks its API: at a URL (`http://127.0.0.1:9090`, with or without a path), or
 * at a place.
 *
 * Every method throws `AppError`: `unreachable` (nothing, or not Prometheus, answers there), `unavailable` (not ready),
 * `badInput` (it refused the query; its words), `invalid` (it could not evaluate it, or said too much), `unsupported` (it
 * speaks the API, but for this call), `unauthorized`, `forbidden`, `cancelled` (signal).
 */
export class PrometheusClient {
  readonly #basePath: string;
  readonly #service: ServiceName;
  readonly #client: ServiceClient;

  constructor(where: string | PrometheusPlace, { timeoutMs = 15_000, maxBytes }: PrometheusOptions = {}) {
    const { service, pool, basePath, headers } = typeof where === 'string' ? placeAt(where) : where;
    this.#basePath = basePath;
    this.#service = service;
    const bounds = { timeoutMs, ...(maxBytes === undefined ? {} : { maxBytes }) };
    this.#client = new ServiceClient({ service, pool, headers, ...bounds });
  }

  /** Evaluates PromQL at one time (unix seconds; default Prometheus' now). */
  query(
    promql: string,
    signal: AbortSignal,
    timeSeconds?: number,
    bounds: QueryBounds = {},
  ): Promise<QueryResult & Remarks> {
    const parameters = timeSeconds === undefined ? { query: promql } : { query: promql, time: timeSeconds };
    return this.#get('query', { ...parameters, ...timeoutOf(bounds) }, queryResultSchema, signal);
  }

  /** Evaluates PromQL at each point of a grid. Points without a value are left out of `values`. */
  queryRange(
    promql: string,
    grid: Grid,
    signal: AbortSignal,
    bounds: QueryBounds = {},
  ): Promise<RangeResult & Remarks> {
    const { startSeconds: start, endSeconds: end, stepSeconds: step } = grid;
    const parameters = { query: promql, start, end, step, ...timeoutOf(bounds) };
    return this.#get('query_range', parameters, rangeResultSchema, signal);
  }

  /** The labels that series have. */
  labelNames(filter: NameFilter, signal: AbortSignal): Promise<readonly string[]> {
    return this.#get('labels', namesAsked(filter), namesSchema, signal);
  }

  /** The values that a label has; of `__name__` the names of the metrics. */
  labelValues(label: string, filter: NameFilter, signal: AbortSignal): Promise<readonly string[]> {
    return this.#get(`label/${encodeURIComponent(label)}/values`, namesAsked(filter), namesSchema, signal);
  }

  /** What exporters say of their metrics, by name. */
  metadata(limit: number, signal: AbortSignal): Promise<Readonly<Record<string, readonly MetricMetadata[]>>> {
    return this.#get('metadata', { limit, limit_per_metric: 1 }, metadataSchema, signal);
  }

  /** Its clock. VictoriaMetrics answers with a vector; what is in front of a Prometheus may refuse a query without a metric. */
  async time(signal: AbortSignal): Promise<ToldTime> {
    const answer = await this.#ask('query', { query: 'time()' }, signal);
    const { data } = unlessQueryRefused(() => toldBy(this.#service, answer)) ?? {};
    const parsed = queryResultSchema.safeParse(data).data;
    const said =
      parsed?.resultType === 'scalar'
        ? parsed.result[1]
        : parsed?.resultType === 'vector'
          ? parsed.result[0]?.value?.[1]
          : undefined;
    return { saidSeconds: positive(Number(said)), dateSeconds: positive(Date.parse(answer.date) / 1000) };
  }

  /** What it scrapes; others that speak its API, as Mimir, do not tell. */
  async targets(signal: AbortSignal): Promise<readonly Target[]> {
    return (await this.#get('targets', { state: 'active' }, targetsSchema, signal)).activeTargets;
  }

  /** The alerts of its rules: those that fire, and those that will if it goes on. */
  async alerts(signal: AbortSignal): Promise<readonly PrometheusAlert[]> {
    return (await this.#get('alerts', {}, alertsSchema, signal)).alerts;
  }

  /** The names of the series that its rules record. */
  async recordedNames(signal: AbortSignal): Promise<readonly string[]> {
    const { groups } = await this.#get('rules', { type: 'record' }, rulesSchema, signal);
    return groups.flatMap(({ rules }) => rules.filter(({ type }) => type === 'recording').map(({ name }) => name));
  }

  /** Its alerting rules, with their groups. */
  async alertingRules(signal: AbortSignal): Promise<readonly AlertingRule[]> {
    const { groups } = await this.#get('rules', { type: 'alert' }, alertingRulesSchema, signal);
    return groups.flatMap(({ name: group, rules }) =>
      rules.flatMap((rule) => ('query' in rule ? [{ ...rule, group }] : [])),
    );
  }

  /** Which Prometheus it is. */
  buildInfo(signal: AbortSignal): Promise<BuildInfo> {
    return this.#get('status/buildinfo', {}, buildInfoSchema, signal);
  }

  /** Ends all connections; requests under way fail. */
  close(): Promise<void> {
    return this.#client.close();
  }

  async #get<T extends object>(
    call: string,
    parameters: Parameters,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T & Remarks> {
    const answer = await this.#ask(call, parameters, signal);
    if (OPTIONAL_CALLS.has(call) && ABSENT.has(answer.status) && parseJson(answer.text) === undefined) {
      const subject = subjectOf(this.#service);
      throw new AppError('unsupported', `${subject} does not answer /api/v1/${call} (HTTP ${answer.status}).`, {
        subject,
      });
    }
    const { data, warnings, infos } = toldBy(this.#service, answer);
    const parsed = schema.safeParse(data);
    if (!parsed.success) {
      const message = `${this.#service.place} answered ${call} in a form that Prometheus does not have.`;
      throw new AppError('unreachable', message, { subject: subjectOf(this.#service), cause: parsed.error });
    }
    // A plain list of names has no room for remarks.
    if (Array.isArray(parsed.data)) return parsed.data;
    return {
      ...parsed.data,
      ...(warnings.length === 0 ? {} : { warnings: warnings.map(printable) }),
      ...(infos.length === 0 ? {} : { infos: infos.map(printable) }),
    };
  }

  #ask(call: string, parameters: Parameters, signal: AbortSignal): Promise<ServiceAnswer> {
    const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
    return this.#client.get(`${this.#basePath}/api/v1/${call}?${query}`, signal);
  }
}

function unlessQueryRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError && ['badInput', 'invalid', 'notFound'].includes(error.code)) return undefined;
    throw error;
  }
}

function timeoutOf({ timeoutSeconds }: QueryBounds): Parameters {
  return timeoutSeconds === undefined ? {} : { timeout: timeoutSeconds };
}

function namesAsked({ selector, startSeconds, limit }: NameFilter): Parameters {
  return { start: startSeconds, limit, ...(selector === undefined ? {} : { 'match[]': selector }) };
}

function positive(seconds: number): number | undefined {
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

function placeAt(baseUrl: string): PrometheusPlace {
  const url = new URL(baseUrl);
  return {
    service: { program: 'Prometheus', place: baseUrl.replace(/\/+$/, '') },
    pool: new Pool(url.origin, { connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: 10_000 }),
    basePath: url.pathname.replace(/\/+$/, ''),
    headers: {},
  };
}
