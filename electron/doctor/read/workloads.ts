// Reads one DaemonSet of GPUs with its pods: whether they are ready, why they wait, their warnings and their last lines.
import { count, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { KubeClient } from '../../kube/client.ts';
import { podLogPath } from '../../kube/pod-log.ts';
import { maskShown, maskText } from '../../log/mask-text.ts';
import type { PageAddress, PodFacts, WorkloadFacts } from '../facts.ts';

const MOST_PODS = 8;
const MOST_EVENTS = 50;
const LOG_LINES = 40;
const LOG_BYTES = 16 * 1024;
const TIMEOUT_MS = 5_000;

type List = { readonly items: readonly KubeObject[] };

/** Whoever's device plugin it is: NVIDIA's own manifest, GPU Operator's, the stack's. */
export function isPlugin({ spec }: KubeObject): boolean {
  const containers = records(record(record(record(spec).template).spec).containers);
  return containers.some(({ image }) => /\/k8s-device-plugin[:@]/.test(text(image)));
}

/** Throws what the client does for its pods; events and logs that cannot be had are left out. */
export async function readWorkload(client: KubeClient, set: KubeObject, signal: AbortSignal): Promise<WorkloadFacts> {
  const { namespace = '', name } = set.metadata;
  const { selector, template } = record(set.spec);
  const status = record(set.status);
  const labelSelector = selectorText(record(selector));
  const { body } = await client.request<List>({
    path: `/api/v1/namespaces/${namespace}/pods`,
    query: { labelSelector, limit: MOST_PODS },
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  // A pod that is being replaced says nothing of the one that comes.
  const pods = body.items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const runtimeClass = text(record(record(template).spec).runtimeClassName);
  return {
    namespace,
    name,
    runtimeClass: runtimeClass === '' ? undefined : runtimeClass,
    desired: count(status.desiredNumberScheduled),
    ready: count(status.numberReady),
    pods: await Promise.all(pods.map((pod) => readPod(client, pod, mainContainer(pod, name), signal))),
  };
}

/** As a query has it. With a part left out, it would choose pods of others, and their logs. */
function selectorText({ matchLabels, matchExpressions }: Readonly<Record<string, unknown>>): string {
  const labels = Object.entries(record(matchLabels)).map(([key, value]) => `${key}=${text(value)}`);
  const expressions = records(matchExpressions).map(({ key, operator, values }) => {
    const list = Array.isArray(values) ? `(${values.map(text).join(',')})` : '()';
    switch (operator) {
      case 'Exists':
        return text(key);
      case 'DoesNotExist':
        return `!${text(key)}`;
      default:
        return `${text(key)} ${operator === 'In' ? 'in' : 'notin'} ${list}`;
    }
  });
  return [...labels, ...expressions].join(',');
}

/** The one that is called as the workload is; others stand beside it. */
function mainContainer({ spec }: KubeObject, name: string): string {
  const names = records(record(spec).containers).map((container) => text(container.name));
  return names.includes(name) ? name : (names[0] ?? '');
}

async function readPod(client: KubeClient, pod: KubeObject, container: string, signal: AbortSignal): Promise<PodFacts> {
  const { namespace = '', name } = pod.metadata;
  const status = record(pod.status);
  const states = [...records(status.initContainerStatuses), ...records(status.containerStatuses)];
  const [events, log] = await Promise.all([
    orNothing(signal, warningsOf(client, namespace, name, signal)),
    orNothing(signal, logOf(client, namespace, name, container, signal)),
  ]);
  return {
    name,
    isReady: records(status.conditions).some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    isRunning: states.some(({ state }) => record(state).running !== undefined),
    waiting: states.flatMap(({ state }) => waitingIn(state)),
    events,
    log,
    ...pageOf(pod),
  };
}

/** A gate asks its exporter only while that wakes no GPU. Without one, Prometheus asks every few seconds anyhow. */
function pageOf({ spec }: KubeObject): { readonly page?: PageAddress } {
  const containers = records(record(spec).containers);
  const ports = containers.flatMap((container) => records(container.ports));
  const port = count((ports.find(({ name }) => name === 'http' || name === 'metrics') ?? ports[0])?.containerPort);
  const hasGate = containers.some(({ name }) => name === 'gate');
  return port === 0 ? {} : { page: { port, path: hasGate ? '/cgi-bin/metrics' : '/metrics' } };
}

function waitingIn(state: unknown): readonly string[] {
  const { reason, message } = record(record(state).waiting ?? record(state).terminated);
  const words = [text(reason), text(message)].filter((word) => word !== '');
  return words.length === 0 ? [] : [maskShown(words.join(': '))];
}

async function warningsOf(
  client: KubeClient,
  namespace: string,
  pod: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { body } = await client.request<List>({
    path: `/api/v1/namespaces/${namespace}/events`,
    query: { fieldSelector: `involvedObject.name=${pod},type=Warning`, limit: MOST_EVENTS },
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  const seenAt = (event: KubeObject) =>
    text(event.lastTimestamp) || text(event.eventTime) || text(event.metadata.creationTimestamp);
  const warnings = body.items.filter((event) => event.type === 'Warning');
  return [...warnings]
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a), 'en'))
    .map((event) => maskShown(`${text(event.reason)}: ${text(event.message)}`));
}

async function logOf(
  client: KubeClient,
  namespace: string,
  pod: string,
  container: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const path = podLogPath(namespace, pod);
  const query = { container, tailLines: LOG_LINES, limitBytes: LOG_BYTES };
  const { body } = await client.request({ path, query, timeoutMs: TIMEOUT_MS, signal });
  // Whole, for a key has several lines; and strictly, for nobody wrote a log to be shown.
  const masked = typeof body === 'string' ? maskText(body) : '';
  return masked.split('\n').filter((line) => line.trim() !== '');
}

async function orNothing(signal: AbortSignal, lines: Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await lines;
  } catch {
    signal.throwIfAborted();
    return [];
  }
}
