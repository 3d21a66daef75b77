// The choice of the last hours or days that the charts cover.
import { SegmentedControl } from '@mantine/core';
import { RANGES_SECONDS } from '../../../shared/model/metric-name.ts';
import { gpuText } from '../../text/gpu.ts';

export type RangeSeconds = (typeof RANGES_SECONDS)[number];
export const DEFAULT_RANGE: RangeSeconds = 3600;

interface RangeControlProps {
  /** Undefined while the charts show a stretch of the past. */
  readonly value: RangeSeconds | undefined;
  readonly onChange: (value: RangeSeconds) => void;
}

export function RangeControl({ value, onChange }: RangeControlProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={gpuText.range}
      value={value === undefined ? '' : String(value)}
      onChange={(chosen) => onChange(RANGES_SECONDS.find((range) => String(range) === chosen) ?? DEFAULT_RANGE)}
      data={RANGES_SECONDS.map((range) => ({ value: String(range), label: gpuText.ranges[range] }))}
    />
  );
}
