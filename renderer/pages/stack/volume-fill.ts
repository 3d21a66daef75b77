// The fill of a part's volumes: what they hold, and what they can.
import type { PartRow } from '../../../shared/model/overview.ts';
import type { Usage } from '../../../shared/model/usage.ts';
import { formatBytes } from '../../format/bytes.ts';
import { stackStatusText } from '../../text/stack-status.ts';

/** In bytes. */
export interface VolumeFill {
  readonly used: number;
  readonly capacity: number;
}

/** Over all of its volumes; undefined where nobody tells of any. */
export function fillOf({ object, claims = [] }: PartRow, usage: Usage | undefined): VolumeFill | undefined {
  const told = (usage?.volumes ?? []).filter(
    ({ namespace, claim }) => namespace === object.namespace && claims.includes(claim),
  );
  if (told.length === 0) return undefined;
  return {
    used: told.reduce((sum, { usedBytes }) => sum + usedBytes, 0),
    capacity: told.reduce((sum, { capacityBytes }) => sum + capacityBytes, 0),
  };
}

/** "3.1 of 10 GiB". */
export function fillWords({ used, capacity }: VolumeFill, locale?: string): string {
  const { value, unit } = formatBytes(capacity, locale);
  return stackStatusText.volumeOf(formatBytes(used, locale, capacity).value, value, unit);
}
