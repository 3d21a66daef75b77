// Revisions as rows, newest first.
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type Revision, wasHealthy } from '../../../shared/model/revision.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatNumber } from '../../format/number.ts';
import { stackText } from '../../text/stack.ts';
import { Chip } from '../../ui/Chip.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Timestamp } from '../../ui/Timestamp.tsx';
import { RevisionDetail } from './RevisionDetail.tsx';
import css from './RevisionTable.module.css';
import { toneOfRelease } from './tones.ts';

interface Props {
  readonly revisions: readonly Revision[];
  /** The one whose objects are in the cluster. */
  readonly current: number;
  /** Absent when the release is not ODIN's to change. */
  readonly rollBackTo: ((revision: number) => void) | undefined;
}

export function RevisionTable({ revisions, current, rollBackTo }: Props) {
  const columns: readonly Column<Revision>[] = [
    {
      header: stackText.history.revision,
      width: '136px',
      cell: ({ revision, version }) => (
        <>
          <div className={css.revision}>
            {formatNumber(revision)}
            {revision === current ? <Chip>{stackText.history.current}</Chip> : null}
          </div>
          <span className={css.version}>{stackText.history.ofVersion(version)}</span>
        </>
      ),
    },
    {
      header: stackText.history.status,
      width: '150px',
      cell: ({ status, tookSeconds }) => (
        <>
          <Chip tone={toneOfRelease(status)}>{status}</Chip>
          {tookSeconds === undefined ? null : <div className={css.took}>{tookWords(tookSeconds)}</div>}
        </>
      ),
    },
    { header: stackText.history.when, width: '120px', cell: ({ deployedAt }) => <Timestamp at={deployedAt} /> },
    {
      header: stackText.history.description,
      width: '100%',
      cell: ({ description }, { isOpen, toggle, detailId }) => (
        <UnstyledButton
          className={css.toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailId : undefined}
          onClick={toggle}
        >
          <IconChevronRight size={14} className={isOpen ? css.opened : css.closed} aria-hidden />
          <span>{description}</span>
        </UnstyledButton>
      ),
    },
    {
      header: stackText.history.action,
      hasQuietHeader: true,
      width: '156px',
      align: 'right',
      cell: ({ revision, status }) =>
        rollBackTo === undefined || revision === current || !wasHealthy({ status }) ? null : (
          <Button className={css.action} variant="subtle" onClick={() => rollBackTo(revision)}>
            {stackText.history.rollBackTo(revision)}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      caption={stackText.history.table}
      columns={rollBackTo === undefined ? columns.slice(0, -1) : columns}
      rows={revisions}
      rowKey={({ revision }) => String(revision)}
      detail={({ revision }) => <RevisionDetail revision={revision} />}
      empty={stackText.history.emptyTitle}
    />
  );
}

function tookWords(seconds: number): string {
  const { took, tookNoTime } = stackText.history;
  return seconds < 1 ? tookNoTime : took(formatDuration(seconds * 1_000));
}
