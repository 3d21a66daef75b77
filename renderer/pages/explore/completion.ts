// The completion of an expression: Prometheus' own rules for what may stand where, with names that the main process reads.
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
// The parts of the package that ask for nothing: its front door brings an HTTP client, and this page has no network.
import { HybridComplete } from '@prometheus-io/codemirror-promql/dist/esm/complete/hybrid.js';
import { labelMatchersToString } from '@prometheus-io/codemirror-promql/dist/esm/parser/matcher.js';
import type { MetricNames } from '../../../shared/model/explore.ts';
import { MOST_EXPRESSION_CHARACTERS } from '../../../shared/model/explore-bounds.ts';

/** Where names come from. */
export interface NameSource {
  metrics(): Promise<MetricNames>;
  labels(selector: string | undefined): Promise<readonly string[]>;
  values(label: string, selector: string | undefined): Promise<readonly string[]>;
}

/** While somebody types, the same is asked for with each word. */
const KEPT_MS = 60_000;

/** A source for CodeMirror. What cannot be read is left out: functions and keywords are offered anyway. */
export function completionOf(source: NameSource): (context: CompletionContext) => Promise<CompletionResult | null> {
  const kept = new Map<string, { readonly until: number; readonly names: Promise<unknown> }>();
  const keeping = <T>(key: string, read: () => Promise<T>, otherwise: T): Promise<T> => {
    const now = performance.now();
    const known = kept.get(key);
    if (known !== undefined && known.until > now) return known.names as Promise<T>;
    if (kept.size > 200) kept.clear();
    const names = read().catch(() => {
      kept.delete(key);
      return otherwise;
    });
    kept.set(key, { until: now + KEPT_MS, names });
    return names;
  };
  const metrics = () => keeping('metrics', () => source.metrics(), []);
  const complete = new HybridComplete({
    metricNames: async () => (await metrics()).map(({ name }) => name),
    metricMetadata: async () =>
      Object.fromEntries((await metrics()).map(({ name, type = '', help = '' }) => [name, [{ type, help }]])),
    labelNames: async (metric = '') => {
      const selector = selectorOf(metric);
      return [...(await keeping(`labels ${selector}`, () => source.labels(selector), []))];
    },
    labelValues: async (label, metric = '', matchers = []) => {
      const selector = selectorOf(labelMatchersToString(metric, matchers, label));
      return [...(await keeping(`values ${label} ${selector}`, () => source.values(label, selector), []))];
    },
    series: () => Promise.resolve([]),
    flags: () => Promise.resolve({}),
  });
  return async (context) => {
    const offered = await complete.promQL(context);
    // Whoever has left the box meanwhile looks at what is below it.
    return context.view?.hasFocus === false ? null : offered;
  };
}

/** Prometheus refuses a selector that selects nothing in particular. */
function selectorOf(text: string): string | undefined {
  return text === '' || text === '{}' || text.length > MOST_EXPRESSION_CHARACTERS ? undefined : text;
}
