// The pods of a workload, and how long they took to start.
import { record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import { selectorQuery } from '../kube/label-selector.ts';
import type { Cluster } from '../release/context.ts';

/** More are not counted one by one. */
const MOST_PODS = 500;
/** What took longer had another reason. */
const LONGEST_START_S = 600;

/** Pods that it selects; undefined where they cannot be known. Throws as `KubeClient.request` does, but for a 403. */
export async function readPods(
  { client }: Cluster,
  { metadata, spec }: KubeObject,
): Promise<readonly KubeObject[] | undefined> {
  const labelSelector = selectorQuery(record(spec).selector);
  if (labelSelector === undefined || metadata.namespace === undefined) return undefined;
  return list(client, metadata.namespace, { labelSelector });
}

/** All pods of a namespace, as many as are looked at; undefined where they may not be listed. */
export function readNamespacePods({ client }: Cluster, namespace: string): Promise<readonly KubeObject[] | undefined> {
  return list(client, namespace, {});
}

async function list(
  client: Cluster['client'],
  namespace: string,
  query: { readonly labelSelector?: string },
): Promise<readonly KubeObject[] | undefined> {
  try {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
    const { body } = await client.request<{ readonly items?: unknown }>({
      path,
      query: { ...query, limit: MOST_PODS },
    });
    return records(body.items) as readonly KubeObject[];
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return undefined;
    throw error;
  }
}

/** How long the slowest of them took from being made to being ready, in s; undefined where none tells, as after a restart. */
export function startSeconds(pods: readonly KubeObject[] = []): number | undefined {
  const known = pods.flatMap(({ metadata, status }) => {
    const { conditions, containerStatuses } = record(status);
    const ready = records(conditions).find(({ type, status: is }) => type === 'Ready' && is === 'True');
    const isFirst = records(containerStatuses).every(({ restartCount }) => restartCount === 0);
    const seconds = (Date.parse(text(ready?.lastTransitionTime)) - Date.parse(text(metadata.creationTimestamp))) / 1000;
    return isFirst && seconds >= 0 && seconds < LONGEST_START_S ? [seconds] : [];
  });
  return known.length === 0 ? undefined : Math.max(...known);
}

/** "about 10 s", "about 2 min": no more exact than it is. */
export function aboutSeconds(seconds: number): string {
  if (seconds < 55) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  return `about ${Math.ceil(seconds / 60)} min`;
}
