// Finds the pod that answers for a Service now: Service → ready endpoint → pod and the number of its port.
import { AppError } from '../../shared/errors.ts';
import { isRecord, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { endpointsOf, SERVICE_LABEL } from './endpoints.ts';
import { specOf } from './health/conditions.ts';
import { isActive } from './health/finished.ts';
import { healthOf } from './health/health-of.ts';
import { NOTHING_RELATED } from './health/related.ts';
import { type Advice, withAdvice } from './service-advice.ts';

/** A port of a Service, as its clients know it. */
export interface ServiceAddress {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  /** What to do where it is not there, or wants to be asked in another way. */
  readonly advice?: Advice;
}

/** A port of a pod. */
export interface PodAddress {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** Somebody is waiting for a page meanwhile. */
const TIMEOUT_MS = 5_000;

type List = { readonly items: readonly KubeObject[] };

/**
 * Asks the API server, so that the answer is true now.
 *
 * @throws AppError `notFound` (no such Service, or it has no such port), `unavailable` (no pod is ready, with the reason
 * of one that is not), `unsupported` (it leads out of the cluster), and what the client throws.
 */
export async function findReadyPod(
  client: KubeClient,
  address: ServiceAddress,
  signal: AbortSignal,
): Promise<PodAddress> {
  const { namespace, name } = address;
  const slicesPath = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  const [service, slices] = await Promise.all([
    readService(client, address, signal),
    client.request<List>({
      path: slicesPath,
      query: { labelSelector: `${SERVICE_LABEL}=${name}` },
      timeoutMs: TIMEOUT_MS,
      signal,
    }),
  ]);
  const ready = pickReadyPod(service, slices.body.items, address.port);
  if (ready !== undefined) return ready;
  const reason = await whyNoneIsReady(client, service, signal);
  throw new AppError('unavailable', `Service ${namespace}/${name} has no ready pod: ${reason}.`, {
    subject: `Service/${namespace}/${name}`,
  });
}

/**
 * The first ready pod behind a port of a Service; undefined when none is ready. Pure.
 *
 * @throws AppError `notFound` (no such port), `unsupported` (addresses outside the cluster).
 */
export function pickReadyPod(service: KubeObject, slices: readonly KubeObject[], port: number): PodAddress | undefined {
  const { namespace = '', name } = service.metadata;
  const subject = `Service/${namespace}/${name}`;
  const servicePort = records(specOf(service).ports).find((one) => one.port === port);
  if (servicePort === undefined) {
    throw new AppError('notFound', `Service ${namespace}/${name} has no port ${port}.`, { subject });
  }
  // Slices carry the Service's port name and the pods' port number, so that a named target port needs no look-up.
  const portName = text(servicePort.name);
  const ready = endpointsOf(service, slices).filter((endpoint) => endpoint.ready);
  for (const { pod, ports } of ready) {
    const target = ports.find((one) => one.name === portName);
    if (pod !== undefined && target !== undefined) return { namespace, pod, port: target.port };
  }
  if (ready.length === 0) return undefined;
  const leads = ready.some(({ pod }) => pod !== undefined)
    ? `port ${port} leads to no port of its pods`
    : 'leads to addresses outside the cluster';
  throw new AppError('unsupported', `Service ${namespace}/${name}: ${leads}, which cannot be forwarded.`, { subject });
}

async function readService(
  client: KubeClient,
  { namespace, name, advice }: ServiceAddress,
  signal: AbortSignal,
): Promise<KubeObject> {
  try {
    const path = `/api/v1/namespaces/${namespace}/services/${name}`;
    return (await client.request<KubeObject>({ path, timeoutMs: TIMEOUT_MS, signal })).body;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    const sentence = `Service ${namespace}/${name} is not in the cluster`;
    const subject = `Service/${namespace}/${name}`;
    if (advice !== undefined) {
      throw new AppError('notFound', withAdvice(sentence, advice, 'missing'), { subject, cause: error });
    }
    const message = `${sentence}: install the stack first.`;
    throw new AppError('notFound', message, { subject, remedy: 'odin install', cause: error });
  }
}

async function whyNoneIsReady(client: KubeClient, service: KubeObject, signal: AbortSignal): Promise<string> {
  const selector = specOf(service).selector;
  if (!isRecord(selector)) return 'it has no endpoints';
  const labelSelector = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const path = `/api/v1/namespaces/${service.metadata.namespace}/pods`;
  const { items } = (await client.request<List>({ path, query: { labelSelector }, timeoutMs: TIMEOUT_MS, signal }))
    .body;
  const pods = items.map((item): KubeObject => ({ ...item, apiVersion: 'v1', kind: 'Pod' })).filter(isActive);
  const told = pods.map((pod) => ({ name: pod.metadata.name, health: healthOf(pod, { ...NOTHING_RELATED, pods }) }));
  const worst = told.find(({ health }) => health.state === 'Failed') ?? told[0];
  if (worst === undefined) return `no pod has the labels ${labelSelector}`;
  if (worst.health.state === 'Current') return `${worst.name} is not yet among its endpoints`;
  return `${worst.name}: ${worst.health.reason}`;
}
