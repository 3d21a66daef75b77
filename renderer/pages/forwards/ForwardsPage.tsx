// The page of the forwards: how many are ready, each with its address and its state, and the form for a new one.
import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import { forwardableOf } from '../../../shared/model/forwardable.ts';
import { useStopForward, useVisitForward } from '../../ipc/forward-queries.ts';
import { useClusterStatus, useForwards, useKeptForwards, useOpenForward, useOverview } from '../../ipc/queries.ts';
import { useOpened } from '../../status/use-opened.ts';
import { commonText } from '../../text/common.ts';
import { forwardFormText, forwardsText } from '../../text/forwards.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Headline } from '../../ui/Headline.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { RowSkeletons } from '../../ui/RowSkeletons.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useNow } from '../../ui/use-now.ts';
import { ForwardForm } from './ForwardForm.tsx';
import css from './ForwardsPage.module.css';
import { forwardColumns } from './forward-columns.tsx';
import { type ForwardRow, forwardRows } from './forward-rows.ts';

const AGE_INTERVAL_MS = 10_000;
/** The place of the form in the address. */
const NEW = 'new';

interface Props {
  readonly openForwards: (place?: typeof NEW) => void;
  readonly place?: string | undefined;
}

export function ForwardsPage({ openForwards, place }: Props) {
  const opened = useOpened();
  const close = () => openForwards();
  return (
    <div className="page">
      <Forwards create={() => openForwards(NEW)} />
      <Modal
        opened={place === NEW}
        onClose={close}
        title={forwardFormText.title}
        closeButtonProps={{ 'aria-label': commonText.close }}
        centered
        lockScroll={false}
        size={480}
      >
        <ForwardForm object={opened && forwardableOf(opened.object)} close={close} />
      </Modal>
    </div>
  );
}

function Forwards({ create }: { readonly create: () => void }) {
  const kept = useKeptForwards();
  const own = useForwards().data;
  const namespace = useOverview().data?.namespace ?? '';
  const isLost = useClusterStatus().data?.state === 'unreachable';
  const rows = useMemo(
    () => (kept.data === undefined ? undefined : forwardRows(kept.data, own ?? [], namespace)),
    [kept.data, own, namespace],
  );
  return (
    <>
      <Headline
        tone={rows === undefined ? undefined : isLost ? 'none' : toneOf(rows)}
        title={titleOf(rows, isLost)}
        controls={
          <Button variant="filled" fw={600} disabled={isLost} onClick={create}>
            {forwardsText.create}
          </Button>
        }
      >
        {forwardsText.caution}
      </Headline>
      <div className="card">
        {rows !== undefined ? (
          <Table rows={rows} isPast={isLost} />
        ) : kept.error === null ? (
          <RowSkeletons words={forwardsText.loading} />
        ) : (
          <Notice tone="bad" title={forwardsText.failed} reason={toAppError(kept.error).message}>
            <Button onClick={() => void kept.refetch()}>{commonText.retry}</Button>
          </Notice>
        )}
      </div>
    </>
  );
}

function Table({ rows, isPast }: { readonly rows: readonly ForwardRow[]; readonly isPast: boolean }) {
  const now = useNow(AGE_INTERVAL_MS);
  const { mutate: openOwn } = useOpenForward();
  const { mutate: visitKept } = useVisitForward();
  const { mutate: stop } = useStopForward();
  const columns = useMemo(() => {
    const onError = (error: unknown) => notifyFailure(forwardsText.openFailed, error);
    return forwardColumns(now, {
      isPast,
      visit: ({ visit }) => {
        if (visit === undefined) return;
        if ('id' in visit) visitKept(visit.id, { onError });
        else openOwn(visit, { onError });
      },
      stop: ({ id }) => stop(id, { onError: (error) => notifyFailure(forwardsText.stopFailed, error) }),
    });
  }, [now, isPast, openOwn, visitKept, stop]);
  if (rows.length === 0) {
    return <Notice tone="none" title={forwardsText.none} reason={forwardsText.noneReason} />;
  }
  return (
    <DataTable
      caption={forwardsText.list}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      detail={({ reason }) => <p className={css.reason}>{reason}</p>}
      empty={forwardsText.none}
    />
  );
}

function titleOf(rows: readonly ForwardRow[] | undefined, isLost: boolean): string {
  if (rows === undefined) return forwardsText.unknownHeadline;
  if (isLost) return forwardsText.pastHeadline;
  return forwardsText.headline(rows.filter(({ state }) => state === 'ready').length, rows.length);
}

function toneOf(rows: readonly ForwardRow[]): Tone {
  if (rows.length === 0) return 'none';
  if (rows.some(({ state }) => state === 'broken')) return 'bad';
  return rows.some(({ state }) => state === 'starting') ? 'busy' : 'ok';
}
