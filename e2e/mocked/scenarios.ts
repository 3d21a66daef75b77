// Every state that a page can be in, as handlers of the contract. Each is what the main process could really answer.
import { changeList } from '../../electron/stack/receivers/change-list.ts';
import { readList } from '../../electron/stack/receivers/read-list.ts';
import { AppError } from '../../shared/errors.ts';
import type { EventName, Handlers, Payload } from '../../shared/ipc/types.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { ConsentKind } from '../../shared/model/consent.ts';
import type { DeepLink } from '../../shared/model/deep-link.ts';
import { NOTIFICATION_DEFAULTS } from '../../shared/model/desktop-notification.ts';
import type { Forward } from '../../shared/model/forward.ts';
import type { Mishap } from '../../shared/model/mishap.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import * as alerts from './fixtures/alerts.ts';
import * as changes from './fixtures/changes.ts';
import {
  bladeContext,
  carelessContext,
  clusterList,
  connected,
  connectedDemo,
  demoContext,
  k3sContext,
  k3sFile,
  places,
  workContext,
} from './fixtures/clusters.ts';
import * as doctor from './fixtures/doctor.ts';
import * as explore from './fixtures/explore.ts';
import * as gpuHolders from './fixtures/gpu-holders.ts';
import * as gpuProcesses from './fixtures/gpu-processes.ts';
import * as gpuXids from './fixtures/gpu-xids.ts';
import * as host from './fixtures/host.ts';
import * as kept from './fixtures/kept-forwards.ts';
import { wholeTable } from './fixtures/live-tables.ts';
import { laptopGpu, type MetricsOptions, metricsFor, type Sleep, serverGpus } from './fixtures/metrics.ts';
import * as mishaps from './fixtures/mishaps.ts';
import * as overviews from './fixtures/overview.ts';
import * as parts from './fixtures/parts.ts';
import * as plans from './fixtures/plans.ts';
import * as preferences from './fixtures/preferences.ts';
import * as problems from './fixtures/problems.ts';
import * as receivers from './fixtures/receivers.ts';
import * as recents from './fixtures/recent.ts';
import * as usages from './fixtures/usage.ts';
import { inspectorScenarios } from './inspector-scenarios.ts';
import { logScenarios } from './log-scenarios.ts';
import { preferring } from './preferring.ts';

/** Sends an event to the page. */
export type Emitter = <K extends EventName>(name: K, payload: Payload<K>) => void;

/** The answers that differ from those of a healthy cluster with the stack on it. */
type Scenario = (emit: Emitter) => Partial<Handlers>;

/** Never answers, until the page gives up. */
const hang = <T>(_input: unknown, signal: AbortSignal): Promise<T> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled.')), { once: true });
  });

const fail = (error: AppError) => () => {
  throw error;
};

/** Tells of each table of the cluster that is followed: so many rows, at once. */
const following =
  (emit: Emitter, count: number): Handlers['streams.open'] =>
  ({ id, request }) => {
    if (request.kind !== 'table') return;
    emit('streams.message', { id, told: { kind: 'table', message: wholeTable(request.table, count) } });
  };

const forbiddenTable = fail(
  new AppError('forbidden', 'User "freya" may not list pods in any namespace.', {
    remedy: 'kubectl create clusterrolebinding odin-view --clusterrole=view --user=freya',
  }),
);

/** Answers each request for a plan: `install` is what installing would do. */
const planning =
  (install: () => Plan): Handlers['stack.plan'] =>
  (request) => {
    if (request.want === 'uninstall') return plans.uninstallPlan(request.deleteData);
    return request.want === 'install' ? install() : changes.planFor(request);
  };

/** What the window tells of itself, newest first; each is gone once it was read. */
function telling(emit: Emitter, ...sentences: readonly string[]): Partial<Handlers> {
  let mishaps: Mishap[] = sentences.map((sentence, index) => ({ id: `${index}`, at: Date.now(), sentence }));
  return {
    'app.mishaps': () => mishaps,
    'app.dismissMishap': ({ id }) => {
      mishaps = mishaps.filter((mishap) => mishap.id !== id);
      emit('app.mishaps', mishaps);
    },
  };
}

/** Revision 3 is in the cluster and 1.1.0 in the assets; each of `kinds` has to be agreed to for the upgrade. */
const upgrading = (...kinds: readonly ConsentKind[]): Partial<Handlers> => ({
  'stack.status': () => changes.upgradableStatus,
  'stack.history': () => changes.threeRevisions,
  'stack.plan': (request) => {
    const plan = planning(() => changes.upgradePlan)(request, new AbortController().signal) as Plan;
    if (request.want !== 'install') return plan;
    const version = request.version ?? plan.version;
    return changes.consenting({ ...plan, version }, kinds, changes.consentOf(request));
  },
});

/** The GPUs have a gate before their exporter, and were not asked at times. */
const gated = (sleeps: readonly Sleep[], options: MetricsOptions = {}): Partial<Handlers> => ({
  'metrics.range': (input) => metricsFor(input, { ...options, sleeps }),
});

const notInstalled: Partial<Handlers> = {
  'doctor.look': () => doctor.withoutStack,
  'overview.get': () => overviews.notInstalled,
  'overview.verdict': () => overviews.verdicts.notInstalled,
  'stack.status': () => plans.notInstalledStatus,
  'stack.plan': planning(() => plans.installPlan),
};

const noCluster: Partial<Handlers> = {
  'clusters.list': () => ({ files: [], contexts: [demoContext], selected: null }),
  'clusters.status': () => ({ state: 'none' }),
};

const withOperation = (operation: () => Operation): Partial<Handlers> => ({
  ...notInstalled,
  'stack.operation': operation,
});

/** Such as a cloud makes, in a company that loves names. */
const LONG_NAME = `gke_${'a-very-long-project-name_'.repeat(6)}europe-west4_production`;

const down = {
  state: 'unreachable',
  context: bladeContext,
  reason: 'https://127.0.0.1:6443 refuses connections: K3s is not running.',
  remedy: 'sudo systemctl start k3s',
} satisfies ClusterStatus;

/** Connected to a cluster of some kind, which the doctor has looked at. */
function at(name: keyof typeof places): Scenario {
  const { [name]: status } = places;
  const { context } = status;
  return () => ({
    'clusters.list': () => ({
      files: [{ path: context.file ?? '' }],
      contexts: [context, demoContext],
      selected: context.id,
    }),
    'clusters.status': () => status,
    'doctor.look': () => doctor.reportAt(name),
  });
}

/** The choice of a cluster as the main process does it: first the answer's event, then the answer. */
function choosing(emit: Emitter): Partial<Handlers> {
  let status: ClusterStatus = { state: 'none' };
  return {
    'clusters.list': () => ({ ...clusterList, selected: status.state === 'none' ? null : status.context.id }),
    'clusters.status': () => status,
    'overview.get': () => (status.state === 'connected' ? overviews.healthy : null),
    'clusters.select': ({ id }) => {
      status =
        id === demoContext.id ? connectedDemo : id === bladeContext.id ? connected : { ...down, context: workContext };
      emit('clusters.status', status);
      return status;
    },
    'clusters.probe': ({ id }) =>
      id === bladeContext.id
        ? { id, reachable: false, message: down.reason, remedy: 'sudo systemctl start k3s' }
        : {
            id,
            reachable: false,
            message: 'Its exec plugin "aws" is not on the PATH, so there are no credentials.',
          },
  };
}

/** An install that goes on by one object each time the page is told, and can be cancelled. */
function installing(emit: Emitter): Partial<Handlers> {
  let operation: Operation | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const advance = (next: Operation) => {
    operation = next;
    emit('stack.operation', next);
  };
  return {
    ...notInstalled,
    'stack.operation': () => operation,
    'stack.apply': () => {
      let done = -1;
      const first = plans.operationAt(done, { phase: 'applying', startedAt: Date.now() });
      operation = first;
      timer = setInterval(() => {
        done += 1;
        const isOver = done > first.objects.length;
        advance(
          plans.operationAt(done, {
            startedAt: first.startedAt,
            ...(isOver ? { phase: 'succeeded', endedAt: Date.now() } : {}),
          }),
        );
        if (isOver) clearInterval(timer);
      }, 120);
      return first;
    },
    'stack.cancel': () => {
      clearInterval(timer);
      if (operation !== null) advance({ ...operation, phase: 'cancelled', endedAt: Date.now() });
    },
  };
}

/** A stack with history and drift; any plan that is applied succeeds, makes a revision and ends the drift. */
function changing(emit: Emitter): Partial<Handlers> {
  let operation: Operation | null = null;
  let shown: Plan = changes.upgradePlan;
  return {
    ...upgrading(),
    'stack.plan': (request) => {
      shown = changes.planFor(request);
      return shown;
    },
    'stack.history': () => (operation === null ? changes.threeRevisions : changes.fourRevisions),
    'stack.drift': () => (operation === null ? changes.drift : { ...changes.drift, revision: 4, objects: [] }),
    'stack.operation': () => operation,
    'stack.apply': () => {
      operation = plans.operationAt(99, { phase: 'succeeded', endedAt: Date.now() }, shown);
      emit('stack.operation', operation);
      return operation;
    },
  };
}

/** Links into the window, each taken once; an empty place is a page that asks for nothing. */
const linked = (...links: readonly (DeepLink | null)[]): Partial<Handlers> => {
  const waiting = [...links];
  return { 'app.takeLink': () => waiting.shift() ?? null };
};

/** The settings of the stack have a receiver of each kind. */
const receiving = (): Partial<Handlers> => ({
  'stack.status': () => ({
    ...plans.chosenStatus,
    settings: { version: 1, alerts: { receivers: receivers.ONE_OF_EACH } },
  }),
  'stack.plan': planning(() => plans.driftedPlan),
});

export const scenarios = {
  healthy: () => ({}),
  linkedDashboard: () => linked({ to: 'dashboard', uid: 'gpu' }),
  linkedDashboardLost: () => ({
    ...linked({ to: 'dashboard', uid: 'gpu' }),
    'clusters.status': () => ({ state: 'none' }),
  }),
  linkedExpression: () => linked({ to: 'expression', expression: 'sum by (job) (up)', range: 900 }),
  linkedLog: (emit: Emitter) => ({
    ...logScenarios.logs(emit),
    ...linked({ to: 'log', source: { of: 'stack' }, last: '6h' }),
  }),
  linkedLater: () =>
    linked(null, {
      to: 'page',
      page: 'gpu',
      object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' },
      tab: 'logs',
    }),
  demo: () => ({
    'clusters.status': () => connectedDemo,
    'clusters.list': () => ({ ...clusterList, selected: 'demo' }),
  }),

  firstLaunch: () => noCluster,
  firstLaunchWanting: () => ({ ...noCluster, 'host.check': () => host.wanting }),
  firstLaunchBlocked: () => ({ ...noCluster, 'host.check': () => host.blocked }),
  firstLaunchWsl: () => ({ ...noCluster, 'host.check': () => host.inWsl }),
  /** K3s comes while a person looks on: its kubeconfig is root's first, and then copied. */
  firstLaunchK3s: () => {
    let looks = 0;
    return {
      'clusters.list': () => {
        looks += 1;
        if (looks < 2) return { files: [], contexts: [demoContext], selected: null };
        if (looks < 3) return { files: [k3sFile], contexts: [demoContext], selected: null };
        return { files: [{ path: k3sContext.file }], contexts: [k3sContext, demoContext], selected: null };
      },
      'clusters.status': () => ({ state: 'none' }),
    };
  },
  firstLaunchThere: () => ({
    'clusters.list': () => ({
      files: [{ path: k3sContext.file }],
      contexts: [k3sContext, demoContext],
      selected: null,
    }),
    'clusters.status': () => ({ state: 'none' }),
  }),
  firstLaunchLocked: () => ({
    'clusters.list': () => ({ files: [k3sFile], contexts: [demoContext], selected: null }),
    'clusters.status': () => ({ state: 'none' }),
  }),
  firstLaunchLong: () => {
    const long = { name: LONG_NAME, file: `/home/${LONG_NAME}/.kube/config` };
    const contexts = [{ ...bladeContext, ...long }, { ...workContext, ...long, id: LONG_NAME }, demoContext];
    return {
      'clusters.list': () => ({ files: [{ path: long.file }], contexts, selected: null }),
      'clusters.status': () => ({ state: 'none' }),
    };
  },
  firstLaunchMac: () => ({
    'app.info': () => ({ ...preferences.info, platform: 'darwin' }),
    'clusters.list': () => ({ files: [], contexts: [demoContext], selected: null }),
    'clusters.status': () => ({ state: 'none' }),
  }),
  firstLaunchContexts: choosing,
  firstLaunchCareless: (emit) => ({
    ...choosing(emit),
    'clusters.list': () => ({ ...clusterList, contexts: [...clusterList.contexts, carelessContext], selected: null }),
  }),
  firstLaunchTrying: (emit) => ({
    ...choosing(emit),
    'clusters.select': (_input, signal) => {
      emit('clusters.status', { state: 'connecting', context: bladeContext });
      return hang(_input, signal);
    },
  }),
  unreachable: (emit) => ({ ...choosing(emit), 'clusters.status': () => down, 'overview.get': () => null }),
  connecting: () => ({
    'clusters.status': () => ({ state: 'connecting', context: bladeContext }),
    'overview.get': () => null,
    'overview.verdict': hang,
  }),
  loggingIn: () => ({
    'clusters.status': () => ({
      state: 'connecting',
      context: workContext,
      plugin: {
        command: 'aws',
        said: [
          'Attempting to automatically open the SSO authorization page in your default browser.',
          'If the browser does not open, open the following URL:',
          'https://device.sso.eu-central-1.amazonaws.com/?user_code=QWER-TZUI',
        ],
      },
    }),
    'overview.get': () => null,
    'overview.verdict': hang,
  }),
  placeHere: at('placeHere'),
  placeElsewhere: at('placeElsewhere'),
  placeKind: at('placeKind'),
  placeMicroK8s: at('placeMicroK8s'),
  placeDockerDesktop: at('placeDockerDesktop'),
  placeUnknown: at('placeUnknown'),
  firstLaunchPlaces: () => ({
    'clusters.list': () => ({
      files: clusterList.files,
      contexts: [...Object.values(places).map(({ context }) => context), demoContext],
      selected: null,
    }),
    'clusters.status': () => ({ state: 'none' }),
  }),
  careless: () => ({
    'clusters.list': () => ({
      ...clusterList,
      contexts: [...clusterList.contexts, carelessContext],
      selected: carelessContext.id,
    }),
    'clusters.status': () => ({ ...connected, context: carelessContext }),
  }),
  /** The cluster went while the stack was on the page: nothing more can be read. */
  lostAll: () => {
    const gone = fail(new AppError('unreachable', down.reason));
    return {
      'clusters.status': () => ({ ...down, lastSeenAt: Date.now() - 40_000 }),
      'overview.get': overviews.stale,
      'overview.verdict': () => overviews.verdicts.unreachable,
      'stack.status': gone,
      'stack.plan': gone,
      'metrics.range': gone,
    };
  },
  /** Nobody refuses anything: the network swallows all of it. */
  silent: () => ({
    'clusters.status': () => ({
      state: 'unreachable',
      context: bladeContext,
      reason:
        'https://10.8.0.12:6443 has not answered GET /readyz within 6 s: check the cluster and the network to it.',
      lastSeenAt: Date.now() - 11_000,
    }),
    'overview.get': overviews.stale,
    'overview.verdict': () => overviews.verdicts.unreachable,
  }),
  lost: () => ({
    'clusters.status': () => ({ ...down, lastSeenAt: Date.now() - 40_000 }),
    'overview.get': overviews.stale,
    'overview.verdict': () => overviews.verdicts.unreachable,
  }),

  overviewLoading: () => ({ 'overview.get': hang, 'overview.verdict': hang }),
  overviewError: () => ({
    'overview.get': fail(
      new AppError('forbidden', 'User "freya" may not list pods in namespace monitoring.', {
        remedy: 'kubectl create rolebinding odin-view --clusterrole=view --user=freya -n monitoring',
      }),
    ),
  }),
  notInstalled: (emit) => ({ ...notInstalled, 'streams.open': following(emit, 12) }),
  notInstalledMany: (emit) => ({ ...notInstalled, 'streams.open': following(emit, 10_000) }),
  notInstalledLoading: () => notInstalled,
  notInstalledForbidden: () => ({ ...notInstalled, 'streams.open': forbiddenTable }),
  notInstalledLost: (emit) => ({
    ...notInstalled,
    'clusters.status': () => ({ ...down, lastSeenAt: Date.now() - 40_000 }),
    'streams.open': following(emit, 12),
  }),
  unhealthy: () => ({
    'overview.get': () => overviews.unhealthy,
    'overview.verdict': () => overviews.verdicts.degraded,
  }),
  /** Somebody has scaled Grafana to zero. */
  stopped: () => ({
    'overview.get': () => overviews.withStopped,
    'overview.verdict': () => overviews.verdicts.stopped,
  }),
  stale: () => ({ 'overview.get': overviews.stale }),
  manyPods: (emit) => ({ 'streams.open': following(emit, 10_000) }),
  fewPods: (emit) => ({ 'streams.open': following(emit, 12) }),
  gpuPods: (emit) => ({ 'streams.open': following(emit, 12), 'usage.now': usages.gpuUsage }),
  noPods: (emit) => ({ 'streams.open': following(emit, 0) }),
  tableStale: (emit) => ({
    'streams.open': ({ id, request }) => {
      if (request.kind !== 'table') return;
      const message = {
        ...wholeTable(request.table, 12),
        staleReason: 'The API server closed the watch and refuses a new one (503).',
      };
      emit('streams.message', { id, told: { kind: 'table', message } });
    },
  }),
  tableForbidden: () => ({ 'streams.open': forbiddenTable }),
  tableLoading: () => ({}),

  problem: () => ({ 'overview.get': () => overviews.unhealthy, 'overview.verdict': () => problems.oneProblem }),
  problems: () => ({
    'overview.get': () => overviews.unhealthy,
    'overview.verdict': () => problems.twoProblems,
    'alerts.list': () => alerts.some,
  }),
  problemsMany: () => ({
    'overview.get': () => overviews.unhealthy,
    'overview.verdict': () => problems.manyProblems,
    'recent.list': recents.manyRecent,
  }),
  manyParts: () => ({
    'overview.get': () => parts.manyParts(overviews.healthy),
    'overview.verdict': () => parts.manyHealthy,
  }),
  manyPartsStale: () => ({
    'overview.get': () => parts.manyParts(overviews.stale()),
    'overview.verdict': () => parts.manyHealthy,
  }),
  longParts: () => ({ 'overview.get': () => parts.longParts(overviews.healthy) }),
  glanceLoading: () => ({ 'usage.tiles': hang, 'usage.now': hang, 'recent.list': hang }),
  glanceFails: () => {
    const gone = fail(new AppError('unavailable', 'Prometheus answered 503: TSDB is not ready yet.'));
    return { 'usage.tiles': gone, 'usage.now': gone, 'recent.list': gone };
  },
  noNumbers: () => ({
    'usage.tiles': usages.noTiles,
    'usage.now': usages.noUsage,
    'recent.list': () => ({ entries: [], missing: [], at: Date.now() }),
  }),
  noGpuTiles: () => ({ 'usage.tiles': usages.hostTiles }),
  manyRecent: () => ({ 'recent.list': recents.manyRecent }),

  alerts: () => ({ 'alerts.list': () => alerts.some, 'overview.verdict': () => overviews.verdicts.hot }),
  alertsMany: () => ({ 'alerts.list': () => alerts.many, 'overview.verdict': () => overviews.verdicts.hot }),
  alertsHundreds: () => ({ 'alerts.list': () => alerts.hundreds, 'overview.verdict': () => overviews.verdicts.hot }),
  alertHistory: () => ({ 'alerts.list': () => alerts.some, 'alerts.history': alerts.history }),
  alertHistoryMany: () => ({ 'alerts.history': alerts.longHistory }),
  alertHistoryLoading: () => ({ 'alerts.history': hang }),
  alertHistoryFails: () => ({
    'alerts.history': fail(
      new AppError('unreachable', 'Prometheus does not answer: Service/monitoring/prometheus has no ready endpoint.'),
    ),
  }),
  alertChart: () => ({ 'alerts.list': () => alerts.some, 'alerts.threshold': alerts.heat }),
  alertChartGaps: () => ({ 'alerts.list': () => alerts.some, 'alerts.threshold': alerts.gappy }),
  noSilences: () => ({ 'silences.list': () => [] }),
  manySilences: () => ({ 'alerts.list': () => alerts.some, 'silences.list': () => alerts.manySilences }),
  silencesLoading: () => ({ 'silences.list': hang }),
  silencesFail: () => ({
    'silences.list': fail(new AppError('unreachable', 'Service monitoring/alertmanager has no ready pod.')),
  }),
  noAlertmanager: () => ({
    'alerts.list': () => alerts.ofPrometheus,
    'silences.list': fail(
      new AppError('unsupported', 'There is no Alertmanager of the stack in this cluster, which would keep silences.'),
    ),
  }),
  alertsLong: () => ({ 'alerts.list': () => alerts.long, 'overview.verdict': () => overviews.verdicts.hot }),
  alertsLoading: () => ({ 'alerts.list': hang }),
  alertsUnreachable: () => ({ 'alerts.list': () => alerts.unreachable }),
  alertsStale: () => ({ 'alerts.list': alerts.stale }),
  noAlerting: () => ({ 'alerts.list': () => alerts.none }),
  alertsOfPrometheus: () => ({ 'alerts.list': () => alerts.ofPrometheus }),
  alertsLost: () => ({
    'clusters.status': () => ({ ...down, lastSeenAt: Date.now() - 40_000 }),
    'overview.get': overviews.stale,
    'overview.verdict': () => overviews.verdicts.unreachable,
    'alerts.list': alerts.stale,
  }),

  metricsLoading: () => ({ 'metrics.range': hang }),
  prometheusDown: () => ({
    'metrics.range': fail(
      new AppError('unreachable', 'Prometheus does not answer: Service/monitoring/prometheus has no ready endpoint.'),
    ),
  }),
  prometheusLost: () => {
    let count = 0;
    return {
      'metrics.range': (input) => {
        if (count++ > 0) throw new AppError('unavailable', 'Prometheus answered 503: TSDB is not ready yet.');
        return metricsFor(input);
      },
    };
  },
  otherRangesHang: () => ({
    'metrics.range': (input, signal) => (input.rangeSeconds === 3600 ? metricsFor(input) : hang(input, signal)),
  }),
  notExported: () => ({
    'metrics.range': (input) =>
      metricsFor(input, {
        states: { gpuPower: 'notExported', gpuPowerLimit: 'notExported', gpuTemperature: 'noData' },
      }),
  }),
  gaps: () => ({
    'metrics.range': (input) =>
      metricsFor(input, {
        isGap: (index) => (index > 60 && index < 90) || (index > 150 && index < 170 && index !== 160) || index > 236,
      }),
  }),
  moreCharts: () => ({
    'metrics.range': (input) =>
      metricsFor(input, {
        states: {
          gpuFanSpeed: 'notExported',
          gpuMemoryTemperature: 'notExported',
          gpuPcieRx: 'notExported',
          gpuPcieTx: 'notExported',
        },
      }),
  }),
  throttled: () =>
    gated([], {
      throttles: [
        { metric: 'gpuPowerCapThrottle', from: 30, to: 96 },
        { metric: 'gpuDriverThermalThrottle', from: 80, to: 120 },
        { metric: 'gpuThermalThrottle', from: 212, to: 240 },
      ],
    }),
  twoGpus: () => ({ 'metrics.range': (input) => metricsFor(input, { gpus: serverGpus }) }),
  asleepOverview: () => ({
    'overview.verdict': () => overviews.verdicts.asleep,
    'usage.tiles': usages.asleepTiles,
  }),
  asleep: () =>
    gated([
      { gpu: 0, state: 'leftAlone', from: 20, to: 30 },
      { gpu: 0, state: 'asleep', from: 30, to: 90 },
      { gpu: 0, state: 'leftAlone', from: 190, to: 196 },
      { gpu: 0, state: 'asleep', from: 196, to: 240 },
    ]),
  leftAlone: () => gated([{ gpu: 0, state: 'leftAlone', from: 232, to: 240 }]),
  asleepAllAlong: () => gated([{ gpu: 0, state: 'asleep', from: -1, to: 240 }]),
  awake: () => gated([{ gpu: 0, state: 'asleep', from: 40, to: 120 }]),
  neverAsleep: () => gated([], { isSleepless: true }),
  oneOfTwoAsleep: () =>
    gated(
      [
        { gpu: 0, state: 'asleep', from: 60, to: 110 },
        { gpu: 1, state: 'asleep', from: 90, to: 240 },
      ],
      { gpus: serverGpus },
    ),
  /** The GPU falls off the bus, after some trouble with a program. */
  xids: () => ({
    'metrics.range': (input) => metricsFor(input, { isGap: (index) => index > 192 }),
    'gpus.xids': gpuXids.ofLaptop,
    'gpus.holders': gpuHolders.some,
  }),
  xidsOfTwo: () => ({
    'metrics.range': (input) => metricsFor(input, { gpus: serverGpus, states: { gpuEnergy: 'ok' } }),
    'gpus.xids': gpuXids.ofServers,
  }),
  /** Its exporter counts what it draws. */
  energyCounted: () => ({ 'metrics.range': (input) => metricsFor(input, { states: { gpuEnergy: 'ok' } }) }),
  processes: () => ({ ...gated([]), 'gpus.processes': gpuProcesses.some, 'gpus.holders': gpuHolders.some }),
  processesOfTwo: () => ({
    ...gated([], { gpus: serverGpus }),
    'gpus.processes': () => gpuProcesses.ofServers,
    'gpus.holders': gpuHolders.ofServers,
  }),
  processesOff: () => ({
    ...gated([]),
    'gpus.processes': () => ({ state: 'off' }),
    'gpus.holders': () => ({ state: 'off' }),
  }),
  noProcesses: () => ({
    ...gated([]),
    'gpus.processes': () => ({ state: 'known', processes: [] }),
    'gpus.holders': gpuHolders.none,
  }),
  noHolders: () => ({ ...gated([]), 'gpus.processes': gpuProcesses.some, 'gpus.holders': gpuHolders.none }),
  holdersUntold: () => ({ ...gated([]), 'gpus.holders': () => ({ state: 'untold' }) }),
  oneHolder: () => ({ ...gated([]), 'gpus.processes': gpuProcesses.some, 'gpus.holders': gpuHolders.one }),
  manyHolders: () => ({ ...gated([]), 'gpus.processes': gpuProcesses.some, 'gpus.holders': gpuHolders.many }),
  holdersAsleep: () => ({
    ...gated([
      { gpu: 0, state: 'leftAlone', from: 20, to: 30 },
      { gpu: 0, state: 'asleep', from: 30, to: 90 },
      { gpu: 0, state: 'asleep', from: 190, to: 240 },
    ]),
    'gpus.processes': () => ({ state: 'known', processes: [] }),
    'gpus.holders': gpuHolders.asleepAtTimes,
  }),
  holdersUnrecorded: () => ({
    ...gated([]),
    'gpus.processes': gpuProcesses.some,
    'gpus.holders': () => ({ state: 'unrecorded' }),
  }),
  holdersFail: () => ({
    ...gated([]),
    'gpus.processes': gpuProcesses.some,
    'gpus.holders': fail(new AppError('invalid', 'Prometheus answered more than ODIN reads of one answer.')),
  }),
  clockBehind: () => ({ 'metrics.range': (input) => metricsFor(input, { clockAheadSeconds: -612 }) }),
  metricsRemarked: () => ({
    'metrics.range': (input) =>
      metricsFor(input, {
        remarks: [
          'PromQL warning: receive 2 of 3: partial response: store 10.42.0.19:10901 does not answer',
          'PromQL info: ignored histogram in max aggregation (1:1)',
        ],
      }),
  }),
  metricsMentioned: () => ({
    'metrics.range': (input) =>
      metricsFor(input, { remarks: ['PromQL info: ignored histogram in max aggregation (1:1)'] }),
  }),
  histograms: () => ({ 'metrics.range': (input) => metricsFor(input, { states: { gpuPower: 'histogram' } }) }),
  noGpu: () => ({
    'metrics.range': (input) =>
      metricsFor(input, {
        gpus: [],
        states: { gpuUtilization: 'noData', gpuMemoryUsed: 'noData', gpuTemperature: 'noData', gpuPower: 'noData' },
      }),
  }),

  planLoading: () => ({ ...notInstalled, 'stack.plan': hang }),
  planError: () => ({
    ...notInstalled,
    'stack.plan': fail(
      new AppError(
        'invalid',
        'assets/stack/1.0.0/prometheus/server.yaml: StatefulSet/monitoring/prometheus has an unknown field "spec.replcas".',
      ),
    ),
  }),
  blocked: () => ({ ...notInstalled, 'stack.plan': planning(() => plans.blockedPlan) }),
  planAgainFails: () => {
    let count = 0;
    return {
      'stack.plan': () => {
        if (count++ === 0) return plans.driftedPlan;
        throw new AppError('unavailable', 'The API server answered 503: etcd has no leader.');
      },
    };
  },
  drifted: () => ({ 'stack.plan': planning(() => plans.driftedPlan) }),
  unfinished: () => ({ 'stack.status': () => plans.unfinishedStatus }),
  /** The operation's event comes first; the test takes the operation back, as the main process does. */
  applyRefused: (emit) => ({
    ...notInstalled,
    'stack.apply': () => {
      emit('stack.operation', plans.operationAt(-4, { phase: 'preflight' }));
      throw new AppError(
        'conflict',
        'ConfigMap/monitoring/prometheus-config was changed by kubectl-edit since this plan was made.',
      );
    },
  }),
  installing,
  progress: () => withOperation(() => plans.operationAt(8)),
  succeeded: () => withOperation(() => plans.operationAt(99, { phase: 'succeeded', endedAt: Date.now() })),
  tolerated: () => withOperation(plans.operationWithWarning),
  failed: () => withOperation(plans.failedOperation),
  cancelled: () => withOperation(() => plans.operationAt(8, { phase: 'cancelled', endedAt: Date.now() })),

  upgrade: () => upgrading(),
  conflicts: () => upgrading('force'),
  allConsents: () => upgrading('force', 'adopt', 'takeOver'),
  adopt: () => ({
    ...notInstalled,
    'stack.plan': (request) => changes.consenting(plans.installPlan, ['adopt'], changes.consentOf(request)),
  }),
  takeOver: () => ({
    ...upgrading('takeOver'),
    'stack.status': () => changes.pendingByHelm,
  }),

  /** Nobody on this machine made the revision that is gone back to, and something gets rights. */
  foreignWayBack: () => ({ ...upgrading(), 'stack.plan': planning(() => changes.foreignWayBackPlan) }),
  /** A person says no to the system's question. */
  declined: () => ({
    ...upgrading(),
    'stack.apply': fail(new AppError('cancelled', 'Cancelled.')),
  }),
  askedTooLate: () => ({
    ...upgrading(),
    'stack.apply': fail(new AppError('conflict', 'The plan has changed since it was asked about; look at it again.')),
  }),

  history: () => upgrading(),
  changing,
  longHistory: () => ({ ...upgrading(), 'stack.history': () => changes.longHistory }),
  historyLoading: () => ({ 'stack.history': hang, 'releases.list': hang }),
  historyError: () => ({
    'stack.history': fail(
      new AppError('forbidden', 'User "freya" may not list secrets in namespace monitoring.', {
        remedy: 'kubectl create rolebinding odin-admin --clusterrole=admin --user=freya -n monitoring',
      }),
    ),
  }),
  noHistory: () => ({ ...notInstalled, 'stack.history': () => [], 'releases.list': () => [] }),
  helmReleases: () => ({ ...upgrading(), 'releases.list': () => changes.withHelmReleases }),
  helmMade: () => ({
    'stack.status': () => changes.madeByHelm,
    'stack.history': () => changes.threeRevisions,
    'releases.list': () => changes.withHelmReleases,
  }),

  settings: () => ({
    'stack.status': () => plans.chosenStatus,
    'stack.plan': planning(() => plans.driftedPlan),
  }),
  receivers: () => receiving(),
  receiversForbidden: () => ({
    ...receiving(),
    'receivers.putSecret': fail(
      new AppError('forbidden', 'You may not patch secrets in monitoring: ask for a role that allows it.'),
    ),
  }),
  receiversDeclined: () => ({ ...receiving(), 'receivers.putSecret': fail(new AppError('cancelled', 'Cancelled.')) }),
  receiversUntold: () => ({
    ...receiving(),
    'receivers.secretKeys': () => ({
      state: 'unknown',
      reason: 'The stack is not installed yet: passwords and tokens can be put there after that.',
    }),
    'receivers.test': fail(
      new AppError(
        'notFound',
        'The installed stack has no receiver mail yet: show the plan and apply it, then send a test.',
      ),
    ),
  }),
  receiversElsewhere: () => ({
    ...receiving(),
    'receivers.test': () => ({ endsAt: Date.now() + 60_000, isRouted: false }),
  }),
  strangeSettings: () => ({
    'stack.status': () => ({ ...plans.chosenStatus, settings: { version: 2, prometheus: { shards: 2 } } }),
  }),
  /** Classes may not be listed, and no Prometheus tells how much comes in. */
  settingsUntold: () => ({
    'stack.choices': () => plans.choicesForbidden,
    'usage.growth': () => null,
  }),
  settingsRefused: () => ({
    'stack.plan': (request) => {
      if (request.want !== 'install' || request.settings === undefined) return plans.unchangedPlan;
      throw new AppError('badInput', 'The settings: alerts.receivers holds no list of receivers.', {
        subject: 'alerts.receivers',
      });
    },
  }),

  folderChosen: () => ({
    'stack.status': () => ({ ...plans.chosenStatus, settings: { version: 1, extraManifests: plans.FAR_FOLDER } }),
    'stack.plan': planning(() => plans.driftedPlan),
  }),
  folderDeclined: () => ({ 'stack.chooseFolder': () => null }),
  /** The settings in the cluster name a folder that nobody has chosen on this machine, until somebody does. */
  folderUnknown: () => {
    let isChosen = false;
    return {
      'stack.status': () => ({ ...plans.chosenStatus, settings: { version: 1, extraManifests: '/srv/manifests' } }),
      'stack.chooseFolder': () => {
        isChosen = true;
        return '/srv/manifests';
      },
      'stack.plan': () => {
        if (isChosen) return plans.driftedPlan;
        throw new AppError(
          'badInput',
          'The settings: extraManifests is /srv/manifests, which nobody has chosen on this machine: choose it in the settings.',
          { subject: 'extraManifests' },
        );
      },
    };
  },
  folderFails: () => ({
    'stack.chooseFolder': fail(new AppError('internal', 'The dialog of this desktop could not be opened.')),
  }),

  drift: () => ({ ...upgrading(), 'stack.drift': () => changes.drift }),
  driftLoading: () => ({ 'stack.drift': hang }),
  driftError: () => ({
    'stack.drift': fail(
      new AppError('unavailable', 'The API server answered 503 to a dry run of Deployment/monitoring/grafana.'),
    ),
  }),

  interruptedRollBack: () => ({
    ...upgrading(),
    'stack.status': () => changes.interrupted({ undo: 'rollBack', lastGood: 3 }),
  }),
  interruptedUnapproved: () => ({
    ...upgrading(),
    'stack.status': () => changes.interrupted({ undo: 'rollBack', lastGood: 3, unapproved: changes.NOT_BEGUN_HERE }),
  }),
  interruptedExceeding: () => ({
    ...upgrading(),
    'stack.status': () => changes.interrupted({ undo: 'rollBack', lastGood: 3, unapproved: changes.EXCEEDING }),
  }),
  interruptedCleanUp: () => ({
    'stack.status': changes.interruptedFirst,
    'stack.plan': planning(() => plans.installPlan),
  }),
  failedWayBack: () => ({
    ...upgrading(),
    'stack.status': () =>
      changes.interrupted({
        undo: 'rollBack',
        lastGood: 3,
        failure:
          'The upgrade failed: Deployment/monitoring/grafana: Crash loop. Going back to revision 3 did not succeed: Deployment/monitoring/grafana: Its image cannot be pulled.',
      }),
  }),
  interruptedFinish: () => ({
    ...upgrading(),
    'stack.status': () => changes.interrupted({}),
  }),
  rollingBack: () => ({ ...upgrading(), 'stack.operation': changes.rollingBack }),
  rollbackFailed: () => ({ ...upgrading(), 'stack.operation': changes.rollbackFailed }),
  rolledBack: () => ({ ...upgrading(), 'stack.operation': changes.rolledBack }),
  firstFailed: () => ({
    ...withOperation(() => ({ ...plans.failedOperation(), offer: 'cleanUp' })),
    'stack.status': () => plans.unfinishedStatus,
  }),

  mishap: (emit) =>
    telling(
      emit,
      'The demo cluster stopped working and was started again as it was.',
      `Something in ODIN failed and was given up: <b>\\x1b[31m${'kube'.repeat(30)}… All else goes on.`,
    ),
  mishapFolders: (emit) => telling(emit, mishaps.stateLost('EROFS'), mishaps.settingsLost('EACCES')),
  mishapDiskFull: (emit) => telling(emit, mishaps.stateLost('ENOSPC')),
  mishapPipe: (emit) => telling(emit, mishaps.stateLost('ENXIO')),
  mishapGraphics: (emit) => telling(emit, mishaps.GRAPHICS),
  mishapPage: (emit) => telling(emit, mishaps.PAGE),
  /** Everything at once: a first look at the worst day. */
  mishapAndInterrupted: (emit) => ({
    ...upgrading(),
    ...telling(emit, mishaps.stateLost('ENOSPC'), mishaps.GRAPHICS),
    'clusters.status': () => ({ ...down, lastSeenAt: Date.now() - 40_000 }),
    'overview.get': overviews.stale,
    'overview.verdict': () => overviews.verdicts.unreachable,
    'stack.status': () => changes.interrupted({ undo: 'rollBack', lastGood: 3, unapproved: changes.NOT_BEGUN_HERE }),
  }),

  diagnosticsFail: () => ({
    'app.copyDiagnostics': fail(new AppError('internal', 'The clipboard of this desktop does not answer.')),
  }),

  noForwards: () => ({ 'forwards.list': () => [], 'forwards.kept': () => [] }),
  forwardsLoading: () => ({ 'forwards.kept': hang }),
  forwardsBroken: () => ({ 'forwards.kept': () => kept.broken }),
  forwardsMany: () => ({ 'forwards.kept': () => kept.many }),
  forwardsLong: () => ({ 'forwards.kept': () => kept.long }),
  forwardTargets: (emit) => ({ 'streams.open': following(emit, 12) }),
  forwardTargetsMany: (emit) => ({ 'streams.open': following(emit, 10_000) }),
  forwardRefused: (emit) => ({
    'streams.open': following(emit, 12),
    'forwards.start': fail(new AppError('conflict', 'Port 8080 of this machine is taken: choose another one.')),
  }),
  /** Each door stands open on an address of its own. */
  doorsOpen: () => ({
    'forwards.list': () => [
      { target: 'grafana', state: 'ready', url: 'http://grafana-k7mq2x9d.localhost:3000' },
      { target: 'prometheus', state: 'ready', url: 'http://prometheus-p3vw8zt5.localhost:9090' },
    ],
  }),
  quietNights: () => ({
    'notifications.state': () => ({
      isSupported: true,
      settings: { isOn: true, quietHours: { isOn: true, from: '22:00', to: '07:00' } },
    }),
  }),
  noNotifications: () => ({
    'notifications.state': () => ({ isSupported: false, settings: NOTIFICATION_DEFAULTS }),
  }),
  doorsShut: () => ({
    'forwards.list': () => [],
    'forwards.open': fail(
      new AppError(
        'unsupported',
        'This system does not say who connects to Prometheus here: run odin forward prometheus, which prints a link.',
        { remedy: 'odin forward prometheus' },
      ),
    ),
  }),
  exploreLoading: () => ({ 'explore.query': hang, 'explore.range': hang, 'explore.metrics': hang }),
  exploreFails: () => {
    const gone = fail(
      new AppError('unreachable', 'Prometheus does not answer: Service/monitoring/prometheus has no ready endpoint.'),
    );
    return { 'explore.query': gone, 'explore.range': gone, 'explore.metrics': gone, 'explore.labels': gone };
  },
  exploreMany: () => ({
    'explore.query': explore.manyRows,
    'explore.range': ({ rangeSeconds }) => explore.manyLines(rangeSeconds),
  }),
  exploreLong: () => ({
    'explore.query': explore.longRows,
    'explore.range': ({ rangeSeconds }) => explore.longLines(rangeSeconds),
  }),
  exploreRemarked: () => ({ 'explore.range': ({ rangeSeconds }) => explore.remarkedLines(rangeSeconds) }),
  doctorLoading: () => ({ 'doctor.look': hang }),
  doctorError: () => ({ 'doctor.look': fail(new AppError('unavailable', 'The API server answered 503.')) }),
  doctorAsleep: () => ({ 'doctor.look': () => doctor.asleep }),
  doctorHidden: () => ({ 'doctor.look': () => doctor.hidden }),
  doctorRefused: () => ({ 'doctor.look': () => doctor.refusedTarget }),
  doctorNoGpu: () => ({ 'doctor.look': () => doctor.noGpu }),
  doctorElsewhere: () => ({ 'doctor.look': () => doctor.fromElsewhere }),
  /** Broken until somebody looks again. */
  /** Looked at once, and not again. */
  doctorOnce: () => {
    let looks = 0;
    return {
      'doctor.look': () => {
        looks += 1;
        if (looks > 1) throw new AppError('unavailable', 'The API server answered 503.');
        return doctor.whole;
      },
    };
  },
  doctorMended: () => {
    let looks = 0;
    return {
      'doctor.look': () => {
        looks += 1;
        return looks === 1 ? doctor.refusedTarget : doctor.whole;
      },
      'stack.status': () => changes.upgradableStatus,
      'stack.drift': () => changes.drift,
    };
  },
  openFails: () => ({
    'forwards.open': fail(
      new AppError('unavailable', 'Grafana does not answer: Deployment/monitoring/grafana has no ready pod.', {
        remedy: 'kubectl -n monitoring describe pod -l app.kubernetes.io/name=grafana',
      }),
    ),
  }),
  ...inspectorScenarios,
  ...logScenarios,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

/** A whole set of handlers: the named scenario upon a healthy cluster with the stack installed. */
export function play(name: ScenarioName, emit: Emitter): Handlers {
  let notifications = NOTIFICATION_DEFAULTS;
  const forwards: Forward[] = [{ target: 'grafana', state: 'ready', url: 'http://127.0.0.1:3000' }];
  const secretKeys = new Set(['mail-password', 'chat-token']);
  const scenario: Scenario = scenarios[name];
  return {
    'logs.past': fail(
      new AppError('unsupported', 'There is no Loki of the stack in this cluster, which would keep logs.'),
    ),
    'app.takeLink': () => null,
    ...preferring(),
    'app.mishaps': () => [],
    'app.dismissMishap': () => {},
    'app.reportError': () => {},
    'app.copyDiagnostics': () => {},
    'notifications.state': () => ({ isSupported: true, settings: notifications }),
    'notifications.set': (settings) => {
      notifications = settings;
    },
    'notifications.test': () => {},
    'clusters.list': () => clusterList,
    'clusters.addFile': () => null,
    'host.check': () => host.ready,
    'clusters.probe': ({ id }) => ({ id, reachable: true, message: 'Kubernetes v1.36.5+k3s1' }),
    'clusters.select': () => connected,
    'clusters.status': () => connected,
    'overview.get': () => overviews.healthy,
    'overview.verdict': () => overviews.verdicts.healthy,
    'alerts.list': () => alerts.quiet,
    'alerts.history': () => alerts.noHistory,
    'alerts.threshold': () => null,
    'silences.list': () => alerts.silences,
    'silences.create': ({ endsAt, comment }) => ({ ...alerts.silence, endsAt, comment }),
    'silences.expire': () => {},
    'silences.restore': () => alerts.silence,
    'alerts.values': () => alerts.values,
    'receivers.list': ({ yaml }) => readList(yaml),
    'receivers.change': ({ yaml, change }) => ({ yaml: changeList(yaml, change) }),
    'receivers.secretKeys': () => ({ state: 'known', keys: [...secretKeys] }),
    'receivers.putSecret': ({ key }) => void secretKeys.add(key),
    'receivers.test': () => ({ endsAt: Date.now() + 60_000, isRouted: true }),
    'stack.status': () => plans.installedStatus,
    'stack.plan': planning(() => plans.unchangedPlan),
    'stack.history': () => plans.history,
    'stack.manifest': ({ revision }) => changes.manifestOf(revision),
    'stack.revision': ({ revision }) => changes.revisionDetail(revision),
    'stack.chooseFolder': () => '/home/freya/manifests',
    'stack.offer': () => plans.offer,
    'stack.releaseNotes': ({ version }) => changes.releaseNotes(version),
    'stack.choices': () => plans.choices,
    'usage.growth': () => ({ bytesPerDay: 2.1e8 }),
    'stack.drift': () => plans.noDrift,
    'releases.list': () => plans.releases,
    'stack.apply': () => plans.operationAt(-1),
    'stack.cancel': () => {},
    'stack.operation': () => null,
    'gpus.processes': () => ({ state: 'untold' }),
    'gpus.holders': () => ({ state: 'untold' }),
    'gpus.xids': () => [],
    'metrics.range': (input) => metricsFor(input, { gpus: [laptopGpu] }),
    'explore.query': explore.answerTo,
    'explore.range': ({ expression, rangeSeconds }) => {
      const { answer } = explore.answerTo({ expression });
      if (answer.kind === 'refused') return { answer, remarks: [], clockAheadSeconds: 0 };
      return explore.linesOf(answer.kind === 'vector' ? answer.series.length : 1, rangeSeconds);
    },
    'explore.metrics': () => explore.metricNames,
    'explore.labels': () => ['instance', 'job', 'namespace', 'node'],
    'explore.values': ({ label }) => (label === 'job' ? ['node-exporter', 'prometheus'] : []),
    'streams.open': () => {},
    'streams.send': () => {},
    'streams.close': () => {},
    'objects.preview': hang,
    'objects.run': hang,
    'usage.now': usages.usage,
    'usage.history': () => ({ source: 'none', stepSeconds: 15, cpuCores: [], memoryBytes: [] }),
    'usage.tiles': usages.tiles,
    'recent.list': recents.recent,
    'doctor.look': () => doctor.whole,
    'forwards.list': () => forwards,
    'forwards.open': ({ target }) =>
      forwards.find((forward) => forward.target === target) ?? { target, state: 'ready' },
    'forwards.kept': () => kept.two,
    'forwards.ports': ({ kind }) => (kind === 'Pod' ? [] : kept.ports),
    'forwards.start': ({ object, port, localPort = port }) => kept.started({ object, port, localPort }),
    'forwards.stop': () => {},
    'forwards.visit': () => {},
    'grafana.showPassword': () => ({ user: 'admin', password: 'kT4-example-pass-9Qz' }),
    'grafana.copyPassword': () => {},
    ...scenario(emit),
  };
}
