// The columns of the forwards: what each leads to, where it is, how it is, and the way to end it.
import { ActionIcon, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { KeptForward } from '../../../shared/model/kept-forward.ts';
import { formatAge } from '../../format/duration.ts';
import { formatNumber } from '../../format/number.ts';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import { commonText } from '../../text/common.ts';
import { forwardsText } from '../../text/forwards.ts';
import { CopyLine } from '../../ui/CopyLine.tsx';
import type { Column } from '../../ui/DataTable.tsx';
import { isLong, SentenceCell } from '../../ui/SentenceCell.tsx';
import type { Tone } from '../../ui/tone.ts';
import css from './ForwardsPage.module.css';
import type { ForwardRow } from './forward-rows.ts';

interface Ways {
  /** Nothing is known of any since the cluster was lost. */
  readonly isPast: boolean;
  readonly visit: (row: ForwardRow) => void;
  readonly stop: (row: ForwardRow) => void;
}

const TONES: Readonly<Record<KeptForward['state'], Tone>> = { starting: 'busy', ready: 'ok', broken: 'bad' };

/** @param now ms since the epoch */
export function forwardColumns(now: number, { isPast, visit, stop }: Ways): readonly Column<ForwardRow>[] {
  return [
    {
      header: forwardsText.target,
      width: '23%',
      cell: ({ object, port }) => (
        <>
          <ObjectLink object={object} className={css.door}>
            {object.name}
          </ObjectLink>
          {port === undefined ? null : <span className={css.port}>:{port}</span>}
          <p className={css.second} title={object.namespace}>
            {object.kind} · {object.namespace}
          </p>
        </>
      ),
    },
    {
      header: forwardsText.address,
      width: '224px',
      cell: (row) =>
        row.address === undefined ? (
          <span className="muted">{forwardsText.noAddress}</span>
        ) : (
          <div className={css.address}>
            {row.isOfUse ? (
              <CopyLine value={row.address} />
            ) : (
              <span className="muted" title={row.address}>
                {forwardsText.closed}
              </span>
            )}
            {row.visit === undefined ? null : (
              <ActionIcon
                variant="subtle"
                aria-label={forwardsText.open(row.address)}
                title={forwardsText.open(row.address)}
                onClick={() => visit(row)}
              >
                <IconExternalLink size={15} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ),
    },
    {
      header: forwardsText.state,
      width: 'auto',
      cell: ({ state, reason }, disclosure) => {
        const isUnknown = isPast && state === 'ready';
        const sentence = reason ?? (isUnknown ? forwardsText.wasReady : forwardsText.states[state]);
        return (
          <SentenceCell
            tone={isUnknown ? 'none' : TONES[state]}
            label={forwardsText.states[state]}
            sentence={sentence}
            disclosure={isLong(sentence) ? disclosure : undefined}
          />
        );
      },
    },
    {
      header: forwardsText.since,
      width: '72px',
      align: 'right',
      cell: ({ since }) => (since === undefined ? commonText.none : formatAge(since, now)),
    },
    {
      header: forwardsText.reconnects,
      width: '100px',
      align: 'right',
      cell: ({ reconnects }) => (reconnects === undefined ? commonText.none : formatNumber(reconnects)),
    },
    {
      header: forwardsText.action,
      hasQuietHeader: true,
      width: '80px',
      align: 'right',
      cell: (row) =>
        row.port === undefined ? null : (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={forwardsText.stopNamed(row.id)}
            onClick={() => stop(row)}
          >
            {forwardsText.stop}
          </Button>
        ),
    },
  ];
}
