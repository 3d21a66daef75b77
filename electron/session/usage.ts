// The usage of one cluster's pods and volumes, and the overview's tiles: by Prometheus, else by the metrics API.
import type { SampleGrowth } from '../../shared/model/stack-choices.ts';
import type { Tiles, Usage, UsageHistory, UsageHistoryInput } from '../../shared/model/usage.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Discovery } from '../kube/discovery.ts';
import { readGrowth } from '../metrics/growth.ts';
import { metricsRange } from '../metrics/range.ts';
import { TILE_METRICS, tilesOf } from '../metrics/tiles.ts';
import { MOST_PODS, readUsageNow } from '../metrics/usage-now.ts';
import { readHistory } from './usage-of-object.ts';
import { UsageSources } from './usage-sources.ts';
import { UsageWays, type UsageWaysOptions } from './usage-ways.ts';

const HOUR_SECONDS = 3_600;

/** What the numbers of a cluster need. */
export interface SessionUsageOptions extends UsageWaysOptions {
  readonly client: KubeClient;
  readonly discovery: Discovery;
}

/** Asks nothing before it is asked. Each method throws where the cluster itself does not answer, or `signal` was aborted. */
export class SessionUsage {
  readonly #options: SessionUsageOptions;
  readonly #sources = new UsageSources();
  readonly #ways: UsageWays;

  constructor(options: SessionUsageOptions) {
    this.#options = options;
    this.#ways = new UsageWays(options);
  }

  /** Whoever could not tell may be able to now. */
  forget(): void {
    this.#sources.forget();
  }

  /** What every pod that may be seen uses, and how full volumes are. */
  async now(signal: AbortSignal): Promise<Usage> {
    const told = await this.#sources.first<'prometheus' | 'metricsApi', Pick<Usage, 'pods' | 'volumes'>>(
      [
        await this.#ways.prometheus((client, until) => readUsageNow(client, Date.now() / 1000, until), signal),
        this.#ways.metricsApi((pods) => ({ pods: pods.slice(0, MOST_PODS).map((pod) => ({ ...pod })), volumes: [] })),
      ],
      signal,
    );
    const at = Date.now();
    if (told.name !== 'none') return { source: told.name, at, ...told.value };
    return { source: 'none', reason: told.reasons.join(' '), at, pods: [], volumes: [] };
  }

  /** What the pods of an object have used together, with its limits where all of them have one. */
  history(input: UsageHistoryInput, signal: AbortSignal): Promise<UsageHistory> {
    const { client, discovery } = this.#options;
    return readHistory({ client, discovery, sources: this.#sources, ways: this.#ways }, input, signal);
  }

  /** The overview's numbers and their last hour, as far as there are any. */
  async tiles(signal: AbortSignal): Promise<Tiles> {
    const input = { metrics: [...TILE_METRICS], rangeSeconds: HOUR_SECONDS };
    const way = await this.#ways.prometheus(
      (client, until) => metricsRange(client, input, Date.now() / 1000, until),
      signal,
    );
    // Remembered by itself: who has no series of containers may well have those of a GPU.
    const told = await this.#sources.first([{ ...way, name: 'tiles' }], signal);
    const at = Date.now();
    if (told.name === 'none') return { at, tiles: [], reason: told.reasons.join(' ') };
    const tiles = tilesOf(told.value, at);
    const reason = 'Prometheus has no numbers of a GPU or a node: no exporter has told it any in the last hour.';
    return tiles.length === 0 ? { at, tiles, reason } : { at, tiles };
  }

  /** How fast samples fill the disk of the stack's own Prometheus; null where nobody tells. */
  async growth(signal: AbortSignal): Promise<SampleGrowth | null> {
    // Another one keeps its samples by settings of its own.
    if (await this.#options.hasOtherPrometheus(signal)) return null;
    const way = await this.#ways.prometheus(readGrowth, signal);
    const told = await this.#sources.first([{ ...way, name: 'growth' }], signal);
    return told.name === 'none' ? null : { bytesPerDay: told.value };
  }
}
