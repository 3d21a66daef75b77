// The queries and mutations of the pages. The only place that knows query keys.
import {
  hashKey,
  keepPreviousData,
  type Query,
  QueryClient,
  type QueryKey,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Theme } from '../../shared/ipc/contract.ts';
import type { Input, Payload, ValueEventName } from '../../shared/ipc/types.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { GpuXid } from '../../shared/model/gpu-xid.ts';
import {
  CHARTED_METRIC_NAMES,
  DETAIL_METRIC_NAMES,
  ENERGY_METRIC_NAME,
  type MetricName,
  THROTTLE_METRIC_NAMES,
} from '../../shared/model/metric-name.ts';
import type { MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import { hasEnded } from '../../shared/model/operation-phase.ts';
import type { PlanRequest } from '../../shared/model/plan-request.ts';
import { call } from './client.ts';

const METRICS_INTERVAL_MS = 5_000;
const LONGEST_METRICS_INTERVAL_MS = 60_000;
const PROCESSES_INTERVAL_MS = 15_000;
const GLANCE_INTERVAL_MS = 15_000;
const HOST_INTERVAL_MS = 10_000;
const KUBECONFIG_INTERVAL_MS = 3_000;

/** The start of every key of the chosen cluster, so that all of it can be forgotten at once when another is chosen. */
export const CLUSTER_SCOPE: QueryKey = ['cluster'];

/** The key of what the app itself is. */
export const APP_INFO_KEY: QueryKey = ['app', 'info'];

const STACK_SCOPE: QueryKey = [...CLUSTER_SCOPE, 'stack'];

const keys = {
  appInfo: APP_INFO_KEY,
  mishaps: ['app', 'mishaps'],
  clusterList: ['clusters', 'list'],
  clusterStatus: ['clusters', 'status'],
  probe: ['clusters', 'probe'],
  overview: [...CLUSTER_SCOPE, 'overview'],
  verdict: [...CLUSTER_SCOPE, 'verdict'],
  alerts: [...CLUSTER_SCOPE, 'alerts'],
  stackStatus: [...STACK_SCOPE, 'status'],
  stackOffer: ['stackOffer'],
  choices: [...CLUSTER_SCOPE, 'choices'],
  growth: [...CLUSTER_SCOPE, 'growth'],
  plan: [...STACK_SCOPE, 'plan'],
  operation: [...STACK_SCOPE, 'operation'],
  history: [...STACK_SCOPE, 'history'],
  revision: [...STACK_SCOPE, 'revision'],
  releaseNotes: ['releaseNotes'],
  drift: [...STACK_SCOPE, 'drift'],
  releases: [...STACK_SCOPE, 'releases'],
  metrics: [...CLUSTER_SCOPE, 'metrics'],
  gpuXids: [...CLUSTER_SCOPE, 'gpuXids'],
  gpuHolders: [...CLUSTER_SCOPE, 'gpuHolders'],
  gpuProcesses: [...CLUSTER_SCOPE, 'gpuProcesses'],
  usage: [...CLUSTER_SCOPE, 'usage'],
  tiles: [...CLUSTER_SCOPE, 'tiles'],
  recent: [...CLUSTER_SCOPE, 'recent'],
  forwards: [...CLUSTER_SCOPE, 'forwards'],
  keptForwards: [...CLUSTER_SCOPE, 'keptForwards'],
  doctor: [...CLUSTER_SCOPE, 'doctor'],
  host: ['host'],
} satisfies Record<string, QueryKey>;

/** The key of each event's payload in the cache. */
export const EVENT_KEYS: { readonly [K in ValueEventName]: QueryKey } = {
  'app.mishaps': keys.mishaps,
  'clusters.list': keys.clusterList,
  'clusters.status': keys.clusterStatus,
  'overview.changed': keys.overview,
  'overview.verdict': keys.verdict,
  'alerts.changed': keys.alerts,
  'stack.status': keys.stackStatus,
  'stack.operation': keys.operation,
  'forwards.list': keys.forwards,
  'forwards.kept': keys.keptForwards,
};

/** Events keep the data fresh, so nothing is asked twice; the main process retries, so the page does not. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // 'always': the browser's own idea of being offline says nothing about a cluster on this machine.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export const useAppInfo = () =>
  useQuery({ queryKey: keys.appInfo, queryFn: ({ signal }) => call('app.info', undefined, signal) });
export const useMishaps = () =>
  useQuery({ queryKey: keys.mishaps, queryFn: ({ signal }) => call('app.mishaps', undefined, signal) });
export const useClusterList = () =>
  useQuery({ queryKey: keys.clusterList, queryFn: ({ signal }) => call('clusters.list', undefined, signal) });

/** The same while a person looks for a cluster: the files are read again every 3 s, so that one that comes is there by itself. */
export const useAwaitedClusters = () =>
  useQuery({
    queryKey: keys.clusterList,
    queryFn: ({ signal }) => call('clusters.list', undefined, signal),
    refetchInterval: KUBECONFIG_INTERVAL_MS,
    refetchOnWindowFocus: 'always',
  });
export const useClusterStatus = () =>
  useQuery({ queryKey: keys.clusterStatus, queryFn: ({ signal }) => call('clusters.status', undefined, signal) });
export const useOverview = () =>
  useQuery({ queryKey: keys.overview, queryFn: ({ signal }) => call('overview.get', undefined, signal) });
export const useVerdict = () =>
  useQuery({ queryKey: keys.verdict, queryFn: ({ signal }) => call('overview.verdict', undefined, signal) });
export const useAlerts = () =>
  useQuery({ queryKey: keys.alerts, queryFn: ({ signal }) => call('alerts.list', undefined, signal) });
export const useStackStatus = () =>
  useQuery({ queryKey: keys.stackStatus, queryFn: ({ signal }) => call('stack.status', undefined, signal) });
export const useOperation = () =>
  useQuery({ queryKey: keys.operation, queryFn: ({ signal }) => call('stack.operation', undefined, signal) });
export const useForwards = () =>
  useQuery({ queryKey: keys.forwards, queryFn: ({ signal }) => call('forwards.list', undefined, signal) });

/** The plain forwards that a person asked for. */
export const useKeptForwards = () =>
  useQuery({ queryKey: keys.keptForwards, queryFn: ({ signal }) => call('forwards.kept', undefined, signal) });

/** The chain from the driver to the charts; looked at anew whenever it comes into sight, and when somebody asks. */
export const useDoctor = () =>
  useQuery({ queryKey: keys.doctor, queryFn: ({ signal }) => call('doctor.look', undefined, signal), staleTime: 0 });

/** This machine, while somebody may be mending it. */
export const useHostReport = (isAsked: boolean) =>
  useQuery({
    queryKey: keys.host,
    queryFn: ({ signal }) => call('host.check', undefined, signal),
    enabled: isAsked,
    refetchInterval: HOST_INTERVAL_MS,
    refetchOnWindowFocus: 'always',
  });

/** Whether one context answers; asked by `refetch` alone, for a look at the list must not reach for any cluster. */
export const useProbe = (id: string) =>
  useQuery({
    queryKey: [...keys.probe, id],
    queryFn: ({ signal }) => call('clusters.probe', { id }, signal),
    enabled: false,
    gcTime: 0,
  });

/** The time that charts cover: the last `rangeSeconds`, or as many before an end that stays. */
export type ChartSpan = Omit<MetricsRangeInput, 'metrics'>;

/** What the page of the GPUs draws: see {@link useSeries}. */
export const useMetrics = (span: ChartSpan, isPaused: boolean) =>
  useSeries([...CHARTED_METRIC_NAMES, ...THROTTLE_METRIC_NAMES, ENERGY_METRIC_NAME], span, isPaused);

/** What it draws of those GPUs where somebody wants more. */
export const useDetailMetrics = (span: ChartSpan, isPaused: boolean) =>
  useSeries([...DETAIL_METRIC_NAMES], span, isPaused);

/** Quantities over a time, every 5 s, or twice a step where that is longer, unless they are to stay as they are; the former answer stays until the next is there. */
const useSeries = (metrics: MetricName[], span: ChartSpan, isPaused: boolean) =>
  useQuery({
    queryKey: [...keys.metrics, ...metrics, span],
    queryFn: ({ signal }) => call('metrics.range', { metrics, ...span }, signal),
    placeholderData: keepPreviousData,
    // A point that stands for minutes is no newer for being asked for each few seconds.
    refetchInterval: ({ state: { data } }) =>
      isPaused
        ? false
        : Math.min(LONGEST_METRICS_INTERVAL_MS, Math.max(METRICS_INTERVAL_MS, (data?.stepSeconds ?? 0) * 500)),
    staleTime: isPaused ? Number.POSITIVE_INFINITY : 0,
  });

const NO_RESULTS: MetricsRange['results'] = [];

/** What the page of the GPUs draws, up to an end in the past; nothing is asked without one. */
export const useEarlierMetrics = (rangeSeconds: number, endSeconds: number | undefined) => {
  const metrics = [...CHARTED_METRIC_NAMES];
  const { data } = useQuery({
    queryKey: [...keys.metrics, 'earlier', { rangeSeconds, endSeconds }],
    queryFn: ({ signal }) => call('metrics.range', { metrics, rangeSeconds, endSeconds }, signal),
    enabled: endSeconds !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return endSeconds === undefined ? NO_RESULTS : (data?.results ?? NO_RESULTS);
};

const NO_XIDS: readonly GpuXid[] = [];

/** The XID errors in the time that the charts show, every 15 s, unless they are to stay; none where they cannot be told. */
export const useGpuXids = (span: ChartSpan, isPaused: boolean) => {
  const { data } = useQuery({
    queryKey: [...keys.gpuXids, span],
    queryFn: ({ signal }) => call('gpus.xids', span, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isPaused ? false : GLANCE_INTERVAL_MS,
    staleTime: isPaused ? Number.POSITIVE_INFINITY : 0,
  });
  // One list for all times that have none: charts are drawn anew for another.
  return data === undefined || data.length === 0 ? NO_XIDS : data;
};

/** Who held the GPUs' memory in the time that the charts show, every 15 s, or twice a step where that is longer, unless it is to stay. */
export const useGpuHolders = (span: ChartSpan, isPaused: boolean) =>
  useQuery({
    queryKey: [...keys.gpuHolders, span],
    queryFn: ({ signal }) => call('gpus.holders', span, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      const stepSeconds = data?.state === 'known' ? data.stepSeconds : 0;
      return isPaused ? false : Math.min(LONGEST_METRICS_INTERVAL_MS, Math.max(GLANCE_INTERVAL_MS, stepSeconds * 500));
    },
    staleTime: isPaused ? Number.POSITIVE_INFINITY : 0,
  });

/** Who uses the GPUs, every 15 s. */
export const useGpuProcesses = () =>
  useQuery({
    queryKey: keys.gpuProcesses,
    queryFn: ({ signal }) => call('gpus.processes', undefined, signal),
    refetchInterval: PROCESSES_INTERVAL_MS,
    staleTime: 0,
  });

/** Asked every 15 s while the window is seen, and at once when it is seen again; the former answer stays when one fails. */
const whileSeen = { refetchInterval: GLANCE_INTERVAL_MS, refetchOnWindowFocus: true, staleTime: 0 } as const;

/** What pods and volumes use now. */
export const useUsage = () =>
  useQuery({ queryKey: keys.usage, queryFn: ({ signal }) => call('usage.now', undefined, signal), ...whileSeen });

/** The live values of the first glance. */
export const useTiles = () =>
  useQuery({ queryKey: keys.tiles, queryFn: ({ signal }) => call('usage.tiles', undefined, signal), ...whileSeen });

/** What happened lately, newest first. */
export const useRecent = () =>
  useQuery({ queryKey: keys.recent, queryFn: ({ signal }) => call('recent.list', undefined, signal), ...whileSeen });

/** Revisions, newest first; asked anew whenever they come into sight, for Helm may have made one. */
export const useHistory = () =>
  useQuery({
    queryKey: keys.history,
    queryFn: ({ signal }) => call('stack.history', undefined, signal),
    staleTime: 0,
  });

/** What a revision brought; it never changes, and is let go once nobody looks at it. */
export const useRevision = (revision: number) =>
  useQuery({
    queryKey: [...keys.revision, revision],
    queryFn: ({ signal }) => call('stack.revision', { revision }, signal),
    gcTime: 0,
  });

/** The objects of a revision as YAML. */
export const useRevisionManifest = (revision: number) =>
  useQuery({
    queryKey: [...keys.revision, revision, 'manifest'],
    queryFn: ({ signal }) => call('stack.manifest', { revision }, signal),
    gcTime: 0,
  });

/** What the newest stack brings and asks for. */
export const useStackOffer = () =>
  useQuery({ queryKey: keys.stackOffer, queryFn: ({ signal }) => call('stack.offer', undefined, signal) });

/** The classes of the cluster; asked anew whenever a form with them comes into sight. */
export const useStackChoices = () =>
  useQuery({
    queryKey: keys.choices,
    queryFn: ({ signal }) => call('stack.choices', undefined, signal),
    staleTime: 0,
    refetchOnMount: true,
  });

/** How fast samples fill Prometheus' disk; null where nobody tells. */
export const useGrowth = () =>
  useQuery({
    queryKey: keys.growth,
    queryFn: ({ signal }) => call('usage.growth', undefined, signal),
    staleTime: 60_000,
  });

/** The news of a version of the stack; asked when somebody wants to know. */
export const useReleaseNotes = (version: string, isWanted: boolean) =>
  useQuery({
    queryKey: [...keys.releaseNotes, version],
    queryFn: ({ signal }) => call('stack.releaseNotes', { version }, signal),
    enabled: isWanted,
  });

/** All that was changed by hand; asked anew whenever it comes into sight, for no event tells of it. */
export const useDrift = (isWanted = true) =>
  useQuery({
    queryKey: keys.drift,
    queryFn: ({ signal }) => call('stack.drift', undefined, signal),
    enabled: isWanted,
    staleTime: 0,
  });

/** All releases in the cluster. */
export const useReleases = () =>
  useQuery({
    queryKey: keys.releases,
    queryFn: ({ signal }) => call('releases.list', undefined, signal),
    staleTime: 0,
  });

/**
 * What a change would do. Made once when shown and kept as it is: a plan must not change under the reader's eyes.
 * The former one of the same view stays until the next is there.
 */
export const usePlan = (request: PlanRequest) =>
  useQuery({
    queryKey: [...keys.plan, request],
    queryFn: ({ signal }) => call('stack.plan', request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
    refetchOnReconnect: false,
  });

/** Lets go of what an event has made stale beyond its own value. Called before the event's value is in the cache. */
export function forgetAfter(client: QueryClient, name: ValueEventName, payload: unknown): void {
  if (name === 'stack.status') {
    const former = client.getQueryData<Payload<'stack.status'>>(keys.stackStatus);
    if (former === undefined || isSameStack(former, payload as Payload<'stack.status'>)) return;
  } else {
    const operation = name === 'stack.operation' ? (payload as Payload<'stack.operation'>) : null;
    if (operation === null || !hasEnded(operation.phase)) return;
  }
  const ownKeys = [EVENT_KEYS[name], keys.operation].map((key) => hashKey(key));
  void client.invalidateQueries({
    queryKey: STACK_SCOPE,
    predicate: ({ queryHash }) => !ownKeys.includes(queryHash),
  });
}

function isSameStack(one: Payload<'stack.status'>, other: Payload<'stack.status'>): boolean {
  return hashKey([one.installed, one.interrupted]) === hashKey([other.installed, other.interrupted]);
}

/** Takes in how the chosen cluster answers; forgets all that was known of another one. */
export function adoptClusterStatus(client: QueryClient, next: ClusterStatus): void {
  const former = client.getQueryData<ClusterStatus>(keys.clusterStatus);
  client.setQueryData(keys.clusterStatus, next);
  if (former !== undefined && contextIdOf(former) !== contextIdOf(next)) {
    void client.resetQueries({ queryKey: CLUSTER_SCOPE });
  } else if (next.state === 'connected' && former?.state !== 'connected') {
    // What failed while the cluster was away is asked again; plans and data that are there stay as they are.
    const hasFailed = { queryKey: CLUSTER_SCOPE, predicate: (query: Query) => query.state.status === 'error' };
    void client.refetchQueries(hasFailed);
  }
}

function contextIdOf(status: ClusterStatus): string | undefined {
  return status.state === 'none' ? undefined : status.context.id;
}

export function useSelectCluster() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('clusters.select', { id }),
    onSuccess: (status) => adoptClusterStatus(client, status),
    onSettled: () => client.invalidateQueries({ queryKey: keys.clusterList }),
  });
}

/** Lets a person choose a kubeconfig in the system's dialog; the list is read anew when one was chosen. */
export function useAddKubeconfig() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('clusters.addFile', undefined),
    onSuccess: (file) => (file === null ? undefined : client.invalidateQueries({ queryKey: keys.clusterList })),
  });
}

/** Looks again at the kubeconfig files, and forgets whether a context answers. */
export function useLookAgain() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.clusterList }),
      client.resetQueries({ queryKey: keys.probe }),
    ]);
}

export function useSetTheme() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (theme: Theme) => call('app.setTheme', { theme }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.appInfo }),
  });
}

/** The list without it comes as an event. */
export const useDismissMishap = () => useMutation({ mutationFn: (id: string) => call('app.dismissMishap', { id }) });

/** The folder that a person chose in the system's dialog; null when none. */
export const useChooseFolder = () => useMutation({ mutationFn: () => call('stack.chooseFolder', undefined) });

export const useCopyDiagnosticsCall = () => useMutation({ mutationFn: () => call('app.copyDiagnostics', undefined) });

/** Applies the plan with this hash; refused as `conflict` when the cluster has moved since it was shown. */
export function useApplyPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hash: string) => call('stack.apply', { hash }),
    onSuccess: (operation) => client.setQueryData(keys.operation, operation),
  });
}

export const useCancelOperation = () => useMutation({ mutationFn: (id: string) => call('stack.cancel', { id }) });

export const useOpenForward = () =>
  useMutation({ mutationFn: (input: Input<'forwards.open'>) => call('forwards.open', input) });

/** The secret is a mutation's result and never enters the query cache. */
export const useShowPassword = () =>
  useMutation({ mutationFn: () => call('grafana.showPassword', undefined), gcTime: 0 });

export const useCopyPassword = () => useMutation({ mutationFn: () => call('grafana.copyPassword', undefined) });
