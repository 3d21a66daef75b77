// One pod of the overview.
import { count, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { PodRow } from '../../shared/model/overview.ts';
import { specOf, statusOf } from './health/conditions.ts';
import { healthOf } from './health/health-of.ts';
import type { RelatedObjects } from './health/related.ts';
import { ownerOf } from './owner.ts';
import { partTitle, type TitleOf } from './part-title.ts';

/** How many of its containers are ready, how often they began anew. */
type PodCounts = Pick<PodRow, 'readyContainers' | 'totalContainers' | 'restarts'>;

/** The row of a pod; `replicaSets` by `uid`. */
export function podRow(
  pod: KubeObject,
  related: RelatedObjects,
  replicaSets: ReadonlyMap<string, KubeObject>,
  titleOf: TitleOf,
): PodRow {
  const owner = ownerOf(pod, replicaSets);
  const node = text(specOf(pod).nodeName);
  const { namespace = '', name, uid = '', creationTimestamp = '' } = pod.metadata;
  return {
    namespace,
    name,
    uid,
    ...(owner === undefined ? {} : { owner }),
    health: healthOf(pod, related, partTitle(pod, titleOf)),
    ...podCounts(pod),
    ...(node === '' ? {} : { node }),
    createdAt: Date.parse(creationTimestamp) || 0,
  };
}

/** Init containers count for nothing but those that go on running beside the others (sidecars). */
export function podCounts(pod: KubeObject): PodCounts {
  const spec = specOf(pod);
  const status = statusOf(pod);
  const sidecars = records(spec.initContainers).filter((container) => container.restartPolicy === 'Always');
  const names = new Set([...records(spec.containers), ...sidecars].map((container) => container.name));
  const statuses = [...records(status.containerStatuses), ...records(status.initContainerStatuses)];
  return {
    readyContainers: statuses.filter((one) => names.has(one.name) && one.ready === true).length,
    totalContainers: names.size,
    restarts: statuses.reduce((sum, one) => sum + count(one.restartCount), 0),
  };
}
