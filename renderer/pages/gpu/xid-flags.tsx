// The XID errors of a chart's GPUs, a flag for each at its time.
import { ReferenceLine } from 'recharts';
import type { GpuXid } from '../../../shared/model/gpu-xid.ts';
import { isGrave } from './xids.ts';

/** Elements for recharts, which knows its children by their type. */
export function xidFlags(xids: readonly GpuXid[]) {
  return xids.map(({ gpu, xid, atSeconds }) => {
    const colour = `var(--${isGrave(xid) ? 'bad' : 'warn'})`;
    return (
      <ReferenceLine
        key={`xid ${gpu} ${xid} ${atSeconds}`}
        className="xid"
        x={atSeconds}
        stroke={colour}
        strokeOpacity={0.6}
        ifOverflow="hidden"
        label={({ viewBox }) => <Flag place={viewBox} colour={colour} />}
      />
    );
  });
}

interface FlagProps {
  readonly place: { readonly x?: number; readonly y?: number } | undefined;
  readonly colour: string;
}

function Flag({ place, colour }: FlagProps) {
  return <path className="xid-flag" d={`M${place?.x ?? 0} ${place?.y ?? 0}h10l-3 3.5 3 3.5h-10z`} fill={colour} />;
}
