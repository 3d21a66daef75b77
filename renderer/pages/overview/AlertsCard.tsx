// The alerts that belong to no problem, most urgent first: what each is, what it is about, since when; unfolds to what to do about it.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AlertReport } from '../../../shared/model/alert.ts';
import { firingOf } from '../../../shared/model/firing.ts';
import { AlertDetail } from '../../alert/AlertDetail.tsx';
import { AlertNote } from '../../alert/AlertNote.tsx';
import { alertColumns } from '../../alert/alert-columns.tsx';
import { failedReport } from '../../alert/failed-report.ts';
import { useAlerts, useClusterStatus, useVerdict } from '../../ipc/queries.ts';
import { alertText } from '../../text/alerts.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { useNow } from '../../ui/use-now.ts';
import css from './AlertsCard.module.css';
import { isQuiet, withoutFolded } from './alert-report.ts';

/** More would push what runs off the page; the most urgent come first. */
const FEW = 5;

const AGE_INTERVAL_MS = 10_000;

export function AlertsCard({ openDashboard }: { readonly openDashboard: (uid: string) => void }) {
  const { data, error } = useAlerts();
  const { problems = [] } = useVerdict().data ?? {};
  if (data === undefined && error === null) return null;
  const report = withoutFolded(data ?? failedReport(error), problems);
  const folded = firingOf(data).length - firingOf(report).length;
  // The verdict's line has a word for it.
  return isQuiet(report) ? null : <Alerts report={report} folded={folded} openDashboard={openDashboard} />;
}

interface Props {
  readonly report: AlertReport;
  /** How many fire that are told with a problem. */
  readonly folded: number;
  readonly openDashboard: (uid: string) => void;
}

function Alerts({ report, folded, openDashboard }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const now = useNow(AGE_INTERVAL_MS);
  const columns = useMemo(() => alertColumns(now), [now]);
  const alerts = report.state === 'noAlerting' ? [] : (report.alerts ?? []);
  const firing = firingOf(report);
  const shown = isWhole ? alerts : firing.slice(0, FEW);
  const hasMore = alerts.length > Math.min(firing.length, FEW);
  return (
    <section className="card" aria-label={alertText.title}>
      <div className={css.bar}>
        <h2>{alertText.title}</h2>
        <p className={css.facts}>
          {factsOf(report, { firing: firing.length, folded, untold: alerts.length - firing.length }, isLost)}
        </p>
        {hasMore ? (
          <Button size="compact-xs" variant="subtle" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? alertText.showFew : alertText.showAll(alerts.length)}
          </Button>
        ) : null}
      </div>
      <AlertNote report={report} />
      {shown.length === 0 ? null : (
        <DataTable
          caption={alertText.list}
          columns={columns}
          rows={shown}
          rowKey={({ fingerprint }) => fingerprint}
          detail={(alert) => <AlertDetail alert={alert} openDashboard={openDashboard} />}
          empty={alertText.quiet}
        />
      )}
    </section>
  );
}

interface Counts {
  readonly firing: number;
  readonly folded: number;
  readonly untold: number;
}

/** "3 fire, 2 silenced or inhibited", as of then while the cluster is lost; nothing where nothing is known. */
function factsOf(report: AlertReport, { firing, folded, untold }: Counts, isLost: boolean): string {
  if (report.state === 'noAlerting' || (report.state === 'unreachable' && report.alerts === undefined)) return '';
  const isPast = isLost || report.state === 'unreachable';
  const told = isPast
    ? { none: alertText.wasQuiet, some: alertText.fired }
    : { none: alertText.quiet, some: alertText.firing };
  const facts = [
    ...(firing > 0 ? [told.some(firing)] : []),
    ...(folded > 0 ? [firing > 0 ? alertText.moreAbove(folded) : alertText.toldAbove(told.some(folded))] : []),
    ...(untold > 0 ? [alertText.untold(untold)] : []),
  ];
  if (firing + folded === 0) facts.unshift(untold === 0 ? told.none : told.none.replace(/\.$/, ''));
  return facts.join(', ');
}
