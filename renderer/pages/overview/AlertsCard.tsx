// The alerts that belong to no problem, most urgent first: what each is, what it is about, since when; unfolds to what to do about it.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { Alert, AlertReport } from '../../../shared/model/alert.ts';
import { firingOf } from '../../../shared/model/firing.ts';
import { formatRef } from '../../../shared/model/object.ts';
import { formatAge } from '../../format/duration.ts';
import { useAlerts, useClusterStatus, useVerdict } from '../../ipc/queries.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { alertText } from '../../text/alerts.ts';
import { commonText } from '../../text/common.ts';
import { Chip } from '../../ui/Chip.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { SentenceCell } from '../../ui/SentenceCell.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AlertDetail } from './AlertDetail.tsx';
import { AlertNote } from './AlertNote.tsx';
import css from './AlertsCard.module.css';
import { isQuiet, withoutFolded } from './alert-report.ts';
import { toneOfAlert } from './alert-tone.ts';

/** More would push what runs off the page; the most urgent come first. */
const FEW = 5;

const AGE_INTERVAL_MS = 10_000;

export function AlertsCard({ openDashboard }: { readonly openDashboard: (uid: string) => void }) {
  const { data, error } = useAlerts();
  const { problems = [] } = useVerdict().data ?? {};
  if (data === undefined && error === null) return null;
  const report = withoutFolded(data ?? failed(error), problems);
  // The verdict's line has a word for it.
  return isQuiet(report) ? null : <Alerts report={report} openDashboard={openDashboard} />;
}

interface Props {
  readonly report: AlertReport;
  readonly openDashboard: (uid: string) => void;
}

function Alerts({ report, openDashboard }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const now = useNow(AGE_INTERVAL_MS);
  const columns = useMemo(() => columnsAt(now), [now]);
  const alerts = report.state === 'noAlerting' ? [] : (report.alerts ?? []);
  const firing = firingOf(report);
  const shown = isWhole ? alerts : firing.slice(0, FEW);
  const hasMore = alerts.length > Math.min(firing.length, FEW);
  return (
    <section className="card" aria-label={alertText.title}>
      <div className={css.bar}>
        <h2>{alertText.title}</h2>
        <p className={css.facts}>{factsOf(report, firing.length, alerts.length - firing.length, isLost)}</p>
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

/** "3 fire, 2 silenced or inhibited", as of then while the cluster is lost; nothing where nothing is known. */
function factsOf(report: AlertReport, firing: number, untold: number, isLost: boolean): string {
  if (report.state === 'noAlerting' || (report.state === 'unreachable' && report.alerts === undefined)) return '';
  const isPast = isLost || report.state === 'unreachable';
  const told = isPast
    ? { none: alertText.wasQuiet, some: alertText.fired }
    : { none: alertText.quiet, some: alertText.firing };
  const facts = firing === 0 ? told.none : told.some(firing);
  return untold === 0 ? facts : `${facts.replace(/\.$/, '')}, ${alertText.untold(untold)}`;
}

function failed(error: unknown): AlertReport {
  const { message: reason, remedy } = toAppError(error);
  return { state: 'unreachable', reason, ...(remedy === undefined ? {} : { remedy }) };
}

function columnsAt(now: number): readonly Column<Alert>[] {
  return [
    {
      header: alertText.alert,
      width: '56%',
      cell: (alert, disclosure) => (
        <SentenceCell
          tone={toneOfAlert(alert)}
          label={alertText.severity[alert.severity]}
          sentence={alert.summary}
          disclosure={disclosure}
        />
      ),
    },
    {
      header: alertText.about,
      width: '32%',
      cell: ({ object, state }) => (
        <span className={css.about}>
          {object === undefined ? (
            commonText.none
          ) : (
            <ObjectLink object={object}>
              <code title={formatRef(object)}>{formatRef(object)}</code>
            </ObjectLink>
          )}
          {state === 'firing' ? null : <Chip>{alertText.state[state]}</Chip>}
        </span>
      ),
    },
    { header: alertText.since, width: '12%', align: 'right', cell: ({ since }) => formatAge(since, now) },
  ];
}
