// Reads off the GPUs and nodes that were seen in a range, by the exporters that saw them.
import type { QueryResult } from './answers.ts';
import type { Exporter } from './exporters.ts';

/** A GPU or node that an exporter reported. */
export interface Sighting {
  readonly exporter: Exporter;
  readonly id: string;
  readonly name: string;
  readonly index: number;
  readonly driver: string | undefined;
  readonly job: string | undefined;
  /** How often it was scraped in the range. */
  readonly samples: number;
}

/** One name for a thing whatever exporter speaks: DCGM writes `GPU-5fd4…`, nvidia_gpu_exporter `5fd4…`. */
export function idOf(exporter: Exporter, labels: Readonly<Record<string, string>>): string {
  const label = (exporter.watches === 'gpu' ? labels.uuid : undefined) ?? labels[exporter.idLabel] ?? '';
  return exporter.watches === 'node' ? label : label.replace(/^GPU-/, '').toLowerCase();
}

/** The sightings in an answer to `presencePromql`. */
export function sightingsOf(exporter: Exporter, result: QueryResult): Sighting[] {
  if (result.resultType !== 'vector') return [];
  const { nameLabel, indexLabel, driverLabel } = exporter;
  return result.result.map(({ metric, value }) => {
    const id = idOf(exporter, metric);
    return {
      exporter,
      id,
      name: metric[nameLabel] ?? id,
      index: Number(indexLabel === undefined ? 0 : (metric[indexLabel] ?? 0)) || 0,
      driver: driverLabel === undefined ? undefined : metric[driverLabel],
      job: metric.job,
      samples: Number(value?.[1] ?? 0),
    };
  });
}

/**
 * One sighting per thing, in the machine's order. What changed within the range (a driver upgrade) is told as it is most
 * often seen; a GPU that two exporters report is told by the first of them.
 */
export function distinctThings(sightings: readonly Sighting[]): Sighting[] {
  const things = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const known = things.get(sighting.id);
    if (known === undefined || (known.exporter === sighting.exporter && sighting.samples > known.samples)) {
      things.set(sighting.id, sighting);
    }
  }
  return [...things.values()].sort((a, b) => a.index - b.index || a.id.localeCompare(b.id, 'en'));
}

/** What a chart calls each thing: its name, with its number where two have the same. */
export function labelsOf(things: readonly Sighting[]): ReadonlyMap<string, string> {
  return new Map(
    things.map(({ id, name, index, exporter }) => {
      const isShared = things.some((other) => other.name === name && other.id !== id);
      const tail = exporter.watches === 'node' ? id : `#${index}`;
      return [id, isShared ? `${name} ${tail}` : name];
    }),
  );
}
