// The box with what is done with it: run, cancel, table or chart, the time that is covered, what was asked before.
import { Button, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import type { ExploreRefusal } from '../../../shared/model/explore.ts';
import {
  EXPLORE_RANGES_SECONDS,
  type ExploreRange,
  MOST_EXPRESSION_CHARACTERS,
} from '../../../shared/model/explore-bounds.ts';
import type { Question } from '../../ipc/explore-queries.ts';
import { useAppInfo } from '../../ipc/queries.ts';
import { commonText } from '../../text/common.ts';
import { exploreText } from '../../text/explore.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ExplorePage.module.css';
import { ExpressionBox } from './ExpressionBox.tsx';
import { HistoryMenu } from './HistoryMenu.tsx';

interface Props {
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  readonly run: () => void;
  readonly isRunning: boolean;
  readonly cancel: () => void;
  /** Of the text that stands in the box. */
  readonly refusal: ExploreRefusal | undefined;
  readonly view: Question['view'];
  readonly show: (view: Question['view']) => void;
  readonly range: ExploreRange;
  readonly cover: (range: ExploreRange) => void;
  readonly history: readonly string[];
  readonly setHistory: (history: readonly string[]) => void;
}

export function AskCard({ draft, setDraft, run, isRunning, cancel, refusal, ...props }: Props) {
  const isMac = useAppInfo().data?.platform === 'darwin';
  const isTooLong = draft.length > MOST_EXPRESSION_CHARACTERS;
  const fault = useMemo(
    () => (refusal?.place === undefined ? undefined : { at: refusal.place.at, reason: refusal.reason }),
    [refusal],
  );
  const sentence = isTooLong
    ? exploreText.tooLong(draft.length, MOST_EXPRESSION_CHARACTERS)
    : refusal && sentenceOf(refusal);
  const runUnlessTooLong = () => {
    if (!isTooLong) run();
  };
  return (
    <div className={`card ${css.ask}`}>
      <ExpressionBox text={draft} onChange={setDraft} onRun={runUnlessTooLong} fault={fault} />
      {sentence === undefined ? null : (
        <p className={css.fault} role="alert">
          <StatusIcon tone="bad" />
          {sentence}
        </p>
      )}
      <div className={css.bar}>
        {isRunning ? (
          <Button className={css.run ?? ''} variant="default" onClick={cancel}>
            {commonText.cancel}
          </Button>
        ) : (
          <Button
            className={css.run ?? ''}
            variant="filled"
            fw={600}
            disabled={isTooLong || draft.trim() === ''}
            title={exploreText.runHint(isMac)}
            onClick={run}
          >
            {exploreText.run}
          </Button>
        )}
        <Choices {...props} />
        <div className={css.history}>
          <HistoryMenu history={props.history} onHistory={props.setHistory} fill={setDraft} />
        </div>
      </div>
    </div>
  );
}

function Choices({ view, show, range, cover }: Pick<Props, 'view' | 'show' | 'range' | 'cover'>) {
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={exploreText.view}
        value={view}
        onChange={(chosen) => show(chosen === 'chart' ? 'chart' : 'table')}
        data={(['table', 'chart'] as const).map((one) => ({ value: one, label: exploreText.views[one] }))}
      />
      {view === 'table' ? null : (
        <SegmentedControl
          size="xs"
          aria-label={exploreText.range}
          value={String(range)}
          onChange={(chosen) => cover(EXPLORE_RANGES_SECONDS.find((one) => String(one) === chosen) ?? range)}
          data={EXPLORE_RANGES_SECONDS.map((one) => ({ value: String(one), label: exploreText.ranges[one] }))}
        />
      )}
    </>
  );
}

function sentenceOf({ reason, place }: ExploreRefusal): string {
  return place === undefined ? exploreText.refused(reason) : exploreText.refusedAt(place.line, place.column, reason);
}
