// Everything of the cluster, a table for each kind: live, filtered, in the order that a person chose.
import { SegmentedControl } from '@mantine/core';
import { useMemo, useSyncExternalStore } from 'react';
import type { LiveRow, LiveTableName } from '../../../shared/model/live-table.ts';
import { refKey } from '../../../shared/model/object.ts';
import { formatNumber } from '../../format/number.ts';
import { type LiveTable, liveTableStore, MAX_ROWS } from '../../ipc/live-table.ts';
import { useClusterStatus } from '../../ipc/queries.ts';
import { clusterText } from '../../text/overview.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { matches } from '../../ui/matches.ts';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { isSort, sortRows } from '../../ui/sort-rows.ts';
import { useNow } from '../../ui/use-now.ts';
import { useRemembered } from '../../ui/use-remembered.ts';
import { clusterColumns } from './cluster-columns.tsx';
import { followObject, useOpenedKey } from './opened.ts';
import css from './tables.module.css';
import { useGpuMemory } from './use-gpu-memory.ts';

const AGE_INTERVAL_MS = 10_000;
const NAMES = Object.keys(clusterText.tables) as LiveTableName[];

interface Props {
  readonly table: LiveTableName;
  readonly filter: string;
  readonly isPast: boolean;
}

export function ClusterTable({
  table,
  onTable,
  filter,
  isPast,
}: Props & { readonly onTable: (table: LiveTableName) => void }) {
  const status = useClusterStatus().data;
  const cluster = status === undefined || status.state === 'none' ? '' : status.context.id;
  return (
    <>
      <div className={css.kinds}>
        <SegmentedControl
          size="xs"
          aria-label={clusterText.choose}
          value={table}
          onChange={onTable}
          data={NAMES.map((name) => ({ value: name, label: clusterText.tables[name] }))}
        />
      </div>
      {/* Another cluster or another kind is another table, from its stream on. */}
      <Live key={`${cluster} ${table}`} table={table} filter={filter} isPast={isPast} />
    </>
  );
}

function Live({ table, filter, isPast }: Props) {
  const store = useMemo(() => liveTableStore(table), [table]);
  const told = useSyncExternalStore(store.subscribe, store.read);
  switch (told.state) {
    case 'loading':
      return <RowSkeletons words={clusterText.loading} />;
    case 'failed':
      return (
        <div className={css.note} role="status">
          <StatusIcon tone="bad" />
          {`${clusterText.failed}: ${told.error.message}`}
          {told.error.remedy === undefined ? null : <CopyLine value={told.error.remedy} />}
        </div>
      );
    case 'known':
      return <Known table={table} told={told} filter={filter} isPast={isPast || told.staleReason !== undefined} />;
    default:
      return told satisfies never;
  }
}

interface KnownProps extends Props {
  readonly told: Extract<LiveTable, { state: 'known' }>;
}

function Known({ table, told, filter, isPast }: KnownProps) {
  const [sort, onSort] = useRemembered(`cluster.${table}.sort`, { by: clusterText.name, isDescending: false }, isSort);
  const now = useNow(AGE_INTERVAL_MS);
  const gpuMemory = useGpuMemory(table, told.rows);
  const columns = useMemo(() => clusterColumns(table, now, isPast, gpuMemory), [table, now, isPast, gpuMemory]);
  // By the order's own columns, which no clock renews.
  const sortBy = useMemo(
    () => clusterColumns(table, 0, false, gpuMemory).find(({ header }) => header === sort.by)?.sortBy,
    [table, sort.by, gpuMemory],
  );
  // Ten thousand rows are told four times a second: nothing is asked of them that nobody has typed.
  const found = useMemo(
    () => (filter.trim() === '' ? told.rows : told.rows.filter((row) => matches(filter, textsOf(row)))),
    [told.rows, filter],
  );
  const rows = useMemo(
    () => (sortBy === undefined ? found : sortRows(found, sortBy, sort.isDescending)),
    [found, sortBy, sort.isDescending],
  );
  return (
    <>
      <Remark told={told} shown={rows.length} />
      <DataTable
        caption={clusterText.tables[table]}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={told.rows.length === 0 ? clusterText.empty : clusterText.noMatch}
        order={{ sort, onSort }}
        isCompact
        currentKey={useOpenedRow(rows)}
        onWalk={({ object }) => followObject(object)}
      />
    </>
  );
}

/** The id of the row whose object is opened in the inspector. */
function useOpenedRow(rows: readonly LiveRow[]): string | undefined {
  const opened = useOpenedKey();
  return useMemo(
    () => (opened === undefined ? undefined : rows.find(({ object }) => refKey(object) === opened)?.id),
    [rows, opened],
  );
}

/** What limits the table: nothing newer is known, not all are kept, not all are shown. */
function Remark({ told, shown }: { readonly told: KnownProps['told']; readonly shown: number }) {
  const { rows, staleReason } = told;
  const all = formatNumber(rows.length);
  const facts = [
    staleReason === undefined ? undefined : `${clusterText.stale} ${staleReason}`,
    rows.length < MAX_ROWS ? undefined : clusterText.cut(all),
    shown === rows.length ? undefined : clusterText.some(formatNumber(shown), all),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={css.note} role="status">
      {staleReason === undefined ? null : <StatusIcon tone="warn" />}
      {facts.join(' ')}
    </div>
  );
}

function textsOf({ object, health, node, note }: LiveRow): readonly (string | undefined)[] {
  return [object.name, object.namespace, object.kind, health.reason, node, note];
}
