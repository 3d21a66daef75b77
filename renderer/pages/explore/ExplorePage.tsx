// The page for free PromQL: a box, and below it what the cluster's Prometheus answers.
import { useEffect, useMemo, useState } from 'react';
import type { ExploreRange } from '../../../shared/model/explore-bounds.ts';
import { type Question, useAnswer } from '../../ipc/explore-queries.ts';
import { useClusterStatus, useOverview } from '../../ipc/queries.ts';
import { NotInstalled } from '../../status/NotInstalled.tsx';
import { useHash } from '../../status/use-hash.ts';
import { exploreText } from '../../text/explore.ts';
import { Headline } from '../../ui/Headline.tsx';
import { useRemembered } from '../../ui/use-remembered.ts';
import { Answer } from './Answer.tsx';
import { AskCard } from './AskCard.tsx';
import { addressWith, askedIn, DEFAULT_RANGE } from './explore-address.ts';
import { headlineOf } from './headline.ts';
import { isHistory, withExpression } from './history.ts';

const NO_HISTORY: readonly string[] = [];

type View = Question['view'];
const isView = (value: unknown): value is View => value === 'table' || value === 'chart';

interface Props {
  readonly openStack: () => void;
}

export function ExplorePage({ openStack }: Props) {
  const overview = useOverview().data;
  if (overview?.installed === false) return <NotInstalled namespace={overview.namespace} openStack={openStack} />;
  return <Explore />;
}

function Explore() {
  const status = useClusterStatus().data;
  const context = status === undefined || status.state === 'none' ? '' : status.context.id;
  const hash = useHash(String);
  const inAddress = useMemo(() => askedIn(hash), [hash]);
  const [history, setHistory] = useRemembered('explore.history', NO_HISTORY, isHistory);
  const [view, setView] = useRemembered<View>('explore.view', 'table', isView);
  const [range, setRange] = useState(inAddress.range ?? DEFAULT_RANGE);
  const [draft, setDraft] = useState(inAddress.expression ?? history[0] ?? '');
  const [asked, setAsked] = useState<Question>();
  // A link, or Back: it fills the box, and a person runs it.
  useEffect(() => {
    if (inAddress.expression !== undefined) setDraft(inAddress.expression);
    if (inAddress.range !== undefined) setRange(inAddress.range);
  }, [inAddress]);

  // What was asked of another cluster is not asked of this one by itself.
  const question = asked?.context === context ? asked : undefined;
  const answer = useAnswer(question);
  const ask = (next: Partial<Pick<Question, 'view' | 'range' | 'expression'>>) =>
    setAsked({ view, range, expression: draft, ...next, context, count: (asked?.count ?? 0) + 1 });
  const run = () => {
    if (draft.trim() === '') return;
    ask({});
    setHistory(withExpression(history, draft));
    window.location.hash = addressWith(window.location.hash, draft, range);
  };
  const show = (next: View) => {
    setView(next);
    if (question !== undefined) ask({ view: next, expression: question.expression });
  };
  const cover = (next: ExploreRange) => {
    setRange(next);
    if (question !== undefined) ask({ range: next, expression: question.expression });
  };
  const told = answer.data?.answer;
  const refusal = told?.kind === 'refused' && question?.expression === draft ? told : undefined;
  return (
    <div className="page">
      <Headline {...headlineOf(question, answer.data)}>{exploreText.caution}</Headline>
      <AskCard
        {...{ draft, setDraft, run, refusal, view, show, range, cover, history, setHistory }}
        isRunning={answer.isFetching}
        cancel={() => setAsked(undefined)}
      />
      <Answer question={question} answer={answer} fill={setDraft} />
    </div>
  );
}
