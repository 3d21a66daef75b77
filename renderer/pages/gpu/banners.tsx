// The banners over the charts: that they are not renewed, another clock, Prometheus' remarks.
import type { ReactNode } from 'react';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { formatAge, formatDuration } from '../../format/duration.ts';
import { gpuText } from '../../text/gpu.ts';
import { Banner } from '../../ui/Banner.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useNow } from '../../ui/use-now.ts';

interface StaleBannerProps {
  /** The time of the last renewal, in ms since the epoch. */
  readonly renewedAt: number;
  readonly reason: string;
  readonly action: ReactNode;
}

export function StaleBanner({ renewedAt, reason, action }: StaleBannerProps) {
  const now = useNow(1_000);
  return (
    <Banner tone="warn" action={action}>
      {gpuText.stale} {renewedAt === 0 ? null : gpuText.renewed(formatAge(renewedAt, now))} {reason}
    </Banner>
  );
}

/** What Prometheus says of them, and of its clock. */
export function Remarks({ data: { clockAheadSeconds, remarks } }: { readonly data: MetricsRange }) {
  return (
    <>
      {clockAheadSeconds === 0 ? null : (
        <Banner tone="warn">
          {gpuText.clock(formatDuration(Math.abs(clockAheadSeconds) * 1_000), clockAheadSeconds > 0)}
        </Banner>
      )}
      {remarks.length === 0 ? null : <Banner tone={toneOfRemarks(remarks)}>{gpuText.remarks(remarks)}</Banner>}
    </>
  );
}

/** What Prometheus mentions is no warning. */
function toneOfRemarks(remarks: readonly string[]): Tone {
  return remarks.every((remark) => remark.startsWith('PromQL info: ')) ? 'none' : 'warn';
}
