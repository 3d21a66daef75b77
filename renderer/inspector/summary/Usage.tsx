// CPU and memory of the last hour, each with its limit as a line; where there are no numbers, why.
import { Skeleton } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { UsageHistory } from '../../../shared/model/usage.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatNumber } from '../../format/number.ts';
import { useUsageHistory } from '../../ipc/object-queries.ts';
import { inspectorText } from '../../text/inspector.ts';
import css from './Summary.module.css';
import { UsageChart } from './UsageChart.tsx';

const RANGE_SECONDS = 3_600;

export function Usage({ object }: { readonly object: ObjectRef }) {
  const { data, error } = useUsageHistory(object, RANGE_SECONDS);
  if (data === undefined) {
    if (error !== null) return <p className="muted">{inspectorText.noNumbersBecause(toAppError(error).message)}</p>;
    return (
      <div className={css.charts} aria-busy="true">
        <Skeleton h={92} />
        <Skeleton h={92} />
        <span className="visually-hidden" role="status">
          {inspectorText.readingNumbers}
        </span>
      </div>
    );
  }
  if (isEmpty(data)) {
    const { reason } = data;
    return (
      <p className="muted">
        {reason === undefined ? `${inspectorText.noNumbers}.` : inspectorText.noNumbersBecause(reason)}
      </p>
    );
  }
  return (
    <div className={css.charts}>
      <UsageChart
        title={inspectorText.cpu}
        points={data.cpuCores}
        limit={data.cpuLimitCores}
        stepSeconds={data.stepSeconds}
        rangeSeconds={RANGE_SECONDS}
        tone="host"
        format={(cores) => ({ value: formatNumber(cores, cores < 1 ? 3 : 1), unit: inspectorText.cores(cores) })}
      />
      <UsageChart
        title={inspectorText.memory}
        points={data.memoryBytes}
        limit={data.memoryLimitBytes}
        stepSeconds={data.stepSeconds}
        rangeSeconds={RANGE_SECONDS}
        tone="gpu"
        format={(bytes) => formatBytes(bytes)}
      />
    </div>
  );
}

function isEmpty({ source, cpuCores, memoryBytes }: UsageHistory): boolean {
  return source === 'none' || (cpuCores.length === 0 && memoryBytes.length === 0);
}
