// The columns of the tables of the whole cluster: of each kind what it is looked at for.
import type { LiveRow, LiveTableName } from '../../../shared/model/live-table.ts';
import { formatAge } from '../../format/duration.ts';
import { formatNumber } from '../../format/number.ts';
import { HealthCell, healthWords } from '../../status/HealthCell.tsx';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { commonText } from '../../text/common.ts';
import { clusterText, partText } from '../../text/overview.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { Bytes } from './part-columns.tsx';
import css from './tables.module.css';

type Part = 'name' | 'kind' | 'namespace' | 'health' | 'ready' | 'restarts' | 'gpuMemory' | 'node' | 'note' | 'age';

const PARTS: Readonly<Record<LiveTableName, readonly Part[]>> = {
  pods: ['name', 'namespace', 'health', 'ready', 'restarts', 'gpuMemory', 'node', 'age'],
  workloads: ['name', 'kind', 'namespace', 'health', 'ready', 'age'],
  services: ['name', 'namespace', 'health', 'note', 'age'],
  jobs: ['name', 'namespace', 'health', 'note', 'age'],
  claims: ['name', 'namespace', 'health', 'note', 'age'],
  ingresses: ['name', 'namespace', 'note', 'age'],
  nodes: ['name', 'health', 'note', 'age'],
  events: ['name', 'kind', 'namespace', 'note', 'age'],
};

/** Wide where the words are the point of the kind. */
const NOTE_WIDTH: Readonly<Partial<Record<LiveTableName, string>>> = { events: '46%', ingresses: '34%' };

/** What is known of the memory that pods hold of GPUs. */
export interface GpuMemory {
  /** In bytes; undefined of a pod that holds none. */
  readonly of: (row: LiveRow) => number | undefined;
  /** There is no other than one node, which then gives its column up: names have the room. */
  readonly isOfOneNode: boolean;
}

/**
 * @param now ms since the epoch
 * @param isPast nothing was heard since
 * @param gpuMemory absent where that is told of no pod: there is no column of it then
 */
export function clusterColumns(
  table: LiveTableName,
  now: number,
  isPast: boolean,
  gpuMemory?: GpuMemory,
): readonly Column<LiveRow>[] {
  const columns: Readonly<Record<Part, Column<LiveRow>>> = {
    name: {
      header: clusterText.name,
      width: 'auto',
      sortBy: ({ object }) => object.name,
      cell: ({ object }) => (
        <ObjectLink object={object} className={css.door}>
          <span title={object.name}>{object.name}</span>
        </ObjectLink>
      ),
    },
    kind: quiet(clusterText.kind, '112px', ({ object }) => object.kind),
    namespace: quiet(clusterText.namespace, '16%', ({ object }) => object.namespace),
    node: quiet(clusterText.node, '11%', ({ node }) => node),
    note: quiet(clusterText.note[table], NOTE_WIDTH[table] ?? '22%', ({ note }) => note),
    health: {
      header: clusterText.health,
      width: '19%',
      // What is not well comes first.
      sortBy: ({ health }) => `${health.state === 'Current' ? 1 : 0} ${healthWords(health)}`,
      cell: ({ health }) => <HealthCell health={health} isPast={isPast} />,
    },
    ready: {
      header: clusterText.ready,
      width: '72px',
      align: 'right',
      sortBy: ({ ready, total }) => (ready === undefined || total === undefined ? undefined : ready - total),
      cell: ({ ready, total }) =>
        ready === undefined || total === undefined ? commonText.none : clusterText.readyOf(ready, total),
    },
    restarts: {
      header: clusterText.restarts,
      width: '108px',
      align: 'right',
      sortBy: ({ restarts }) => restarts,
      cell: ({ restarts = 0 }) => (
        <span className={restarts === 0 ? 'muted' : undefined}>{formatNumber(restarts)}</span>
      ),
    },
    gpuMemory: {
      header: partText.gpuMemory,
      width: '112px',
      align: 'right',
      sortBy: (row) => gpuMemory?.of(row),
      cell: (row) => <Bytes bytes={gpuMemory?.of(row)} reason={partText.noGpuMemory} />,
    },
    age: {
      header: clusterText.age,
      width: '66px',
      align: 'right',
      // Youngest first.
      sortBy: ({ createdAt }) => (createdAt === undefined ? undefined : -createdAt),
      cell: ({ createdAt }) => (createdAt === undefined ? commonText.none : formatAge(createdAt, now)),
    },
  };
  const isLeftOut = (part: Part) =>
    gpuMemory === undefined ? part === 'gpuMemory' : part === 'node' && gpuMemory.isOfOneNode;
  const parts = PARTS[table].filter((part) => !isLeftOut(part));
  return parts.map((part) => columns[part]);
}

function quiet(header: string, width: string, textOf: (row: LiveRow) => string | undefined): Column<LiveRow> {
  return {
    header,
    width,
    sortBy: textOf,
    cell: (row) => (
      <span className={css.second} title={textOf(row)}>
        {textOf(row) ?? commonText.none}
      </span>
    ),
  };
}
