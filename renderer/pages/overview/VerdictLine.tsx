// The page's first sentence: how the stack is. What is wrong stands in the problems below, and is not said twice.
import type { AlertReport } from '../../../shared/model/alert.ts';
import type { Overview } from '../../../shared/model/overview.ts';
import { useAlerts, useClusterStatus, useVerdict } from '../../ipc/queries.ts';
import { toneOfVerdict } from '../../status/tones.ts';
import { alertText } from '../../text/alerts.ts';
import { overviewText } from '../../text/overview.ts';
import { Headline, HeadlineSkeleton } from '../../ui/Headline.tsx';
import { isQuiet } from './alert-report.ts';

export function VerdictLine({ overview }: { readonly overview: Overview }) {
  const verdict = useVerdict().data;
  const { data: report, error } = useAlerts();
  // The shell's banner says why.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  if (verdict === undefined) return <HeadlineSkeleton />;
  const { level, sentence, reason, note, problems } = verdict;
  const facts = [
    problems.length === 0 ? reason : undefined,
    overviewText.summary(overview.namespace, overview.pods.length),
    error === null ? alertFact(report) : undefined,
    note,
  ];
  return (
    <Headline tone={toneOfVerdict(level)} title={sentence}>
      {isLost ? overviewText.lost : facts.filter((fact) => fact !== undefined).join(' · ')}
    </Headline>
  );
}

/** That nothing fires, which needs no card. */
function alertFact(report: AlertReport | undefined): string | undefined {
  if (report === undefined) return alertText.loading;
  return isQuiet(report) ? alertText.quietFact : undefined;
}
