// The one table of the page: the parts of the stack, or everything of the cluster, on demand and where there is no stack.
import { Switch } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { LiveTableName } from '../../../shared/model/live-table.ts';
import type { Overview } from '../../../shared/model/overview.ts';
import { clusterText, partText } from '../../text/overview.ts';
import { FilterField } from '../../ui/FilterField.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import { useRemembered, useRememberedFlag, useRememberedText } from '../../ui/use-remembered.ts';
import { PartTable } from './PartTable.tsx';
import { PastNote } from './PastNote.tsx';
import css from './tables.module.css';

/** Loaded when somebody wants to see it. */
const ClusterTable = lazy(async () => ({ default: (await import('./ClusterTable.tsx')).ClusterTable }));

const isTableName = (value: unknown): value is LiveTableName =>
  typeof value === 'string' && Object.hasOwn(clusterText.tables, value);

interface Props {
  readonly overview: Overview;
  /** When it was like that, in ms since the epoch, where nothing was heard since. */
  readonly pastAt: number | undefined;
}

export function TableCard({ overview, pastAt }: Props) {
  const [filter, setFilter] = useRememberedText('parts.filter');
  const [isWanted, setIsWanted] = useRememberedFlag('parts.whole');
  const isWhole = isWanted || !overview.installed;
  const [table, setTable] = useRemembered<LiveTableName>('cluster.table', 'pods', isTableName);
  return (
    <div className={pastAt === undefined ? `card ${css.card}` : `card ${css.card} ${css.dim}`}>
      <div className={css.bar}>
        <h2>
          {isWhole ? clusterText.tables[table] : partText.title} <PastNote at={pastAt} />
        </h2>
        {overview.installed ? (
          <Switch
            label={partText.whole}
            labelPosition="left"
            checked={isWanted}
            onChange={(event) => setIsWanted(event.currentTarget.checked)}
          />
        ) : null}
        <FilterField label={partText.filter} value={filter} onChange={setFilter} />
      </div>
      {isWhole ? (
        <Suspense fallback={<RowSkeletons words={clusterText.loading} />}>
          <ClusterTable table={table} onTable={setTable} filter={filter} isPast={pastAt !== undefined} />
        </Suspense>
      ) : (
        <PartTable parts={overview.parts} isPast={pastAt !== undefined} filter={filter} />
      )}
    </div>
  );
}
