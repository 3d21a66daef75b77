// The usage of one object's pods together, with the object's limits.
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { UsageHistory, UsageHistoryInput } from '../../shared/model/usage.ts';
import type { PodAmounts } from '../cluster/pod-metrics.ts';
import { podNamesOf } from '../cluster/pod-names.ts';
import { type ResourceLimits, resourceLimitsOf } from '../cluster/resource-limits.ts';
import type { KubeClient } from '../kube/client.ts';
import { type Discovery, objectPath } from '../kube/discovery.ts';
import { readUsageHistory } from '../metrics/usage-history.ts';
import type { UsageSources } from './usage-sources.ts';
import type { UsageWays } from './usage-ways.ts';

const ONLY_NOW = 'The metrics API tells what is used now alone: with Prometheus there is a history.';

type Lines = Omit<UsageHistory, 'source'>;

interface Surroundings {
  readonly client: KubeClient;
  readonly discovery: Discovery;
  readonly sources: UsageSources;
  readonly ways: UsageWays;
}

/** Throws where the cluster itself does not answer, or `signal` was aborted. */
export async function readHistory(
  { client, discovery, sources, ways }: Surroundings,
  { object, rangeSeconds }: UsageHistoryInput,
  signal: AbortSignal,
): Promise<UsageHistory> {
  const none = { stepSeconds: rangeSeconds, cpuCores: [], memoryBytes: [] };
  const podNames = podNamesOf(object);
  const { namespace } = object;
  if (podNames === undefined || namespace === undefined) {
    const reason = `CPU and memory are told of pods, and of what makes them: ${formatRef(object)} is neither.`;
    return { source: 'none', reason, ...none };
  }
  const question = { namespace, podNames, rangeSeconds };
  const isName = new RegExp(`^(?:${podNames})$`);
  const isOwn = (pod: PodAmounts) => pod.namespace === namespace && isName.test(pod.name);
  const read = await ways.prometheus(
    (prometheus, until) => readUsageHistory(prometheus, question, Date.now() / 1000, until),
    signal,
  );
  const [told, limits] = await Promise.all([
    sources.first<'prometheus' | 'metricsApi', Lines>(
      [read, ways.metricsApi((pods) => onePoint(pods.filter(isOwn), rangeSeconds, Date.now()))],
      signal,
    ),
    limitsOf(client, discovery, object, signal),
  ]);
  if (told.name !== 'none') return { source: told.name, ...told.value, ...limits };
  return { source: 'none', reason: told.reasons.join(' '), ...none, ...limits };
}

/** None where the object cannot be read: its lines tell something all the same. */
async function limitsOf(
  client: KubeClient,
  discovery: Discovery,
  { apiVersion, kind, namespace, name }: ObjectRef,
  signal: AbortSignal,
): Promise<ResourceLimits> {
  try {
    const resource = await discovery.find(apiVersion, kind, signal);
    if (resource === undefined) return {};
    const { body } = await client.request<KubeObject>({ path: objectPath(resource, namespace, name), signal });
    return resourceLimitsOf({ ...body, kind });
  } catch {
    return {};
  }
}

/** What the pods use together now. */
function onePoint(pods: readonly PodAmounts[], stepSeconds: number, nowMs: number): Lines {
  const at = Math.floor(nowMs / 1000);
  const sum = (amounts: readonly (number | undefined)[]): [number, number | null][] => {
    const known = amounts.filter((amount) => amount !== undefined);
    return [[at, known.length === 0 ? null : known.reduce((total, amount) => total + amount, 0)]];
  };
  return {
    reason: ONLY_NOW,
    stepSeconds,
    cpuCores: sum(pods.map(({ cpuCores }) => cpuCores)),
    memoryBytes: sum(pods.map(({ memoryBytes }) => memoryBytes)),
  };
}
