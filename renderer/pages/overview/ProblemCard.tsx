// One problem: the thing and its cause, since when, the next step as links; on demand Kubernetes' own words and its alerts.
import { useId, useState } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { Problem } from '../../../shared/model/overview.ts';
import { AlertDetail } from '../../alert/AlertDetail.tsx';
import { formatMoment } from '../../format/clock.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { problemText } from '../../text/overview.ts';
import { CodeLines } from '../../ui/CodeLines.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { MoreToggle } from './MoreToggle.tsx';
import css from './Problem.module.css';
import { ProblemActions, type ProblemDoors } from './ProblemActions.tsx';

interface Props extends ProblemDoors {
  readonly problem: Problem;
  /** Those that are folded into it. */
  readonly alerts: readonly Alert[];
  /** Ms since the epoch. */
  readonly now: number;
  readonly openDashboard: (uid: string) => void;
}

export function ProblemCard({ problem, alerts, now, openDashboard, ...doors }: Props) {
  const { tone, title, next, since, object, actions, evidence } = problem;
  const [shown, setShown] = useState<'evidence' | 'alerts'>();
  const id = useId();
  const turn = (what: 'evidence' | 'alerts') => () => setShown(shown === what ? undefined : what);
  return (
    <article className={`card ${css.card}`}>
      <StatusIcon tone={tone === 'info' ? 'none' : tone} label={problemText.tone[tone]} />
      <h2 className={css.title}>{object === undefined ? title : <ObjectLink object={object}>{title}</ObjectLink>}</h2>
      {since === undefined ? null : (
        <time className={css.since} dateTime={new Date(since).toISOString()}>
          {problemText.since(formatMoment(since / 1_000, now / 1_000))}
        </time>
      )}
      <div className={css.body}>
        {next === undefined ? null : <p className={css.next}>{next}</p>}
        <ProblemActions actions={actions} {...doors} />
        {evidence.length === 0 ? null : (
          <MoreToggle isOpen={shown === 'evidence'} controls={id} onClick={turn('evidence')}>
            {problemText.evidence}
          </MoreToggle>
        )}
        {alerts.length === 0 ? null : (
          <MoreToggle isOpen={shown === 'alerts'} controls={id} onClick={turn('alerts')}>
            {problemText.alerts(alerts.length)}
          </MoreToggle>
        )}
      </div>
      <div id={id} className={css.more} hidden={shown === undefined}>
        {shown === 'evidence' ? <CodeLines label={problemText.evidence} lines={evidence} /> : null}
        {shown === 'alerts'
          ? alerts.map((alert) => (
              <AlertDetail key={alert.fingerprint} alert={alert} openDashboard={openDashboard} isAlone />
            ))
          : null}
      </div>
    </article>
  );
}
