// The area below the box: nothing asked yet, asked, failed, nothing there, a table, a chart.
import { Button, UnstyledButton } from '@mantine/core';
import { toAppError } from '../../../shared/errors.ts';
import { formatDuration } from '../../format/duration.ts';
import type { Question, QuestionAnswer, useAnswer } from '../../ipc/explore-queries.ts';
import { commonText } from '../../text/common.ts';
import { EXAMPLES, exploreText } from '../../text/explore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import type { Tone } from '../../ui/tone.ts';
import css from './ExplorePage.module.css';
import { InstantResult } from './InstantResult.tsx';
import { RangeResult } from './RangeResult.tsx';

interface Props {
  readonly question: Question | undefined;
  readonly answer: ReturnType<typeof useAnswer>;
  readonly fill: (expression: string) => void;
}

export function Answer({ question, answer, fill }: Props) {
  if (question === undefined) return <Start fill={fill} />;
  if (answer.isFetching) {
    return (
      <div className="card">
        <RowSkeletons words={exploreText.asking} />
      </div>
    );
  }
  if (answer.error !== null) {
    const { message, remedy } = toAppError(answer.error);
    return (
      <div className="card">
        <Notice tone="bad" title={exploreText.failed} reason={message} remedy={remedy}>
          <Button onClick={() => void answer.refetch()}>{commonText.retry}</Button>
        </Notice>
      </div>
    );
  }
  return answer.data === undefined ? null : (
    <>
      <Remarks told={answer.data} />
      <Told key={question.count} told={answer.data} />
    </>
  );
}

function Start({ fill }: Pick<Props, 'fill'>) {
  return (
    <div className="card">
      <Notice tone="none" title={exploreText.start} reason={exploreText.startReason}>
        <ul className={css.examples} aria-label={exploreText.examples}>
          {EXAMPLES.map((expression) => (
            <li key={expression}>
              <UnstyledButton className={`mono ${css.example}`} onClick={() => fill(expression)}>
                <code>{expression}</code>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function Remarks({ told: { remarks, clockAheadSeconds } }: { readonly told: QuestionAnswer }) {
  return (
    <>
      {remarks.length === 0 ? null : <Banner tone={toneOf(remarks)}>{exploreText.remarks(remarks)}</Banner>}
      {clockAheadSeconds === 0 ? null : (
        <Banner tone="warn">
          {exploreText.clock(formatDuration(Math.abs(clockAheadSeconds) * 1_000), clockAheadSeconds > 0)}
        </Banner>
      )}
    </>
  );
}

/** What it only mentions is no warning. */
function toneOf(remarks: readonly string[]): Tone {
  return remarks.every((remark) => remark.startsWith('PromQL info: ')) ? 'none' : 'warn';
}

function Told({ told }: { readonly told: QuestionAnswer }) {
  const { answer } = told;
  // The box says it, at its place.
  if (answer.kind === 'refused') return null;
  if (isEmpty(answer)) {
    return (
      <div className="card">
        <Notice tone="none" title={exploreText.empty[told.view]} reason={exploreText.emptyReason} />
      </div>
    );
  }
  return (
    <div className="card">
      {answer.kind === 'lines' ? <RangeResult answer={answer} /> : <InstantResult answer={answer} />}
    </div>
  );
}

function isEmpty(answer: Exclude<QuestionAnswer['answer'], { kind: 'refused' }>): boolean {
  if (answer.kind === 'single') return false;
  if (answer.kind === 'samples') return answer.samples.length === 0;
  return answer.series.length === 0 && (answer.kind === 'vector' || answer.histograms === 0);
}
