// The demo cluster's Prometheus: follows its targets, and hands out their series.
import { isObject, type JsonObject, listAt, objectAt, stringAt, valueAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { alertGroupsIn, alertRulesIn } from './alert-rules.ts';
import { localOffsetSeconds } from './busy-time.ts';
import { type ExporterName, metricsOf } from './exporters.ts';
import { FiringLog, firingSeries, type KnownFiring } from './firing-log.ts';
import { isRecorded, recordedMetrics } from './gpu-recorded.ts';
import { type GpuSwitch, switchedIn, turned } from './gpu-rest.ts';
import { cadvisorMetrics, kubeletMetrics } from './kubelet-metrics.ts';
import { pastFirings } from './past-firings.ts';
import { type KnownPod, PodLog } from './pod-log.ts';
import { recordingGroupsIn } from './recording-rules.ts';
import { PAST_SECONDS, ScrapeLog, type ScrapeLogState } from './scrape-log.ts';
import { findPrometheus, type Target, targetsOf } from './targets.ts';
import type { Labels, Metric, Series, Source } from './value.ts';

/** Older samples do not count for an instant. Prometheus' own default. */
const LOOKBACK_SECONDS = 300;

/** It answers with its own series and with its cAdvisor's, at paths of their own. */
const KUBELET_PORT = '10250';

/** A target and how its last scrape went. */
export interface ScrapedTarget extends Target {
  readonly isUp: boolean;
  readonly error: string;
}

/** What was known of a target when it was last there. */
interface KnownTarget {
  readonly labels: Labels;
  readonly exporter: ExporterName;
  readonly intervalSeconds: number;
}

export interface DatabaseState {
  readonly scrapes: ScrapeLogState;
  readonly targets: Readonly<Record<string, KnownTarget>>;
  readonly startSeconds: number;
  readonly gpuSwitch?: GpuSwitch;
  readonly pods?: readonly KnownPod[];
  readonly firings?: readonly KnownFiring[];
}

/** Series as functions of time, limited to the times at which their target was scraped. */
export class Database implements Source {
  readonly #store: Store;
  readonly #log: ScrapeLog;
  readonly #pods: PodLog;
  readonly #firings: FiringLog;
  readonly #known: Map<string, KnownTarget>;
  readonly #startSeconds: number;
  #gpuSwitch: GpuSwitch;
  #targets: readonly ScrapedTarget[] = [];
  readonly #series = new Map<string, readonly Series[]>();

  constructor(store: Store, state?: DatabaseState) {
    this.#store = store;
    this.#log = new ScrapeLog(state?.scrapes);
    this.#pods = new PodLog(state?.pods);
    this.#firings = new FiringLog(state?.firings);
    this.#known = new Map(Object.entries(state?.targets ?? {}));
    this.#startSeconds = state?.startSeconds ?? Math.floor(Date.now() / 1000) - PAST_SECONDS;
    this.#gpuSwitch = state?.gpuSwitch ?? [];
  }

  /** Who kept the GPU asleep or awake, from when on. */
  get gpuSwitch(): GpuSwitch {
    return this.#gpuSwitch;
  }

  get alertGroups(): readonly object[] {
    return alertGroupsIn(this.#store);
  }

  get recordingGroups(): readonly object[] {
    return recordingGroupsIn(this.#store);
  }

  get targets(): readonly ScrapedTarget[] {
    return this.#targets;
  }

  /** Looks again who is to be scraped and who answers. Called after changes in the cluster. */
  refresh(nowSeconds = Date.now() / 1000): void {
    const prometheus = findPrometheus(this.#store);
    const isRunning = prometheus !== undefined && isServing(prometheus);
    const targets = isRunning ? targetsOf(this.#store, prometheus).map((target) => this.#scrape(target)) : [];
    this.#targets = targets;
    this.#gpuSwitch = turned(this.#gpuSwitch, switchedIn(this.#store), nowSeconds);
    this.#pods.note(this.#store, nowSeconds);
    this.#firings.note(this.#store, nowSeconds);
    for (const target of targets) {
      const { labels, intervalSeconds } = target;
      this.#known.set(keyOf(labels), { labels, exporter: this.#exporterAt(target), intervalSeconds });
    }
    this.#log.note(
      nowSeconds,
      targets.filter(({ isUp }) => isUp).map(({ labels, job }) => ({ key: keyOf(labels), job })),
    );
    this.#series.clear();
  }

  series(name: string | undefined): readonly Series[] {
    const cached = this.#series.get(name ?? '');
    if (cached !== undefined) return cached;
    const found = [...this.#known].flatMap(([key, known]) => {
      const metrics = this.#metricsOf(known.exporter);
      const up: Metric = { name: 'up', labels: {}, at: (seconds) => Number(this.#log.isScraped(key, seconds)) };
      const scrapes = this.#scrapesOf(key, known.intervalSeconds);
      return [up, ...metrics]
        .filter((metric) => name === undefined || metric.name === name)
        .map((metric): Series => {
          const labels = { __name__: metric.name, ...known.labels, ...metric.labels };
          return { labels, at: metric.at, ...whileThere(metric, scrapes) };
        });
    });
    const recorded = name === undefined || name.startsWith('odin:') ? this.#recordedSeries(name) : [];
    const alerts = name === undefined || name === 'ALERTS' ? this.#alertSeries() : [];
    const all = [...found, ...recorded, ...alerts];
    this.#series.set(name ?? '', all);
    return all;
  }

  state(): DatabaseState {
    return {
      scrapes: this.#log.state(),
      targets: Object.fromEntries(this.#known),
      startSeconds: this.#startSeconds,
      gpuSwitch: this.#gpuSwitch,
      pods: this.#pods.pods,
      firings: this.#firings.firings,
    };
  }

  /** Of a gate's targets, at the times of their scrapes. */
  #recordedSeries(name: string | undefined): readonly Series[] {
    return [...this.#known].flatMap(([key, { labels, exporter, intervalSeconds }]) => {
      if (exporter !== 'gatedGpu' && exporter !== 'seeingGpu') return [];
      const scrapes = this.#scrapesOf(key, intervalSeconds);
      return recordedMetrics(exporter === 'seeingGpu', localOffsetSeconds, this.#gpuSwitch)
        .filter((metric) => (name === undefined || metric.name === name) && isRecorded(this.#store, metric.name))
        .map((metric): Series => {
          const own = { __name__: metric.name, instance: labels.instance ?? '', ...metric.labels };
          return { labels: own, at: metric.at, ...whileThere(metric, scrapes) };
        });
    });
  }

  #alertSeries(): readonly Series[] {
    const past = pastFirings(alertRulesIn(this.#store), nodeNameIn(this.#store), this.#startSeconds);
    return [...past, ...this.#firings.firings].map(firingSeries);
  }

  #metricsOf(exporter: ExporterName): readonly Metric[] {
    if (exporter === 'cadvisor') return cadvisorMetrics(this.#pods.pods, this.#startSeconds);
    if (exporter === 'kubelet') return kubeletMetrics(this.#boundClaims());
    return metricsOf(exporter, nodeNameIn(this.#store), this.#startSeconds, this.#gpuSwitch);
  }

  #boundClaims(): readonly JsonObject[] {
    const claims = this.#store.list(resourceOf('PersistentVolumeClaim'));
    return claims.filter((claim) => stringAt(claim, 'status.phase') === 'Bound');
  }

  /** When a target was scraped: the same for all its series, which are asked one after the other. */
  #scrapesOf(key: string, intervalSeconds: number): Pick<Series, 'times' | 'last'> {
    // Scrapes are spread over the interval, so that they do not all happen at once.
    const offset = spread(key) * intervalSeconds;
    const before = (seconds: number) => Math.floor((seconds - offset) / intervalSeconds) * intervalSeconds + offset;
    let window = { from: 0, to: 0, times: [] as readonly number[] };
    return {
      times: (from, to) => {
        if (window.from !== from || window.to !== to) {
          const times: number[] = [];
          for (let time = before(to); time > from; time -= intervalSeconds) {
            if (this.#log.isScraped(key, time)) times.push(time);
          }
          window = { from, to, times: times.reverse() };
        }
        return window.times;
      },
      // A target that did not answer its last scrape is stale at once.
      last: (seconds) => {
        const time = before(seconds);
        return seconds - time < LOOKBACK_SECONDS && this.#log.isScraped(key, time) ? time : undefined;
      },
    };
  }

  #scrape(target: Target): ScrapedTarget {
    const isUp = this.#answers(target.address);
    const [host = '', port = ''] = target.address.split(':');
    const error = `Get "${target.url}": dial tcp ${host}:${port}: connect: connection refused`;
    return { ...target, isUp, error: isUp ? '' : error };
  }

  #answers(address: string): boolean {
    const [host = '', port = ''] = address.split(':');
    if (port === KUBELET_PORT) return true;
    return this.#store
      .list(resourceOf('Pod'))
      .some((pod) => stringAt(pod, 'status.podIP') === host && hasPort(pod, Number(port)) && isServing(pod));
  }

  #exporterAt({ address, url }: Target): ExporterName {
    const [host = '', port = ''] = address.split(':');
    if (port === KUBELET_PORT) return url.endsWith('/cadvisor') ? 'cadvisor' : 'kubelet';
    const pod = this.#store
      .list(resourceOf('Pod'))
      .find((it) => stringAt(it, 'status.podIP') === host && hasPort(it, Number(port)));
    return exporterOf(pod ?? {});
  }
}

/** What a pod exports, by its images. */
export function exporterOf(pod: JsonObject): ExporterName {
  const images = listAt(pod, 'spec.containers').map((container) => stringAt(container, 'image'));
  const has = (part: string) => images.some((image) => image.includes(part));
  if (has('nvidia_gpu_exporter')) return gatedIn(pod);
  if (has('node-exporter')) return 'node';
  return has('prometheus/prometheus') ? 'prometheus' : 'other';
}

/** A gate sees processes where its pod sees the machine's. */
function gatedIn(pod: JsonObject): ExporterName {
  const isGated = listAt(pod, 'spec.containers').some((container) => stringAt(container, 'name') === 'gate');
  if (!isGated) return 'gpu';
  return valueAt(pod, 'spec.hostPID') === true ? 'seeingGpu' : 'gatedGpu';
}

export function hasPort(pod: JsonObject, port: number): boolean {
  return listAt(pod, 'spec.containers').some((container) =>
    listAt(container, 'ports').some((it) => valueAt(it, 'containerPort') === port),
  );
}

/** Whether all its containers run and are ready. */
function isServing(pod: JsonObject): boolean {
  const statuses = listAt(pod, 'status.containerStatuses');
  return (
    statuses.length > 0 &&
    statuses.every((it) => isObject(objectAt(it, 'state').running) && valueAt(it, 'ready') === true)
  );
}

/** The scrapes at which a metric was on the page; one that is gone is stale with the next scrape. */
function whileThere({ isThere }: Metric, scrapes: Pick<Series, 'times' | 'last'>): Pick<Series, 'times' | 'last'> {
  if (isThere === undefined) return scrapes;
  return {
    times: (from, to) => scrapes.times(from, to).filter(isThere),
    last: (seconds) => {
      const time = scrapes.last(seconds);
      return time !== undefined && isThere(time) ? time : undefined;
    },
  };
}

function nodeNameIn(store: Store): string {
  return stringAt(store.list(resourceOf('Node'))[0], 'metadata.name');
}

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** A share of the interval, the same for the same target. */
function spread(key: string): number {
  let sum = 0;
  for (const char of key) sum = (sum * 31 + char.charCodeAt(0)) % 1000;
  return sum / 1000;
}
