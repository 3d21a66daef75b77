// The way to K3s on this machine: the commands for a terminal, what is waited for, and its cluster once it is there.
import { Button } from '@mantine/core';
import { useAppInfo, useHostReport } from '../../ipc/queries.ts';
import { welcomeText } from '../../text/welcome.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import { HostChecks } from './HostChecks.tsx';
import { HostSteps } from './HostSteps.tsx';
import type { K3sStanding } from './k3s-standing.ts';
import css from './WelcomePage.module.css';

interface Props {
  readonly standing: K3sStanding;
  readonly select: (id: string) => void;
  /** The context that is being chosen now. */
  readonly choosing: string | undefined;
}

export function K3sCard({ standing, select, choosing }: Props) {
  const platform = useAppInfo().data?.platform ?? 'linux';
  const elsewhere = welcomeText.k3sElsewhere(platform);
  if (standing.state === 'there') {
    const { id, name } = standing.context;
    return (
      <section className={`card ${css.card} ${css.wide}`}>
        <h2 className={css.state}>
          <StatusIcon tone="ok" />
          {welcomeText.k3sThere}
        </h2>
        <p className="muted" role="status">
          {welcomeText.k3sThereAbout(name)}
        </p>
        <Button loading={choosing === id} onClick={() => select(id)}>
          {welcomeText.k3sUse}
        </Button>
      </section>
    );
  }
  if (platform !== 'linux' && elsewhere === undefined) return null;
  return (
    <section className={`card ${css.card} ${css.wide}`}>
      <h2>{welcomeText.k3sTitle}</h2>
      {elsewhere === undefined ? <Commands standing={standing} /> : <p className="muted">{elsewhere}</p>}
      <p className={css.state} role="status">
        <StatusIcon tone="busy" />
        <span>
          {standing.state === 'locked' ? welcomeText.k3sWaitingForCopy : welcomeText.k3sWaiting}{' '}
          {platform === 'linux' && standing.state === 'absent' ? (
            <span className="muted">{welcomeText.k3sWaitingAbout}</span>
          ) : null}
        </span>
      </p>
    </section>
  );
}

function Commands({ standing }: { readonly standing: Exclude<K3sStanding, { state: 'there' }> }) {
  if (standing.state === 'locked') {
    return (
      <>
        <p className={css.state}>
          <StatusIcon tone="ok" />
          {welcomeText.k3sInstalled}
        </p>
        <p>{welcomeText.k3sCopyAbout}</p>
        <CopyLine value={standing.remedy} />
      </>
    );
  }
  return <Install />;
}

/** What this machine lacks comes first; the lines of the install once nothing is in the way of them. */
function Install() {
  const { data: report, error } = useHostReport(true);
  if (report === undefined) {
    return <p className="muted">{error === null ? welcomeText.hostLooking : error.message}</p>;
  }
  return (
    <>
      <p className="muted">{welcomeText.k3sLead}</p>
      <HostChecks report={report} />
      {report.plan === undefined ? null : <HostSteps plan={report.plan} />}
    </>
  );
}
