// The objects around one object, as far as they are watched.
import type { KubeObject } from '../../shared/model/object.ts';
import type { RelatedObjects } from '../cluster/health/related.ts';
import type { Snapshot } from '../cluster/snapshot.ts';

/** Lists hold more than what belongs to the object. */
export interface Around {
  readonly objects: Snapshot['objects'];
  readonly policies: readonly KubeObject[];
  readonly ingresses: readonly KubeObject[];
  /** Of what pods may do without, what is known to be there: `ConfigMap/grafana-datasource-loki`. */
  readonly optional: ReadonlySet<string>;
  /** Whether Events may be read. */
  readonly hasEvents: boolean;
}

/** The part of it that health goes by. */
export function relatedOf({ objects }: Around): RelatedObjects {
  return {
    pods: objects.Pod,
    replicaSets: objects.ReplicaSet,
    events: objects.Event,
    claims: objects.PersistentVolumeClaim,
    storageClasses: objects.StorageClass,
    endpointSlices: objects.EndpointSlice,
  };
}
