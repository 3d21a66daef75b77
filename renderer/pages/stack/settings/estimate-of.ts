// The sentence on what samples will take. Pure.
import { dataSizeBytes, durationMs } from '../../../../shared/model/settings/units.ts';
import { formatBytes } from '../../../format/bytes.ts';
import { settingsText } from '../../../text/settings.ts';

const DAY_MS = 86_400_000;

/**
 * Undefined for a time that is none.
 *
 * @param limit a size as Prometheus takes it, from which on samples are deleted before their time
 */
export function estimateOf(bytesPerDay: number, time: string, limit?: string): string | undefined {
  const bytes = (durationMs(time) / DAY_MS) * bytesPerDay;
  if (!(bytes > 0) || !Number.isFinite(bytes)) return undefined;
  const { value, unit } = formatBytes(bytes);
  const size = `${value} ${unit}`;
  const isOver = limit !== undefined && bytes > dataSizeBytes(limit);
  return isOver ? settingsText.estimateOverLimit(size, time, limit) : settingsText.estimate(size, time);
}
