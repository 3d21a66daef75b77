// Reads what the doctor says of the cluster around the chain: what it is, where, and what of that matters for the stack.
import { record, text } from '../../shared/json.ts';
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Distribution } from '../distribution/distribution.ts';
import { evidenceOf } from '../distribution/evidence.ts';
import { nodePhrase, nodesOf, situationOf } from '../distribution/place.ts';
import { remarksOn } from '../distribution/remarks.ts';
import type { MachineIdentity } from '../distribution/this-machine.ts';
import type { Site } from '../distribution/ways-at.ts';
import { nodeIdentity } from '../distribution/whereabouts.ts';
import type { ClusterFacts, StackFacts } from '../doctor/facts.ts';
import { NVIDIA_CLASS } from '../doctor/handlers.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { serverPlace } from '../kube/server-place.ts';
import { readOf } from '../node-files/fact.ts';
import { factOf } from '../node-files/fact-of.ts';
import { listClasses, STORAGE_CLASSES } from '../stack/cluster-checks/classes.ts';
import { otherPrometheuses } from '../stack/cluster-checks/existing-service.ts';

const METRICS = '/apis/metrics.k8s.io/v1beta1';

/** What was read already. */
export interface SurroundingsSubject {
  readonly client: KubeClient;
  readonly context: Pick<ClusterContext, 'name' | 'file'>;
  readonly identity: MachineIdentity;
  readonly nodes: readonly KubeObject[];
  readonly cluster: ClusterFacts;
  readonly stack: StackFacts | undefined;
}

export interface Surroundings {
  readonly distribution: Distribution | undefined;
  readonly site: Site;
  readonly told: NonNullable<DoctorReport['cluster']>;
}

/** What may not be read is not remarked on. Throws only where `signal` was aborted. */
export async function readSurroundings(
  { client, context, identity, nodes, cluster, stack }: SurroundingsSubject,
  signal: AbortSignal,
): Promise<Surroundings> {
  const [version, classes, hasPodMetrics, others] = await Promise.all([
    factOf('/version', signal, async () =>
      text(record((await client.request({ path: '/version', signal })).body).gitVersion),
    ),
    factOf(STORAGE_CLASSES.path, signal, () => listClasses(client, STORAGE_CLASSES, signal)),
    factOf(METRICS, signal, () => isServed(client, METRICS, signal)),
    factOf('services', signal, () => otherPrometheuses(client, signal)),
  ]);
  const provisioners = (readOf(classes) ?? []).map(({ provisioner }) => provisioner);
  const identities = nodes.map(nodeIdentity);
  const { distribution, place } = situationOf({
    server: serverPlace(client.server),
    evidence: evidenceOf(readOf(version) ?? '', nodes, provisioners),
    nodes: identities,
    machine: identity,
  });
  const site: Site = {
    where: place.where,
    onNode: nodePhrase(identities),
    names: context.file === undefined ? undefined : { context: context.name, file: context.file },
    platform: identity.platform,
  };
  const remarks = remarksOn({
    ...site,
    distribution,
    nodes: nodesOf(identities),
    isWsl: identities.some(({ isWsl }) => isWsl),
    hasStorageClass: hasAny(readOf(classes)),
    hasGpu: hasGpu(cluster),
    hasPodMetrics: readOf(hasPodMetrics),
    otherPrometheus: stack?.hasOtherPrometheus === true ? undefined : readOf(others)?.[0],
  });
  return { distribution, site, told: { sentence: place.sentence, remarks } };
}

function hasAny(list: readonly unknown[] | undefined): boolean | undefined {
  return list === undefined ? undefined : list.length > 0;
}

function hasGpu({ nodes }: ClusterFacts): boolean | undefined {
  return readOf(nodes)?.some(
    ({ capacity, handlers }) =>
      Object.values(capacity).some((count) => count > 0) || handlers?.includes(NVIDIA_CLASS) === true,
  );
}

async function isServed(client: KubeClient, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.request({ path, signal });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'notFound') return false;
    throw error;
  }
}
