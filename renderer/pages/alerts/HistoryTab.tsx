// The alerts of the last seven days: how often each fired, for how long, when last.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { AlertHistory } from '../../../shared/model/alert-history.ts';
import { useAlertHistory } from '../../ipc/alert-queries.ts';
import { useClusterStatus } from '../../ipc/queries.ts';
import { alertHistoryText } from '../../text/alerts.ts';
import { commonText } from '../../text/common.ts';
import { Banner } from '../../ui/Banner.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import css from './AlertsPage.module.css';
import { Episodes } from './Episodes.tsx';
import { historyColumns } from './history-columns.tsx';

export function HistoryTab() {
  const { data, dataUpdatedAt, error, refetch } = useAlertHistory();
  // The shell's banner says why nothing answers.
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const failure = error === null || isLost ? undefined : toAppError(error);
  if (data === undefined) {
    return failure === undefined ? (
      <div className="card">
        <RowSkeletons words={alertHistoryText.loading} />
      </div>
    ) : (
      <Notice tone="bad" title={alertHistoryText.failed} reason={failure.message} remedy={failure.remedy}>
        <Button onClick={() => void refetch()}>{commonText.retry}</Button>
      </Notice>
    );
  }
  return (
    <>
      {failure === undefined ? null : <Banner tone="warn">{failure.message}</Banner>}
      {data.alerts.length === 0 ? (
        <Notice tone="ok" title={alertHistoryText.none} reason={alertHistoryText.noneReason} />
      ) : (
        <Past history={data} at={dataUpdatedAt} />
      )}
    </>
  );
}

/** @param at when it was told, ms since the epoch: what fires has fired until then */
function Past({ history: { alerts, more }, at }: { readonly history: AlertHistory; readonly at: number }) {
  const columns = useMemo(() => historyColumns(at), [at]);
  return (
    <div className="card">
      <DataTable
        caption={alertHistoryText.list}
        columns={columns}
        rows={alerts}
        rowKey={({ fingerprint }) => fingerprint}
        detail={(alert) => <Episodes alert={alert} now={at} />}
        empty={alertHistoryText.none}
      />
      <p className={css.foot}>
        {more === 0 ? null : `${alertHistoryText.more(more)} `}
        {alertHistoryText.exactness}
      </p>
    </div>
  );
}
