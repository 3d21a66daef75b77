// The lines below the page's headline that say which XID errors the driver reported in the time that is shown.
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { gpuText } from '../../text/gpu.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './SleepLine.module.css';
import { namesOf } from './series.ts';
import { xidLines } from './xids.ts';

/** The rest is in the charts. */
const MOST_SHOWN = 3;

export function XidLine({ xids, data }: { readonly xids: readonly GpuXid[]; readonly data: MetricsRange }) {
  const lines = xidLines(xids, gpusOf(data), data);
  const rest = lines.length - MOST_SHOWN;
  return (
    <>
      {lines.slice(0, MOST_SHOWN).map(({ key, isGrave, sentence }) => (
        <p key={key} className={css.line}>
          <StatusIcon tone={isGrave ? 'bad' : 'warn'} size={14} />
          {sentence}
        </p>
      ))}
      {rest > 0 ? <p className={css.line}>{gpuText.xidsMore(rest)}</p> : null}
    </>
  );
}

/** By the names that the charts give them. */
function gpusOf({ results, gpus }: MetricsRange) {
  const series = results.find(({ metric }) => metric === 'gpuUtilization')?.series ?? [];
  const names = namesOf(series);
  return gpus.map(({ uuid, name }) => ({ id: uuid, label: names[series.findIndex(({ id }) => id === uuid)] ?? name }));
}
