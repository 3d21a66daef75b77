// Alertmanager's HTTP API, as far as ODIN and a curious person ask for it.
// Source: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { alertRulesIn, filledIn, type Texts } from '../prometheus/alert-rules.ts';
import { findingsIn } from '../prometheus/findings.ts';
import type { Store } from '../store/store.ts';
import { type PostedAlert, PostedAlerts } from './posted-alerts.ts';
import { BadSilence, MalformedSilence, SilenceBook } from './silences.ts';

const VERSION = '0.34.1';
const MOST_BODY_BYTES = 64 << 10;
/** Prometheus says it again sooner than this; then the alert has ended. */
const LASTS_MS = 4 * 60_000;

/** The server; it never listens: connections are handed to it. */
export function createAlertmanagerServer(store: Store): Server {
  const silences = new SilenceBook();
  const posted = new PostedAlerts();
  return createServer(async (request, response) => {
    const json = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const text = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://alertmanager');
    const refuse = (status: number, words: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(words));
    if (request.method === 'POST' && pathname === '/api/v2/silences') {
      try {
        return json({ silenceID: silences.add(await bodyOf(request), Date.now()) });
      } catch (error) {
        if (error instanceof MalformedSilence) return refuse(422, { code: 612, message: error.message });
        if (error instanceof BadSilence) return refuse(400, error.message);
        return refuse(400, 'parsing silence body failed');
      }
    }
    if (request.method === 'POST' && pathname === '/api/v2/alerts') {
      const fault = posted.add(await bodyOf(request).catch(() => undefined), Date.now());
      return fault === undefined ? response.writeHead(200).end() : refuse(400, fault);
    }
    const [, silenceId] = /^\/api\/v2\/silence\/([\w-]+)$/.exec(pathname) ?? [];
    if (request.method === 'DELETE' && silenceId !== undefined) {
      const told = silences.expire(silenceId, Date.now());
      if (told === 'ended') return response.writeHead(200).end();
      return told === 'unknown' ? response.writeHead(404).end() : refuse(500, `silence ${silenceId} already expired`);
    }
    if (request.method !== 'GET') return text(405, 'Method Not Allowed\n');
    switch (pathname) {
      case '/-/ready':
      case '/-/healthy':
        return text(200, 'OK');
      case '/api/v2/alerts':
        return json(searchParams.get('active') === 'false' ? [] : alertsIn(store, silences, posted));
      case '/api/v2/silences':
        return json(silences.list(Date.now()));
      case '/api/v2/status':
        return json({
          cluster: { status: 'disabled', peers: [] },
          config: { original: '' },
          uptime: new Date().toISOString(),
          versionInfo: { version: VERSION, revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' },
        });
      default:
        return text(404, '404 page not found\n');
    }
  });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > MOST_BODY_BYTES) throw new BadSilence('http: request body too large');
  }
  return JSON.parse(text);
}

function alertsIn(store: Store, silences: SilenceBook, posted: PostedAlerts): readonly object[] {
  const rules = alertRulesIn(store);
  const now = Date.now();
  const given = posted.list(now).map(({ labels, annotations, startsAt, endsAt }) => {
    const silencedBy = silences.silencing(labels, now);
    return alertOf({ labels, annotations, startsAt, endsAt, silencedBy, now });
  });
  const found = findingsIn(store).flatMap(({ rule: name, labels: found, value, since }) => {
    const rule = rules.get(name);
    if (rule === undefined) return [];
    const labels = { alertname: name, ...found, ...rule.labels };
    const annotations = Object.entries(rule.annotations).map(([key, template]) => [
      key,
      filledIn(template, found, value),
    ]);
    const silencedBy = silences.silencing(labels, now);
    return [
      alertOf({
        labels,
        annotations: Object.fromEntries(annotations),
        startsAt: new Date(since).toISOString(),
        endsAt: new Date(now + LASTS_MS).toISOString(),
        silencedBy,
        now,
      }),
    ];
  });
  return [...found, ...given];
}

interface AlertFacts extends PostedAlert {
  readonly silencedBy: readonly string[];
  readonly now: number;
}

function alertOf({ labels, annotations, startsAt, endsAt, silencedBy, now }: AlertFacts): object {
  return {
    annotations,
    endsAt,
    fingerprint: fingerprintOf(labels),
    receivers: [{ name: 'nobody' }],
    startsAt,
    status: { inhibitedBy: [], mutedBy: [], silencedBy, state: silencedBy.length > 0 ? 'suppressed' : 'active' },
    updatedAt: new Date(now).toISOString(),
    generatorURL: '',
    labels,
  };
}

/** Another hash than Alertmanager's, of the same length and for the same purpose. */
function fingerprintOf(labels: Texts): string {
  const sorted = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(sorted).digest('hex').slice(0, 16);
}
