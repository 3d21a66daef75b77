// An expression's value now: one value, a row for each series, or a row for each sample of a range.
import { useMemo, useState } from 'react';
import type { ExploreInstant, ExploreLabels } from '../../../shared/model/explore.ts';
import { formatInstant } from '../../format/clock.ts';
import { exploreText } from '../../text/explore.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { nextSort, type Sort, sortRows } from '../../ui/sort-rows.ts';
import css from './Result.module.css';
import { AllLabels, SeriesName, SharedLabels } from './SeriesName.tsx';
import { comparable, selectorText, sharedLabels } from './series-labels.ts';

type Answer = Exclude<ExploreInstant['answer'], { kind: 'refused' }>;

interface Row {
  readonly key: string;
  readonly labels: ExploreLabels;
  readonly value: string | null;
  readonly seconds?: number;
}

export function InstantResult({ answer }: { readonly answer: Answer }) {
  if (answer.kind === 'single') return <p className={css.single}>{answer.value}</p>;
  const what = answer.kind === 'vector' ? 'series' : 'samples';
  const rows: readonly Row[] =
    answer.kind === 'vector'
      ? answer.series.map((one, index) => ({ ...one, key: String(index) }))
      : answer.samples.map((one, index) => ({ ...one, key: String(index) }));
  return (
    <>
      {answer.left === 0 ? null : (
        <p className={css.left}>{exploreText.left(rows.length, rows.length + answer.left, what)}</p>
      )}
      <Rows rows={rows} hasTimes={answer.kind === 'samples'} />
    </>
  );
}

/** As Prometheus sent them at first: what `sort` and `topk` make of an order counts. */
const AS_TOLD: Sort = { by: '', isDescending: false };

function Rows({ rows, hasTimes }: { readonly rows: readonly Row[]; readonly hasTimes: boolean }) {
  const [sort, setSort] = useState(AS_TOLD);
  const shared = useMemo(() => sharedLabels(rows), [rows]);
  const columns = useMemo(() => columnsFor(shared, hasTimes), [shared, hasTimes]);
  const sortBy = columns.find(({ header }) => header === sort.by)?.sortBy;
  const ordered = useMemo(
    () => (sortBy === undefined ? rows : sortRows(rows, sortBy, sort.isDescending)),
    [rows, sortBy, sort],
  );
  return (
    <>
      <SharedLabels shared={shared} />
      <DataTable
        caption={exploreText.result}
        columns={columns}
        rows={ordered}
        rowKey={({ key }) => key}
        detail={({ labels }) => <AllLabels labels={labels} />}
        empty={exploreText.empty.table}
        order={{ sort, onSort: ({ by }) => setSort(nextSort(sort, by)) }}
        isCompact
      />
    </>
  );
}

function columnsFor(shared: ExploreLabels, hasTimes: boolean): readonly Column<Row>[] {
  const now = Date.now() / 1000;
  const time: Column<Row> = {
    header: exploreText.at,
    width: '170px',
    align: 'right',
    cell: ({ seconds }) => (seconds === undefined ? null : timeOf(seconds, now)),
    sortBy: ({ seconds }) => seconds,
  };
  return [
    {
      header: exploreText.name,
      width: 'auto',
      cell: ({ labels }, disclosure) => <SeriesName labels={labels} shared={shared} disclosure={disclosure} />,
      sortBy: ({ labels }) => selectorText(labels),
    },
    ...(hasTimes ? [time] : []),
    {
      header: exploreText.value,
      width: '210px',
      align: 'right',
      cell: ({ value }) =>
        value === null ? <span className="muted">{exploreText.histogram}</span> : <span className="mono">{value}</span>,
      sortBy: ({ value }) => comparable(value),
    },
  ];
}

/** Beyond it a `Date` has no text. */
const LAST_SECONDS = 8.64e12;

function timeOf(seconds: number, now: number): string {
  return Math.abs(seconds) > LAST_SECONDS ? String(seconds) : formatInstant(seconds, now);
}
