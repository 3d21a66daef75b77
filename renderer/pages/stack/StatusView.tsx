// The status of the stack: its version and the newer one, a row for each part, and what can be done with it.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { refKey } from '../../../shared/model/object.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { SuppliedSettings } from '../../../shared/model/stack-settings.ts';
import { formatDateTime } from '../../format/clock.ts';
import { useClusterStatus, useOverview, useUsage, useVerdict } from '../../ipc/queries.ts';
import { usageByPod, usageOfPart } from '../../status/part-usage.ts';
import { toneOfVerdict } from '../../status/tones.ts';
import { stackText } from '../../text/stack.ts';
import { stackStatusText } from '../../text/stack-status.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import { ReleaseNotesButton } from './ReleaseNotesButton.tsx';
import { StackMenu } from './StackMenu.tsx';
import css from './StatusView.module.css';
import { type StatusLine, statusColumns } from './status-columns.tsx';
import { fillOf } from './volume-fill.ts';
import { withLogs } from './with-logs.ts';

interface Props {
  readonly status: StackStatus;
  readonly startUpgrade: () => void;
  /** Leads to the plan of these settings. */
  readonly startSettings: (settings: SuppliedSettings) => void;
  readonly startUninstall: () => void;
}

export function StatusView({ status, startUpgrade, startSettings, startUninstall }: Props) {
  const { installed, availableVersion, release, namespace, settings } = status;
  const overview = useOverview().data;
  const { data: usage } = useUsage();
  const level = useVerdict().data?.level;
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const isPast = isLost || overview?.stale === true;
  const columns = useMemo(() => statusColumns(isPast), [isPast]);
  const rows = useMemo(() => {
    const byPod = usageByPod(usage);
    return (overview?.parts ?? []).map(
      (part): StatusLine => ({ part, ...usageOfPart(part.pods, byPod), fill: fillOf(part, usage) }),
    );
  }, [overview, usage]);
  if (installed === undefined) return null;
  const isNewer = installed.version !== availableVersion;
  const logs = withLogs(settings);
  return (
    <>
      <Headline
        tone={level === undefined || isPast ? 'none' : toneOfVerdict(level)}
        title={stackText.installedTitle(installed.version)}
        controls={
          <>
            {logs === undefined ? null : <Button onClick={() => startSettings(logs)}>{stackText.addLogs}</Button>}
            {isNewer ? (
              <Button variant="filled" fw={600} onClick={startUpgrade}>
                {stackText.startUpgrade}
              </Button>
            ) : null}
            <StackMenu startUninstall={startUninstall} />
          </>
        }
      >
        <div className={css.version}>
          {isNewer ? (
            <>
              <span className={css.newer}>{stackStatusText.newer(availableVersion)}</span>
              <ReleaseNotesButton version={availableVersion} />
            </>
          ) : (
            <span>{stackStatusText.newest}</span>
          )}
        </div>
        {stackText.into(release, namespace)} ·{' '}
        {stackText.record(installed.revision, installed.status, formatDateTime(installed.deployedAt))}
      </Headline>
      <div className="card">
        {overview == null ? (
          <RowSkeletons words={stackStatusText.loading} />
        ) : (
          <DataTable
            caption={stackStatusText.table}
            columns={columns}
            rows={rows}
            rowKey={({ part }) => refKey(part.object)}
            empty={stackStatusText.empty}
            isCompact
          />
        )}
      </div>
    </>
  );
}
