// The alerts that fire now, most urgent first; or why they are not known.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { AlertReport } from '../../../shared/model/alert.ts';
import { firingOf } from '../../../shared/model/firing.ts';
import { AlertDetail } from '../../alert/AlertDetail.tsx';
import { AlertNote } from '../../alert/AlertNote.tsx';
import { alertColumns } from '../../alert/alert-columns.tsx';
import { failedReport } from '../../alert/failed-report.ts';
import { valueText } from '../../alert/value-text.ts';
import { useAlertValues } from '../../ipc/alert-queries.ts';
import { useAlerts } from '../../ipc/queries.ts';
import { alertsPageText, alertText } from '../../text/alerts.ts';
import { commonText } from '../../text/common.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import { useNow } from '../../ui/use-now.ts';
import css from './AlertsPage.module.css';

const AGE_INTERVAL_MS = 10_000;

interface Props {
  readonly openStack: () => void;
  readonly openDashboard: (uid: string) => void;
}

export function FiringTab({ openStack, openDashboard }: Props) {
  const { data, error, refetch } = useAlerts();
  if (data === undefined && error === null) {
    return (
      <div className="card">
        <RowSkeletons words={alertText.loading} />
      </div>
    );
  }
  const report = data ?? failedReport(error);
  if (report.state === 'noAlerting') {
    return (
      <Notice tone="none" title={alertsPageText.noAlerting} reason={report.reason}>
        <Button onClick={openStack}>{alertsPageText.openStack}</Button>
      </Notice>
    );
  }
  if (report.alerts === undefined) {
    return (
      <Notice
        tone="bad"
        title={alertText.failed}
        reason={report.state === 'unreachable' ? report.reason : undefined}
        remedy={report.state === 'unreachable' ? report.remedy : undefined}
      >
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  return <Firing report={report} openDashboard={openDashboard} />;
}

function Firing({ report, openDashboard }: { readonly report: AlertReport } & Pick<Props, 'openDashboard'>) {
  const now = useNow(AGE_INTERVAL_MS);
  const told = useAlertValues().data;
  const isPast = report.state !== 'known';
  const columns = useMemo(() => {
    const values = isPast ? [] : (told ?? []);
    return alertColumns(now, new Map(values.map((one) => [one.fingerprint, valueText(one)])));
  }, [now, told, isPast]);
  const firing = firingOf(report);
  const hasNote = report.state === 'unreachable' || (report.state === 'known' && report.note !== undefined);
  if (firing.length === 0 && !hasNote) {
    return <Notice tone="ok" title={alertText.quiet} reason={alertsPageText.quietReason} />;
  }
  return (
    <div className="card">
      {hasNote ? (
        <div className={css.note}>
          <AlertNote report={report} />
        </div>
      ) : null}
      <DataTable
        caption={alertText.list}
        columns={columns}
        rows={firing}
        rowKey={({ fingerprint }) => fingerprint}
        detail={(alert) => <AlertDetail alert={alert} openDashboard={openDashboard} />}
        empty={report.state === 'unreachable' ? alertText.wasQuiet : alertText.quiet}
      />
    </div>
  );
}
