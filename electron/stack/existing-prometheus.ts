// Whether the Prometheus that the settings want to use is in the cluster: before a plan, not after an install without data.
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { StackSettings } from '../../shared/model/stack-settings.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';

type Existing = NonNullable<StackSettings['prometheus']['existing']>;

const serviceSchema = z.object({ spec: z.object({ ports: z.array(z.object({ port: z.number() })).optional() }) });
const servicesSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string(), namespace: z.string() }) })),
});

/** As charts of Prometheus label its Service (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/). */
const LABELLED = '/api/v1/services?labelSelector=app.kubernetes.io%2Fname%3Dprometheus';

/**
 * Throws `badInput` where the Service is not there, or has no such port: with what there is to choose from. Who may not read
 * Services is not told anything.
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
  const ports = (serviceSchema.parse(found.body).spec.ports ?? []).map((each) => each.port);
  if (ports.includes(port)) return;
  throw refused('port', `is ${port}, which ${name} does not have: choose among ${ports.join(', ')}.`);
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
