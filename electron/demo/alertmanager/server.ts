// Alertmanager's HTTP API, as far as ODIN and a curious person ask for it; it can't silence.
// Source: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Store } from '../store/store.ts';
import { findingsIn } from './findings.ts';
import { alertRulesIn, filledIn, type Texts } from './rules.ts';

const VERSION = '0.34.1';
/** Prometheus says it again sooner than this; then the alert has ended. */
const LASTS_MS = 4 * 60_000;

/** The server; it never listens: connections are handed to it. */
export function createAlertmanagerServer(store: Store): Server {
  return createServer((request, response) => {
    const json = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const text = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://alertmanager');
    if (request.method !== 'GET') return text(405, 'The demo cluster keeps no silences.\n');
    switch (pathname) {
      case '/-/ready':
      case '/-/healthy':
        return text(200, 'OK');
      case '/api/v2/alerts':
        return json(searchParams.get('active') === 'false' ? [] : alertsIn(store));
      case '/api/v2/silences':
        return json([]);
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

function alertsIn(store: Store): readonly object[] {
  const rules = alertRulesIn(store);
  const now = Date.now();
  return findingsIn(store).flatMap(({ rule: name, labels: found, value, since }) => {
    const rule = rules.get(name);
    if (rule === undefined) return [];
    const labels = { alertname: name, ...found, ...rule.labels };
    const annotations = Object.entries(rule.annotations).map(([key, template]) => [
      key,
      filledIn(template, found, value),
    ]);
    return [
      {
        annotations: Object.fromEntries(annotations),
        endsAt: new Date(now + LASTS_MS).toISOString(),
        fingerprint: fingerprintOf(labels),
        receivers: [{ name: 'nobody' }],
        startsAt: new Date(since).toISOString(),
        status: { inhibitedBy: [], mutedBy: [], silencedBy: [], state: 'active' },
        updatedAt: new Date(now).toISOString(),
        generatorURL: '',
        labels,
      },
    ];
  });
}

/** Another hash than Alertmanager's, of the same length and for the same purpose. */
function fingerprintOf(labels: Texts): string {
  const sorted = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(sorted).digest('hex').slice(0, 16);
}
