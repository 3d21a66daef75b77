// Durations and sizes as Prometheus and Kubernetes write them, as numbers that can be compared.

/** As Prometheus writes a duration: `15d`, `1h30m`; units from large to small, each at most once. */
export const DURATION = /^(?=\d)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;

/** As Prometheus writes an amount of data: `8GB`. Its units are powers of 1024, whatever their names say. */
export const DATA_SIZE = /^(\d+)(B|KB|MB|GB|TB|PB|EB)$/;

/** As Kubernetes writes an amount of storage: `10Gi`, `1.5T`; a number alone is bytes. */
export const QUANTITY = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$/;

const MS: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

/** In milliseconds; NaN for text that is no {@link DURATION}. */
export function durationMs(text: string): number {
  if (!DURATION.test(text)) return Number.NaN;
  return [...text.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (MS[unit ?? ''] ?? 0),
    0,
  );
}

/** In bytes; NaN for text that is no {@link DATA_SIZE}. */
export function dataSizeBytes(text: string): number {
  const [, count, unit] = DATA_SIZE.exec(text) ?? [];
  if (unit === undefined) return Number.NaN;
  return Number(count) * 1024 ** ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'].indexOf(unit);
}

/** In bytes; NaN for text that is no {@link QUANTITY}. */
export function quantityBytes(text: string): number {
  const [match, count, unit = ''] = QUANTITY.exec(text) ?? [];
  if (match === undefined) return Number.NaN;
  const base = unit.endsWith('i') ? 1024 : 1000;
  return Number(count) * base ** ['', 'k', 'm', 'g', 't', 'p', 'e'].indexOf(unit.charAt(0).toLowerCase());
}
