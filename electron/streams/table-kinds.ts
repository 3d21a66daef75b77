// The kinds that each table of the whole cluster shows, and where they are listed.
import type { LiveTableName } from '../../shared/model/live-table.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** One kind; `isNamespaced`: it can be listed of one namespace alone. */
export interface TableKind extends Pick<KubeObject, 'apiVersion' | 'kind'> {
  readonly plural: string;
  readonly isNamespaced: boolean;
}

const of = (apiVersion: string, kind: string, plural: string, isNamespaced = true): TableKind => ({
  apiVersion,
  kind,
  plural,
  isNamespaced,
});

/** Table → kinds. */
export const TABLE_KINDS: Readonly<Record<LiveTableName, readonly TableKind[]>> = {
  pods: [of('v1', 'Pod', 'pods')],
  workloads: [
    of('apps/v1', 'Deployment', 'deployments'),
    of('apps/v1', 'StatefulSet', 'statefulsets'),
    of('apps/v1', 'DaemonSet', 'daemonsets'),
  ],
  services: [of('v1', 'Service', 'services')],
  jobs: [of('batch/v1', 'Job', 'jobs'), of('batch/v1', 'CronJob', 'cronjobs')],
  claims: [of('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims')],
  ingresses: [of('networking.k8s.io/v1', 'Ingress', 'ingresses')],
  nodes: [of('v1', 'Node', 'nodes', false)],
  events: [of('v1', 'Event', 'events')],
};

/** The path of the list, of one namespace or of all. */
export function tablePath({ apiVersion, plural, isNamespaced }: TableKind, namespace: string | undefined): string {
  const base = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const where = isNamespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${base}${where}/${plural}`;
}
