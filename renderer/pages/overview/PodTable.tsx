// The stack's pods: health with its reason, restarts, age, node. All of them, or those that need a look.
import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { PodRow } from '../../../shared/model/overview.ts';
import { formatAge } from '../../format/duration.ts';
import { formatNumber } from '../../format/number.ts';
import { commonText } from '../../text/common.ts';
import { overviewText } from '../../text/overview.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { useNow } from '../../ui/use-now.ts';
import { HealthCell, healthDetail } from './HealthCell.tsx';
import { PastNote } from './PastNote.tsx';
import css from './tables.module.css';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly pods: readonly PodRow[];
  /** When they were like that, in ms since the epoch, where nothing was heard since. */
  readonly pastAt: number | undefined;
}

export function PodTable({ pods, pastAt }: Props) {
  const [filter, setFilter] = useState<'all' | 'unhealthy'>('all');
  const now = useNow(AGE_INTERVAL_MS);
  const isPast = pastAt !== undefined;
  const columns = useMemo(() => columnsAt(now, isPast), [now, isPast]);
  const unhealthy = pods.filter(({ health }) => health.state !== 'Current');
  return (
    <div className={isPast ? `card ${css.dim}` : 'card'}>
      <div className={css.bar}>
        <h2>
          {overviewText.pods} <PastNote at={pastAt} />
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={overviewText.filter}
          value={filter}
          onChange={setFilter}
          data={[
            { value: 'all', label: overviewText.all(pods.length) },
            { value: 'unhealthy', label: overviewText.unhealthy(unhealthy.length) },
          ]}
        />
      </div>
      <DataTable
        caption={overviewText.pods}
        columns={columns}
        rows={filter === 'all' ? pods : unhealthy}
        rowKey={({ uid }) => uid}
        detail={({ health }) => healthDetail(health)}
        empty={filter === 'all' ? overviewText.noPods : overviewText.noUnhealthyPods(isPast)}
      />
    </div>
  );
}

function columnsAt(now: number, isPast: boolean): readonly Column<PodRow>[] {
  return [
    {
      header: overviewText.pod,
      width: '32%',
      cell: ({ name, owner }) => (
        <>
          <div className={css.name}>{name}</div>
          <span className={css.second}>{owner}</span>
        </>
      ),
    },
    {
      header: overviewText.health,
      width: '34%',
      cell: ({ health }, disclosure) => <HealthCell health={health} isPast={isPast} disclosure={disclosure} />,
    },
    {
      header: overviewText.restarts,
      width: '10%',
      align: 'right',
      cell: ({ restarts }) => formatNumber(restarts),
    },
    { header: overviewText.age, width: '9%', align: 'right', cell: ({ createdAt }) => formatAge(createdAt, now) },
    {
      header: overviewText.node,
      width: '15%',
      cell: ({ node }) => (node === undefined ? commonText.none : <span className={css.second}>{node}</span>),
    },
  ];
}
