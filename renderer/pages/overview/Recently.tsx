// The happenings of late, in words, newest first: each leads to its thing.
import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { ClusterStatus } from '../../../shared/model/cluster.ts';
import type { RecentEntry } from '../../../shared/model/recent.ts';
import { formatClock } from '../../format/clock.ts';
import { useClusterStatus, useRecent } from '../../ipc/queries.ts';
import { recentText } from '../../text/recent.ts';
import { useNow } from '../../ui/use-now.ts';
import { RecentLine } from './RecentLine.tsx';
import css from './Recently.module.css';
import { daysOf } from './recent-days.ts';

/** As many as stand beside a table of a usual height. */
const FEW = 10;
const DAY_INTERVAL_MS = 60_000;

export function Recently({ openHistory }: { readonly openHistory: () => void }) {
  const { data, error } = useRecent();
  const status = useClusterStatus().data;
  const [isWhole, setIsWhole] = useState(false);
  const entries = data?.entries ?? [];
  return (
    <section className={`card ${css.card}`} aria-label={recentText.title} aria-busy={data === undefined}>
      <h2 className={css.heading}>{recentText.title}</h2>
      {data === undefined ? (
        <Absent error={error} status={status} />
      ) : (
        <>
          {entries.length === 0 && data.missing.length === 0 ? <p className={css.note}>{recentText.empty}</p> : null}
          <Days entries={isWhole ? entries : entries.slice(0, FEW)} openHistory={openHistory} />
          {data.missing.map((sentence) => (
            <p key={sentence} className={css.note}>
              {sentence}
            </p>
          ))}
          {entries.length <= FEW ? null : (
            <Button
              variant="subtle"
              size="compact-xs"
              className={css.more}
              aria-expanded={isWhole}
              onClick={() => setIsWhole(!isWhole)}
            >
              {isWhole ? recentText.showFew : recentText.showAll(entries.length)}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Days({
  entries,
  openHistory,
}: {
  readonly entries: readonly RecentEntry[];
  readonly openHistory: () => void;
}) {
  const now = useNow(DAY_INTERVAL_MS);
  return daysOf(entries, now).map(({ label, entries: ofDay }) => (
    <div key={label ?? ''}>
      {label === undefined ? null : <h3 className={css.day}>{label}</h3>}
      <ul className={css.list}>
        {ofDay.map((entry) => (
          <RecentLine key={entry.id} entry={entry} openHistory={openHistory} />
        ))}
      </ul>
    </div>
  ));
}

/** Not known yet, or not to be had; why the whole cluster is gone stands above all pages. */
function Absent({ error, status }: { readonly error: unknown; readonly status: ClusterStatus | undefined }) {
  if (status?.state === 'unreachable') {
    const { lastSeenAt } = status;
    return (
      <p className={css.note}>
        {recentText.lost(lastSeenAt === undefined ? undefined : formatClock(lastSeenAt / 1_000))}
      </p>
    );
  }
  if (error != null) {
    return <p className={css.note}>{`${recentText.failed} ${toAppError(error).message}`}</p>;
  }
  return (
    <div className={css.skeletons}>
      <span className="visually-hidden">{recentText.loading}</span>
      {['82%', '64%', '90%', '70%', '58%'].map((width) => (
        <Skeleton key={width} height={14} width={width} aria-hidden />
      ))}
    </div>
  );
}
