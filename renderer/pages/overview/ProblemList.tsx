// The problems, most urgent first, a card each.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAlerts, useVerdict } from '../../ipc/queries.ts';
import { problemText } from '../../text/overview.ts';
import { useNow } from '../../ui/use-now.ts';
import { foldedInto } from './alert-report.ts';
import css from './Problem.module.css';
import type { ProblemDoors } from './ProblemActions.tsx';
import { ProblemCard } from './ProblemCard.tsx';

/** More would push what runs off the page. */
const FEW = 3;
const CLOCK_INTERVAL_MS = 60_000;

interface Props extends ProblemDoors {
  readonly openDashboard: (uid: string) => void;
}

export function ProblemList(doors: Props) {
  const report = useAlerts().data;
  const { problems = [] } = useVerdict().data ?? {};
  const [isWhole, setIsWhole] = useState(false);
  const now = useNow(CLOCK_INTERVAL_MS);
  if (problems.length === 0) return null;
  return (
    <section className={css.list} aria-label={problemText.title}>
      {(isWhole ? problems : problems.slice(0, FEW)).map((problem) => (
        <ProblemCard key={problem.id} problem={problem} alerts={foldedInto(problem, report)} now={now} {...doors} />
      ))}
      {problems.length <= FEW ? null : (
        <Button
          variant="subtle"
          size="compact-xs"
          className={css.all}
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? problemText.showFew : problemText.showAll(problems.length)}
        </Button>
      )}
    </section>
  );
}
