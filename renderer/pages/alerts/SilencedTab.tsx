// The silences with who made them, why and until when; below them the alerts that nobody is told of.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { AlertDetail } from '../../alert/AlertDetail.tsx';
import { alertColumns } from '../../alert/alert-columns.tsx';
import { useSilenceEnding } from '../../alert/use-silencing.ts';
import { useAlerts } from '../../ipc/queries.ts';
import { useSilences } from '../../ipc/silence-queries.ts';
import { alertsPageText, alertText } from '../../text/alerts.ts';
import { commonText } from '../../text/common.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import { useNow } from '../../ui/use-now.ts';
import css from './AlertsPage.module.css';
import { silenceColumns } from './silence-columns.tsx';

const MINUTE_MS = 60_000;

export function SilencedTab({ openDashboard }: { readonly openDashboard: (uid: string) => void }) {
  return (
    <>
      <Silences />
      <UntoldAlerts openDashboard={openDashboard} />
    </>
  );
}

function Silences() {
  const { data, error, refetch } = useSilences();
  const { mutate, isPending, variables } = useSilenceEnding();
  const now = useNow(MINUTE_MS);
  const columns = useMemo(
    () =>
      silenceColumns(now, {
        pendingId: isPending ? variables : undefined,
        end: (id) => mutate(id),
      }),
    [now, isPending, variables, mutate],
  );
  if (data === undefined) {
    if (error === null) {
      return (
        <div className="card">
          <RowSkeletons words={alertsPageText.silencesLoading} />
        </div>
      );
    }
    const { code, message, remedy } = toAppError(error);
    // Where there is no Alertmanager nothing is broken.
    if (code === 'unsupported') return <Notice tone="none" title={alertsPageText.noSilences} reason={message} />;
    return (
      <Notice tone="bad" title={alertsPageText.silencesFailed} reason={message} remedy={remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  if (data.length === 0) {
    return <Notice tone="ok" title={alertsPageText.noSilences} reason={alertsPageText.noSilencesReason} />;
  }
  return (
    <div className="card">
      <DataTable
        caption={alertsPageText.silences}
        columns={columns}
        rows={data}
        rowKey={({ id }) => id}
        empty={alertsPageText.noSilences}
      />
    </div>
  );
}

function UntoldAlerts({ openDashboard }: { readonly openDashboard: (uid: string) => void }) {
  const report = useAlerts().data;
  const now = useNow(MINUTE_MS);
  const columns = useMemo(() => alertColumns(now), [now]);
  const alerts = report === undefined || report.state === 'noAlerting' ? [] : (report.alerts ?? []);
  const untold = alerts.filter(({ state }) => state !== 'firing');
  if (untold.length === 0) return null;
  return (
    <section className="card" aria-label={alertsPageText.untold}>
      <h2 className={css.heading}>{alertsPageText.untold}</h2>
      <DataTable
        caption={alertsPageText.untold}
        columns={columns}
        rows={untold}
        rowKey={({ fingerprint }) => fingerprint}
        detail={(alert) => <AlertDetail alert={alert} openDashboard={openDashboard} />}
        empty={alertText.quiet}
      />
    </section>
  );
}
