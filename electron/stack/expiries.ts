// Data that Prometheus and Loki delete by themselves once they are told to keep less of it.
import { record, text } from '../../shared/json.ts';
import { refKey } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { dataSizeBytes, durationMs } from '../../shared/model/settings/units.ts';
import { readYaml } from '../yaml/read.ts';
import { valueAt } from './manifests/at-path.ts';

/** An object whose content a plan changes; `before` and `after` are the fields of it that the release owns. */
export interface Changed {
  readonly ref: ObjectRef;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A limit that is lower than it was: of which object (`refKey`), and what goes by it, in a sentence. */
export interface Expiry {
  readonly key: string;
  readonly sentence: string;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const PROMETHEUS = ['storage', 'tsdb', 'retention'];

/** Of all that a plan changes, whichever way it was asked for. What cannot be read deletes nothing that could be told. */
export function expiriesOf(changed: readonly Changed[]): Expiry[] {
  return changed.flatMap(({ ref, before, after }) => {
    if (ref.kind !== 'ConfigMap') return [];
    const sentences = [
      ...fileOf({ before, after }, 'prometheus.yml', shorterSamples),
      ...fileOf({ before, after }, 'loki.yml', shorterLogs),
    ];
    return sentences.map((sentence) => ({ key: refKey(ref), sentence }));
  });
}

function fileOf(
  { before, after }: Pick<Changed, 'before' | 'after'>,
  name: string,
  compare: (former: unknown, next: unknown) => string[],
): string[] {
  const [former, next] = [before, after].map((object) => text(record(record(object).data)[name]));
  if (former === undefined || next === undefined || former === '' || next === '' || former === next) return [];
  try {
    return compare(readYaml(former), readYaml(next));
  } catch {
    return [];
  }
}

function shorterSamples(former: unknown, next: unknown): string[] {
  const limitOf = (file: unknown, key: string) => valueAt(file, [...PROMETHEUS, key]);
  const time = text(limitOf(next, 'time'));
  const size = text(limitOf(next, 'size'));
  const share = limitOf(next, 'percentage');
  const formerShare = limitOf(former, 'percentage');
  const isShareLower = typeof share === 'number' && !(typeof formerShare === 'number' && share >= formerShare);
  // Of a share of the disk nobody here knows the bytes: another kind of limit may be less.
  const isSizeLower =
    dataSizeBytes(size) < dataSizeBytes(text(limitOf(former, 'size'))) ||
    (share === undefined && formerShare !== undefined && size !== '');
  return [
    ...(durationMs(time) < durationMs(text(limitOf(former, 'time')))
      ? [`Prometheus deletes what is older than ${ageWords(time)}.`]
      : []),
    ...(isSizeLower ? [`Prometheus deletes its oldest samples beyond ${size.replace(/(?=[A-Z])/, ' ')}.`] : []),
    ...(isShareLower ? [`Prometheus deletes its oldest samples beyond ${share} % of the disk.`] : []),
  ];
}

function shorterLogs(former: unknown, next: unknown): string[] {
  const periodIn = (file: unknown) => text(valueAt(file, ['limits_config', 'retention_period']));
  const period = periodIn(next);
  const isShorter = durationMs(period) < durationMs(periodIn(former));
  return isShorter ? [`Loki deletes what is older than ${ageWords(period)}.`] : [];
}

/** "15 days" of `15d` or `360h`; other lengths as they are written. */
function ageWords(written: string): string {
  const ms = durationMs(written);
  if (ms > 0 && ms % DAY_MS === 0) return ms === DAY_MS ? 'a day' : `${ms / DAY_MS} days`;
  if (ms > 0 && ms % HOUR_MS === 0) return ms === HOUR_MS ? 'an hour' : `${ms / HOUR_MS} hours`;
  return written;
}
