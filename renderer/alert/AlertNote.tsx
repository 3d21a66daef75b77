// The line below the alerts' heading for what limits them: nobody answers, nobody watches, or it is Prometheus that speaks.
import type { AlertReport } from '../../shared/model/alert.ts';
import { formatAge } from '../format/duration.ts';
import { useClusterStatus } from '../ipc/queries.ts';
import { alertText } from '../text/alerts.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { StatusIcon } from '../ui/StatusIcon.tsx';
import { useNow } from '../ui/use-now.ts';
import css from './AlertNote.module.css';

export function AlertNote({ report }: { readonly report: AlertReport }) {
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const now = useNow(report.state === 'unreachable' ? 1_000 : null);
  switch (report.state) {
    case 'known':
      return report.note === undefined ? null : <p className={css.note}>{report.note}</p>;
    case 'noAlerting':
      return <p className={css.note}>{report.reason}</p>;
    case 'unreachable': {
      const words = report.at === undefined ? alertText.failed : alertText.stale(formatAge(report.at, now));
      return (
        <div className={css.note} role="status">
          <StatusIcon tone="warn" />
          <p>
            {/* The shell's banner says why the whole cluster is gone. */}
            {words} {isLost ? null : report.reason}
          </p>
          {report.remedy === undefined || isLost ? null : <CopyLine value={report.remedy} />}
        </div>
      );
    }
    default:
      return report satisfies never;
  }
}
