// Reads the metrics API, which metrics-server serves and K3s brings along: the pods with what they use now.
// Source: https://github.com/kubernetes/metrics/blob/master/pkg/apis/metrics/v1beta1/types.go
import { AppError } from '../../shared/errors.ts';
import { record, records, text } from '../../shared/json.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { listAll } from '../kube/list-all.ts';
import { quantityValue } from './quantity.ts';

const API = '/apis/metrics.k8s.io/v1beta1';

/** What one thing uses. Absent where that is no amount. */
interface Amounts {
  readonly cpuCores?: number;
  readonly memoryBytes?: number;
}

/** One pod. */
export interface PodAmounts extends Amounts {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The pods of all namespaces; where a person may not see all, those of `namespace`. Undefined where the cluster has no metrics API.
 *
 * @throws AppError `forbidden`, `unavailable` (what serves it is down), and as `KubeClient.request` does
 */
export async function readPodMetrics(
  client: KubeClient,
  namespace: string,
  signal: AbortSignal,
): Promise<readonly PodAmounts[] | undefined> {
  try {
    const all = await listAll(client, { path: `${API}/pods` }, signal).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
      return listAll(client, { path: `${API}/namespaces/${encodeURIComponent(namespace)}/pods` }, signal);
    });
    return all.objects.map(({ metadata, containers }) => ({
      namespace: text(metadata.namespace),
      name: metadata.name,
      ...amountsOf(records(containers).map(({ usage }) => record(usage))),
    }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    if (error instanceof AppError && error.code === 'unavailable') throw down(error);
    throw error;
  }
}

function down(error: AppError): AppError {
  return new AppError('unavailable', 'The metrics API does not answer: see whether metrics-server runs.', {
    cause: error,
  });
}

/** Of all containers together. */
function amountsOf(usages: readonly Readonly<Record<string, unknown>>[]): Amounts {
  const sum = (resource: string) => usages.reduce((total, usage) => total + quantityValue(usage[resource]), 0);
  const [cpuCores, memoryBytes] = [sum('cpu'), sum('memory')];
  return {
    ...(cpuCores >= 0 ? { cpuCores } : {}),
    ...(memoryBytes >= 0 ? { memoryBytes } : {}),
  };
}
