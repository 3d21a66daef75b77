// The columns of the table of parts.
import type { PartRow } from '../../../shared/model/overview.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatCores } from '../../format/cores.ts';
import { formatAge } from '../../format/duration.ts';
import { formatNumber } from '../../format/number.ts';
import { HealthCell, healthWords } from '../../status/HealthCell.tsx';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import type { PartUsage } from '../../status/part-usage.ts';
import { commonText } from '../../text/common.ts';
import { partText } from '../../text/overview.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { PartMenu } from './PartMenu.tsx';
import css from './tables.module.css';

/** A part with what it uses. */
export interface PartLine extends PartUsage {
  readonly part: PartRow;
}

/** How it is asked for. */
export interface PartTime {
  /** Ms since the epoch. */
  readonly now: number;
  /** Nothing was heard since: whether it still is like that, nobody knows. */
  readonly isPast: boolean;
  /** Why there are no numbers. */
  readonly noNumbers: string;
  /** Whether any of them holds memory of a GPU, as far as that is told: else there is no column of it. */
  readonly hasGpuMemory: boolean;
}

export function partColumns({ now, isPast, noNumbers, hasGpuMemory }: PartTime): readonly Column<PartLine>[] {
  return [
    {
      header: partText.part,
      width: '30%',
      sortBy: ({ part }) => part.title,
      cell: ({ part: { title, port, object } }) => (
        <>
          <ObjectLink object={object} className={css.door}>
            {title}
          </ObjectLink>
          {port === undefined ? null : <span className={css.port}>{port}</span>}
        </>
      ),
    },
    {
      header: partText.health,
      width: 'auto',
      sortBy: ({ part }) => `${part.health.state === 'Current' ? 1 : 0} ${healthWords(part.health)}`,
      cell: ({ part: { health, title } }) => <HealthCell health={health} subject={title} isPast={isPast} />,
    },
    {
      header: partText.cpu,
      width: '64px',
      align: 'right',
      sortBy: ({ cpuCores }) => cpuCores,
      cell: ({ cpuCores }) => (cpuCores === undefined ? <Missing reason={noNumbers} /> : formatCores(cpuCores)),
    },
    {
      header: partText.memory,
      width: '84px',
      align: 'right',
      sortBy: ({ memoryBytes }) => memoryBytes,
      cell: ({ memoryBytes }) => <Bytes bytes={memoryBytes} reason={noNumbers} />,
    },
    ...(hasGpuMemory ? [GPU_MEMORY] : []),
    {
      header: partText.restarts,
      width: '96px',
      align: 'right',
      sortBy: ({ part }) => part.restarts,
      cell: ({ part: { restarts } }) => (
        <span className={restarts === 0 ? 'muted' : undefined}>{formatNumber(restarts)}</span>
      ),
    },
    {
      header: partText.age,
      width: '60px',
      align: 'right',
      // Youngest first.
      sortBy: ({ part: { createdAt } }) => (createdAt === undefined ? undefined : -createdAt),
      cell: ({ part: { createdAt } }) => (createdAt === undefined ? commonText.none : formatAge(createdAt, now)),
    },
    {
      header: partText.more,
      hasQuietHeader: true,
      width: '48px',
      align: 'right',
      cell: ({ part }) => <PartMenu part={part} />,
    },
  ];
}

const GPU_MEMORY: Column<PartLine> = {
  header: partText.gpuMemory,
  width: '112px',
  align: 'right',
  sortBy: ({ gpuMemoryBytes }) => gpuMemoryBytes,
  cell: ({ gpuMemoryBytes }) => <Bytes bytes={gpuMemoryBytes} reason={partText.noGpuMemory} />,
};

/** An amount of memory, or why there is none. */
export function Bytes({ bytes, reason }: { readonly bytes: number | undefined; readonly reason: string }) {
  if (bytes === undefined) return <Missing reason={reason} />;
  const { value, unit } = formatBytes(bytes);
  return `${value} ${unit}`;
}

function Missing({ reason }: { readonly reason: string }) {
  return (
    <span className="muted" title={reason}>
      {commonText.none}
    </span>
  );
}
