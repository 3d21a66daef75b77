// Finds the Prometheus that the settings want to use: before a plan, not after an install without data.
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { STACK_NAMESPACE } from '../../../shared/model/stack.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';

type Existing = NonNullable<StackSettings['prometheus']['existing']>;

const PART_OF = 'app.kubernetes.io/part-of';
const serviceSchema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ ports: z.array(z.object({ port: z.number() })).default([]) }),
});
const servicesSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string(), namespace: z.string() }) })),
});

/** As charts of Prometheus label its Service (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/). */
const SELECTOR = encodeURIComponent(`app.kubernetes.io/name=prometheus,${PART_OF}!=odin`);
const LABELLED = `/api/v1/services?labelSelector=${SELECTOR}`;

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
    const names = await labelledServices(client, signal);
    const advice = names.length === 0 ? 'name that of your Prometheus.' : `did you mean ${names.join(' or ')}?`;
    throw refused('service', `is ${service}, and ${name} is not in this cluster: ${advice}`);
  }
  const { metadata, spec } = serviceSchema.parse(found.body);
  if (namespace === STACK_NAMESPACE && metadata.labels[PART_OF] === 'odin') {
    throw refused('service', `is ${service}, the stack's own, which would be deleted for it: leave existing out.`);
  }
  const ports = spec.ports.map((each) => each.port);
  if (ports.includes(port)) return;
  const choice = ports.length === 0 ? 'it has none' : `choose among ${ports.join(', ')}`;
  throw refused('port', `is ${port}, which ${name} does not have: ${choice}.`);
}

async function labelledServices(client: KubeClient, signal: AbortSignal): Promise<readonly string[]> {
  const found = await unlessRefused(client, LABELLED, signal);
  if (typeof found === 'string') return [];
  return servicesSchema.parse(found.body).items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
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
