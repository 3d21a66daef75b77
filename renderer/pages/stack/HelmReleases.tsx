// The releases that Helm made in this cluster: shown, never changed.
import type { ReleaseSummary } from '../../../shared/model/revision.ts';
import { formatNumber } from '../../format/number.ts';
import { useReleases } from '../../ipc/queries.ts';
import { stackText } from '../../text/stack.ts';
import { Chip } from '../../ui/Chip.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Timestamp } from '../../ui/Timestamp.tsx';
import css from './HelmReleases.module.css';
import { toneOfRelease } from './tones.ts';

const COLUMNS: readonly Column<ReleaseSummary>[] = [
  { header: stackText.history.release, width: '45%', cell: ({ release }) => release },
  { header: stackText.history.namespace, width: '35%', cell: ({ namespace }) => namespace },
  { header: stackText.history.revision, width: '20%', cell: ({ revision }) => formatNumber(revision) },
  {
    header: stackText.history.status,
    width: '150px',
    cell: ({ status }) => <Chip tone={toneOfRelease(status)}>{status}</Chip>,
  },
  { header: stackText.history.changed, width: '124px', cell: ({ modifiedAt }) => <Timestamp at={modifiedAt} /> },
];

export function HelmReleases() {
  const { data: releases, error } = useReleases();
  if (releases === undefined) return error === null ? null : <p className="muted">{stackText.history.helmFailed}</p>;
  const byHelm = releases.filter(({ owner }) => owner === 'helm');
  if (byHelm.length === 0) return null;
  return (
    <div className={`card ${css.card}`}>
      <div className={css.bar}>
        <h2>{stackText.history.helmTable}</h2>
        <p className={css.about}>{stackText.history.helmReadOnly}</p>
      </div>
      <DataTable
        caption={stackText.history.helmTable}
        columns={COLUMNS}
        rows={byHelm}
        rowKey={({ release, namespace }) => `${namespace}/${release}`}
        detail={() => null}
        empty=""
      />
    </div>
  );
}
