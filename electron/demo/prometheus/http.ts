// Prometheus' HTTP API, as far as ODIN and a curious person ask for it.
// Source: https://prometheus.io/docs/prometheus/latest/querying/api/
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Database } from './database.ts';
import { evaluate, matches, rangeVector } from './evaluate.ts';
import { formatMetrics, metricsOf } from './exporters.ts';
import { type Expression, parseDuration, parseQuery, QueryError } from './parse.ts';
import type { Labels, Value } from './value.ts';

const MAX_POINTS = 11_000;
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Demo Prometheus</title><p>This is the demo cluster\'s Prometheus. It answers its HTTP API; it has no pages.</p>';

/** The server; it never listens: connections are handed to it. */
export function createPrometheusServer(database: Database): Server {
  return createServer((request, response) => {
    answer(database, request, response).catch((error: unknown) => {
      if (error instanceof QueryError)
        send(response, 400, { status: 'error', errorType: 'bad_data', error: error.message });
      else send(response, 500, { status: 'error', errorType: 'internal', error: String(error) });
    });
  });
}

async function answer(database: Database, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://prometheus');
  const parameters = url.searchParams;
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString())) parameters.append(name, value);
  }
  const success = (data: unknown) => send(response, 200, { status: 'success', data });
  const [, label] = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(url.pathname) ?? [];
  if (label !== undefined) {
    success(labelValues(database, decodeURIComponent(label), parameters));
    return;
  }
  switch (url.pathname) {
    case '/':
    case '/query':
      sendText(response, 200, PAGE, 'text/html; charset=utf-8');
      return;
    case '/-/ready':
      sendText(response, 200, 'Prometheus Server is Ready.\n');
      return;
    case '/-/healthy':
      sendText(response, 200, 'Prometheus Server is Healthy.\n');
      return;
    case '/metrics':
      sendText(response, 200, formatMetrics(metricsOf('prometheus', '', 0), Date.now() / 1000));
      return;
    case '/api/v1/query':
      success(instantQuery(database, parameters));
      return;
    case '/api/v1/query_range':
      success(rangeQuery(database, parameters));
      return;
    case '/api/v1/targets':
      success(targets(database));
      return;
    case '/api/v1/labels':
      success([...new Set(matching(database, parameters).flatMap((labels) => Object.keys(labels)))].sort());
      return;
    case '/api/v1/series':
      success(series(database, parameters));
      return;
    case '/api/v1/rules':
      success({ groups: parameters.get('type') === 'alert' ? database.alertGroups : database.recordingGroups });
      return;
    case '/api/v1/alerts':
      success({ alerts: [] });
      return;
    case '/api/v1/metadata':
      success({});
      return;
    case '/api/v1/status/buildinfo':
      success({
        version: '3.13.3',
        revision: 'demo',
        branch: 'HEAD',
        buildUser: 'demo',
        buildDate: '',
        goVersion: 'none',
      });
      return;
    default:
      sendText(response, 404, '404 page not found\n');
  }
}

function parse(parameters: URLSearchParams): Expression {
  try {
    return parseQuery(parameters.get('query') ?? '');
  } catch (error) {
    throw error instanceof QueryError ? new QueryError(`invalid parameter "query": ${error.message}`) : error;
  }
}

function instantQuery(database: Database, parameters: URLSearchParams) {
  const expression = parse(parameters);
  const seconds = parseTime(parameters, 'time', Date.now() / 1000);
  if (expression.is === 'selector' && expression.selector.rangeSeconds > 0) {
    const result = rangeVector(expression.selector, seconds, database).map(({ series: it, times }) => ({
      metric: it.labels,
      values: times.map((time) => [round(time), formatValue(it.at(time))]),
    }));
    return { resultType: 'matrix', result };
  }
  const value = evaluate(expression, seconds, database);
  if (typeof value === 'number') return { resultType: 'scalar', result: [seconds, formatValue(value)] };
  const result = value.map(({ labels, value: sample }) => ({ metric: labels, value: [seconds, formatValue(sample)] }));
  return { resultType: 'vector', result };
}

function rangeQuery(database: Database, parameters: URLSearchParams) {
  const start = parseTime(parameters, 'start');
  const end = parseTime(parameters, 'end');
  const stepText = parameters.get('step') ?? '';
  const step = /^[\d.]+$/.test(stepText) ? Number(stepText) : parseDuration(stepText);
  if (end < start) throw new QueryError('invalid parameter "end": end timestamp must not be before start time');
  if (!(step > 0)) {
    const why = 'zero or negative query resolution step widths are not accepted. Try a positive integer';
    throw new QueryError(`invalid parameter "step": ${why}`);
  }
  if ((end - start) / step > MAX_POINTS) {
    throw new QueryError(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const expression = parse(parameters);
  const lines = new Map<string, { metric: Labels; values: [number, string][] }>();
  for (let seconds = start; seconds <= end; seconds += step) {
    for (const { labels, value } of samplesOf(evaluate(expression, seconds, database))) {
      const key = JSON.stringify(labels);
      const line = lines.get(key) ?? { metric: labels, values: [] };
      line.values.push([round(seconds), formatValue(value)]);
      lines.set(key, line);
    }
  }
  return { resultType: 'matrix', result: [...lines.values()] };
}

function samplesOf(value: Value) {
  return typeof value === 'number' ? [{ labels: {}, value }] : value;
}

function targets(database: Database) {
  const activeTargets = database.targets.map((target) => ({
    discoveredLabels: target.discovered,
    labels: target.labels,
    scrapePool: target.job,
    scrapeUrl: target.url,
    globalUrl: target.url,
    lastError: target.error,
    lastScrape: new Date().toISOString(),
    lastScrapeDuration: 0.012,
    health: target.isUp ? 'up' : 'down',
    scrapeInterval: target.interval,
    scrapeTimeout: '10s',
  }));
  return { activeTargets, droppedTargets: [], droppedTargetCounts: {} };
}

function labelValues(database: Database, label: string, parameters: URLSearchParams): readonly string[] {
  const values = matching(database, parameters).flatMap((labels) => labels[label] ?? []);
  return [...new Set(values)].sort();
}

/** The labels of the series that are meant; of all where none are named. */
function matching(database: Database, parameters: URLSearchParams): readonly Labels[] {
  if (parameters.has('match[]')) return series(database, parameters);
  return database.series(undefined).map(({ labels }) => labels);
}

function series(database: Database, parameters: URLSearchParams): readonly Labels[] {
  return parameters.getAll('match[]').flatMap((text) => {
    const expression = parseQuery(text);
    if (expression.is !== 'selector') throw new QueryError(`invalid parameter "match[]": not a selector: ${text}`);
    const { matchers } = expression.selector;
    return database
      .series(undefined)
      .map(({ labels }) => labels)
      .filter((labels) => matchers.every((matcher) => matches(matcher, labels)));
  });
}

function parseTime(parameters: URLSearchParams, name: string, otherwise = Number.NaN): number {
  const text = parameters.get(name) ?? '';
  const seconds = text === '' ? otherwise : /^[\d.]+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isNaN(seconds))
    throw new QueryError(`invalid parameter "${name}": cannot parse "${text}" to a valid timestamp`);
  return seconds;
}

/** Times have milliseconds. */
function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}

function send(response: ServerResponse, code: number, body: unknown): void {
  sendText(response, code, JSON.stringify(body), 'application/json');
}

function sendText(
  response: ServerResponse,
  code: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response.writeHead(code, { 'content-type': contentType });
  response.end(text);
}
