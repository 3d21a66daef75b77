// Free PromQL for the page: through the tunnels and the login of the charts, bounded, with refusals as answers.
import { AppError } from '../../shared/errors.ts';
import type { ExploreInstant, ExploreRangeAnswer, MetricNames } from '../../shared/model/explore.ts';
import { type ExploreRange, MOST_NAMES } from '../../shared/model/explore-bounds.ts';
import { printable } from '../cluster/service-answer.ts';
import { instantAnswer, rangeAnswer } from '../metrics/explore-answer.ts';
import { queryLast, queryNow } from '../metrics/free-query.ts';
import type { PrometheusClient, Remarks } from '../metrics/prometheus.ts';
import { refusalOf } from '../metrics/query-fault.ts';
import { wordsAgainstQuery } from '../metrics/refusal.ts';
import type { StackForwards } from './stack-forwards.ts';

/** Somebody waits who can cancel it; what completes a word comes at once or not at all. */
const PATIENCE_MS = 10_000;
const COMPLETION_PATIENCE_MS = 4_000;

/** Less than the client waits, so that Prometheus is heard when it gives up. */
const BOUNDS = { timeoutSeconds: 14 };

/** What was not seen for longer is no longer offered. */
const RECENT_SECONDS = 12 * 3600;

const MOST_REMARKS = 5;
/** What Prometheus remarks may be about a metric's name, which is long at times. */
const MOST_NAME = 1_000;

/** Throws `AppError` where Prometheus is not reached in time. */
export class Explore {
  readonly #forwards: Pick<StackForwards, 'prometheus'>;

  constructor(forwards: Pick<StackForwards, 'prometheus'>) {
    this.#forwards = forwards;
  }

  async query(expression: string, signal: AbortSignal): Promise<ExploreInstant> {
    const client = await this.#forwards.prometheus(signal, PATIENCE_MS);
    return unlessRefused(expression, async () => {
      const { answer, aheadSeconds } = await queryNow(client, expression, nowSeconds(), signal, BOUNDS);
      return { answer: instantAnswer(answer), remarks: remarksOf(answer), clockAheadSeconds: aheadSeconds };
    });
  }

  async range(expression: string, rangeSeconds: ExploreRange, signal: AbortSignal): Promise<ExploreRangeAnswer> {
    const client = await this.#forwards.prometheus(signal, PATIENCE_MS);
    return unlessRefused(expression, async () => {
      const heard = await queryLast(client, expression, rangeSeconds, nowSeconds(), signal, BOUNDS);
      const { answer, aheadSeconds, grid } = heard;
      return { answer: rangeAnswer(answer, grid), remarks: remarksOf(answer), clockAheadSeconds: aheadSeconds };
    });
  }

  /** With what exporters say of them, where Prometheus tells that. */
  async metrics(signal: AbortSignal): Promise<MetricNames> {
    const client = await this.#forwards.prometheus(signal, COMPLETION_PATIENCE_MS);
    const [names, known] = await Promise.all([
      client.labelValues('__name__', filterFor(undefined), signal),
      metadataOf(client, signal),
    ]);
    return bounded(names).map((name) => {
      const [told] = known.get(name) ?? [];
      return told === undefined ? { name } : { name, type: printable(told.type), help: printable(told.help) };
    });
  }

  async labels(selector: string | undefined, signal: AbortSignal): Promise<string[]> {
    const client = await this.#forwards.prometheus(signal, COMPLETION_PATIENCE_MS);
    return bounded(await client.labelNames(filterFor(selector), signal));
  }

  async values(label: string, selector: string | undefined, signal: AbortSignal): Promise<string[]> {
    const client = await this.#forwards.prometheus(signal, COMPLETION_PATIENCE_MS);
    return bounded(await client.labelValues(label, filterFor(selector), signal));
  }
}

function filterFor(selector: string | undefined) {
  return { selector, startSeconds: Math.floor(nowSeconds()) - RECENT_SECONDS, limit: MOST_NAMES };
}

/** What is too long to be typed is not offered. */
function bounded(names: readonly string[]): string[] {
  return names.filter((name) => name.length <= MOST_NAME).slice(0, MOST_NAMES);
}

/** None where it is not told: a name without its help is a name still. */
async function metadataOf(client: PrometheusClient, signal: AbortSignal) {
  try {
    return new Map(Object.entries(await client.metadata(MOST_NAMES, signal)));
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') return new Map<string, never>();
    throw error;
  }
}

async function unlessRefused<T>(expression: string, ask: () => Promise<T>) {
  try {
    return await ask();
  } catch (error) {
    const words = wordsAgainstQuery(error);
    if (words === undefined) throw error;
    return { answer: refusalOf(expression, words), remarks: [], clockAheadSeconds: 0 };
  }
}

function remarksOf({ warnings = [], infos = [] }: Remarks): string[] {
  return [...warnings, ...infos].slice(0, MOST_REMARKS);
}

function nowSeconds(): number {
  return Date.now() / 1000;
}
