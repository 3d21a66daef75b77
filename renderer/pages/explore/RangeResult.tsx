// An expression over time: a chart of some of its series, and a row for each of them all.
import { Button, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ExploreLabels, ExploreLines } from '../../../shared/model/explore.ts';
import { freeScale, type Scale } from '../../chart/scale.ts';
import { commonText } from '../../text/common.ts';
import { exploreText } from '../../text/explore.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { LineChart } from './LineChart.tsx';
import { type Line, latestOf, linesOf, lookOf, spanOf } from './lines.ts';
import css from './Result.module.css';
import { AllLabels, SeriesName, SharedLabels } from './SeriesName.tsx';
import { ownLabels, selectorText, sharedLabels } from './series-labels.ts';

export function RangeResult({ answer }: { readonly answer: ExploreLines }) {
  const { series, left, histograms } = answer;
  const [alone, setAlone] = useState<number>();
  const lines = useMemo(() => linesOf(series, alone), [series, alone]);
  const all = useMemo(() => series.map((one, index): Line => ({ index, series: one })), [series]);
  const shared = useMemo(() => sharedLabels(series), [series]);
  const scale = useMemo(() => scaleFor(lines), [lines]);
  const columns = useMemo(
    () => columnsFor({ shared, drawn: new Set(lines.map(({ index }) => index)), alone, choose: setAlone, scale }),
    [shared, lines, alone, scale],
  );
  const count = series.length + left;
  const isPart = lines.length < count;
  return (
    <>
      <LineChart answer={answer} lines={lines} shared={shared} scale={scale} />
      {isPart || histograms > 0 ? (
        <div className={css.left}>
          {alone !== undefined ? (
            <Button variant="default" size="compact-xs" onClick={() => setAlone(undefined)}>
              {exploreText.together}
            </Button>
          ) : isPart ? (
            <p>{exploreText.drawn(lines.length, count)}</p>
          ) : null}
          {histograms === 0 ? null : <p>{exploreText.histograms(histograms)}</p>}
        </div>
      ) : null}
      <SharedLabels shared={shared} />
      <DataTable
        caption={exploreText.lines}
        columns={columns}
        rows={all}
        rowKey={({ index }) => String(index)}
        detail={({ series: { labels } }) => <AllLabels labels={labels} />}
        empty={exploreText.empty.chart}
        isCompact
      />
    </>
  );
}

function scaleFor(lines: readonly Line[]): Scale {
  const { lowest, highest } = spanOf(lines) ?? { lowest: 0, highest: 0 };
  return freeScale(lowest, highest);
}

interface Choice {
  readonly shared: ExploreLabels;
  readonly drawn: ReadonlySet<number>;
  readonly alone: number | undefined;
  readonly choose: (index: number | undefined) => void;
  readonly scale: Scale;
}

function columnsFor({ shared, drawn, alone, choose, scale }: Choice): readonly Column<Line>[] {
  return [
    {
      header: exploreText.lines,
      hasQuietHeader: true,
      width: '64px',
      cell: ({ index, series }) => (
        <UnstyledButton
          className={css.swatch}
          aria-pressed={alone === index}
          aria-label={exploreText.alone(selectorText(ownLabels(series.labels, shared)) || exploreText.noLabels)}
          title={alone === index ? exploreText.together : exploreText.alone(selectorText(series.labels))}
          onClick={() => choose(alone === index ? undefined : index)}
        >
          <Swatch index={index} isDrawn={drawn.has(index)} />
        </UnstyledButton>
      ),
    },
    {
      header: exploreText.name,
      width: 'auto',
      cell: ({ series: { labels } }, disclosure) => (
        <SeriesName labels={labels} shared={shared} disclosure={disclosure} />
      ),
    },
    {
      header: exploreText.latest,
      width: '130px',
      align: 'right',
      cell: ({ series }) => {
        const value = latestOf(series);
        return value === null ? commonText.none : scale.format(value);
      },
    },
  ];
}

function Swatch({ index, isDrawn }: { readonly index: number; readonly isDrawn: boolean }) {
  const { stroke, dash } = lookOf(index);
  return (
    <svg width="22" height="8" aria-hidden>
      <path
        d="M0 4H22"
        stroke={isDrawn ? stroke : 'var(--line)'}
        strokeWidth="2"
        strokeDasharray={isDrawn ? dash : ''}
      />
    </svg>
  );
}
