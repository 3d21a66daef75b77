// Finds the Prometheus that the settings want to use: before a plan, not after an install without data.
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { STACK_NAMESPACE } from '../../../shared/model/stack.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';
import { readAs } from '../../kube/read-as.ts';
import { formatKnown, knownPrometheus, type ServiceFacts } from './known-prometheus.ts';

type Existing = NonNullable<StackSettings['prometheus']['existing']>;

const PART_OF = 'app.kubernetes.io/part-of';
const serviceSchema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ ports: z.array(z.object({ name: z.string().default(''), port: z.number() })).default([]) }),
});
const servicesSchema = z.object({
  metadata: z.object({ continue: z.string().optional() }).default({}),
  items: z
    .array(
      z.object({
        metadata: z.object({
          name: z.string(),
          namespace: z.string(),
          labels: z.record(z.string(), z.string()).nullish(),
        }),
        spec: z.object({ ports: z.array(z.object({ name: z.string().default(''), port: z.number() })).nullish() }),
      }),
    )
    .nullish(),
});

/** Enough for any cluster in which somebody looks for a name that was misspelt. */
const PAGES = 8;
const PAGE_SIZE = 500;

/** More to choose from is no advice. */
const MAX_NAMES = 4;

/**
 * Throws `badInput` where the Service is not there, or has no such port: with what there is to choose from; and for the stack's
 * own, which goes where another is used. Nothing is said to a person who may not read Services.
 */
export async function assertExistingPrometheus(client: KubeClient, existing: Existing, signal: AbortSignal) {
  const { namespace, service, port } = existing;
  const name = `Service ${namespace}/${service}`;
  const path = `/api/v1/namespaces/${namespace}/services/${service}`;
  const found = await unlessRefused(client, path, signal);
  if (found === 'forbidden') return;
  if (found === 'notFound') {
    const names = namesIn(await allServices(client, signal));
    const advice = names.length === 0 ? 'name that of your Prometheus.' : `did you mean ${names.join(' or ')}?`;
    throw refused('service', `is ${service}, and ${name} is not in this cluster: ${advice}`);
  }
  const { metadata, spec } = readAs(client, path, serviceSchema, found.body);
  if (namespace === STACK_NAMESPACE && metadata.labels[PART_OF] === 'odin') {
    throw refused('service', `is ${service}, the stack's own, which would be deleted for it: leave existing out.`);
  }
  const ports = spec.ports.map((each) => each.port);
  if (ports.includes(port)) return;
  const [known] = knownPrometheus([{ namespace, name: service, labels: metadata.labels, ports: spec.ports }]);
  const likely = known?.port === undefined ? '' : `${known.port} is likely the one, `;
  const choice = ports.length === 0 ? 'it has none' : `${likely}choose among ${ports.join(', ')}`;
  throw refused('port', `is ${port}, which ${name} does not have: ${choice}.`);
}

/**
 * The note for whoever installs a Prometheus beside one that is there already. None once the stack's own is there, where there is
 * no other, and for who may not read Services: it is advice, and no plan waits for it.
 *
 * Throws `cancelled` alone.
 */
export async function otherPrometheusNotes(client: KubeClient, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const services = await allServices(client, signal);
    if (services.some(isOwnPrometheus)) return [];
    const names = namesIn(services);
    if (names.length === 0) return [];
    const settings = 'to use it, name it in prometheus.existing of the settings';
    return [`This cluster has a Prometheus already (${names.join(', ')}), and this one comes beside it: ${settings}.`];
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') return [];
    throw error;
  }
}

/** Those beside the stack's own, as `lab/kps`, the likeliest first. Errors are those of {@link KubeClient.request}. */
export async function otherPrometheuses(client: KubeClient, signal: AbortSignal): Promise<readonly string[]> {
  return namesIn(await allServices(client, signal));
}

function namesIn(services: readonly ServiceFacts[]): readonly string[] {
  return knownPrometheus(services).slice(0, MAX_NAMES).map(formatKnown);
}

function isOwnPrometheus({ namespace, name, labels }: ServiceFacts): boolean {
  return namespace === STACK_NAMESPACE && name === 'prometheus' && labels[PART_OF] === 'odin';
}

async function allServices(client: KubeClient, signal: AbortSignal): Promise<readonly ServiceFacts[]> {
  const services: ServiceFacts[] = [];
  let next: string | undefined = '';
  for (let page = 0; page < PAGES && next !== undefined; page += 1) {
    const query: string = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
    const found = await unlessRefused(client, `/api/v1/services?limit=${PAGE_SIZE}${query}`, signal);
    const list = typeof found === 'string' ? undefined : servicesSchema.safeParse(found.body).data;
    for (const { metadata, spec } of list?.items ?? []) {
      const { name, namespace, labels } = metadata;
      services.push({ name, namespace, labels: labels ?? {}, ports: spec.ports ?? [] });
    }
    next = list?.metadata.continue || undefined;
  }
  return services;
}

/** Other errors than these two are those of {@link KubeClient.request}. */
async function unlessRefused(client: KubeClient, path: string, signal: AbortSignal) {
  try {
    return await client.request({ path, signal });
  } catch (error) {
    if (error instanceof ApiError && (error.code === 'notFound' || error.code === 'forbidden')) return error.code;
    throw error;
  }
}

function refused(key: keyof Existing, reason: string): AppError {
  const subject = `prometheus.existing.${key}`;
  return new AppError('badInput', `The settings: ${subject} ${reason}`, { subject });
}
