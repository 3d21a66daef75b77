// The programs on the ports of the demo cluster's pods: Prometheus, Alertmanager, Grafana, exporters, and a plain web server.
import { createServer, type Server } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import { createAlertmanagerServer } from './alertmanager/server.ts';
import { processOf } from './controllers/process.ts';
import { createGrafanaServer } from './grafana/server.ts';
import { type Database, exporterOf, hasPort } from './prometheus/database.ts';
import { formatMetrics, metricsOf } from './prometheus/exporters.ts';
import { createPrometheusServer } from './prometheus/http.ts';
import { isRunning } from './prometheus/pod-log.ts';
import { isImage } from './prometheus/targets.ts';
import { type JsonObject, listAt, stringAt } from './store/json.ts';
import type { Store } from './store/store.ts';

/** Opens a connection to a port of a pod; undefined when nobody listens there. */
export function createDialer(store: Store, database: Database): (pod: JsonObject, port: number) => Duplex | undefined {
  const prometheus = createPrometheusServer(database);
  const alertmanager = createAlertmanagerServer(store);
  const plain = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html', connection: 'close' });
    response.end('<HTML><BODY><H1>404 Not Found</H1>The requested URL was not found</BODY></HTML>\n');
  });
  return (pod, port) => {
    const server = serverOf(pod, port);
    if (server === undefined) return undefined;
    const [here, there] = duplexPair();
    server.emit('connection', there);
    return here;
  };

  function serverOf(pod: JsonObject, port: number): Server | undefined {
    if (!isRunning(pod)) return undefined;
    if (isImage(pod, 'prometheus/prometheus') && hasPort(pod, port)) return prometheus;
    if (isImage(pod, 'prometheus/alertmanager') && hasPort(pod, port)) return alertmanager;
    if (isImage(pod, 'grafana/grafana') && hasPort(pod, port)) return createGrafanaServer(store, pod);
    const ports = (listAt(pod, 'spec.containers') as readonly JsonObject[]).map((it) => processOf(it).httpPort);
    if (!ports.includes(port) && !hasPort(pod, port)) return undefined;
    return exporterOf(pod) === 'other' ? plain : createExporterServer(pod, database);
  }
}

/** An exporter's page: what Prometheus would scrape now. */
function createExporterServer(pod: JsonObject, { gpuSwitch }: Database): Server {
  return createServer((request, response) => {
    const isMetrics = request.url?.startsWith('/metrics') === true;
    const seconds = Math.floor(Date.now() / 1000);
    const metrics = metricsOf(exporterOf(pod), stringAt(pod, 'spec.nodeName'), seconds - 86_400, gpuSwitch);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(isMetrics || isOfGate(request.url) ? formatMetrics(metrics, seconds) : 'ok\n');
  });
}

/** A gate stands before the exporter, at a page of its own. */
function isOfGate(url: string | undefined): boolean {
  return url?.startsWith('/cgi-bin/metrics') === true;
}
