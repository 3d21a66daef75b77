// The fill of volumes, by the kubelets' series, for those that have a space of their own.
import type { Usage } from '../../shared/model/usage.ts';
import type { QueryResult } from './answers.ts';
import type { PrometheusClient } from './prometheus.ts';

const OF_CLAIM = 'by (namespace, persistentvolumeclaim)';
const USED = `max ${OF_CLAIM} (kubelet_volume_stats_used_bytes)`;
const CAPACITY = `max ${OF_CLAIM} (kubelet_volume_stats_capacity_bytes)`;
/** Of the nodes' own disks: a volume that is mounted for a pod is a file system of its node too. */
const DISKS = 'max by (instance, device) (node_filesystem_size_bytes{mountpoint!~"/var/lib/kubelet/.*"})';

const MOST_VOLUMES = 10_000;

type Volumes = Usage['volumes'];

/** @throws AppError as {@link PrometheusClient} does */
export async function readVolumes(client: PrometheusClient, signal: AbortSignal): Promise<Volumes> {
  const [used, capacity, disks] = await Promise.all([
    client.query(USED, signal),
    client.query(CAPACITY, signal),
    client.query(DISKS, signal),
  ]);
  return volumesIn({ used, capacity, disks });
}

/** The answers that tell of volumes. */
export interface VolumeAnswers {
  readonly used: QueryResult;
  readonly capacity: QueryResult;
  readonly disks: QueryResult;
}

/**
 * The volumes in these answers. A volume that is a folder of a node's disk, as K3s' local-path ones are, reports the whole disk's
 * numbers, which would be wrong of the claim: it is known by the disk's size, to the byte, and left out. Pure.
 */
export function volumesIn({ used, capacity, disks }: VolumeAnswers): Volumes {
  const diskSizes = new Set(amounts(disks).map(({ amount }) => amount));
  const usedOf = new Map(amounts(used).map(({ key, amount }) => [key, amount]));
  return amounts(capacity)
    .flatMap(({ key, namespace, claim, amount: capacityBytes }) => {
      const usedBytes = usedOf.get(key);
      if (usedBytes === undefined || capacityBytes === 0 || claim === '' || diskSizes.has(capacityBytes)) return [];
      return [{ namespace, claim, usedBytes, capacityBytes }];
    })
    .slice(0, MOST_VOLUMES);
}

function amounts(answer: QueryResult) {
  if (answer.resultType !== 'vector') return [];
  return answer.result.flatMap(({ metric, value }) => {
    const { namespace = '', persistentvolumeclaim: claim = '' } = metric;
    const amount = Number(value?.[1] ?? Number.NaN);
    return Number.isFinite(amount) && amount >= 0 ? [{ key: `${namespace}/${claim}`, namespace, claim, amount }] : [];
  });
}
