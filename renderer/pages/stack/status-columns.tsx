// The columns of the stack's parts: what runs in which version, how it is, what it takes.
import type { PartRow } from '../../../shared/model/overview.ts';
import { formatBytes } from '../../format/bytes.ts';
import { HealthCell } from '../../status/HealthCell.tsx';
import { ObjectLink } from '../../status/ObjectLink.tsx';
import type { PartUsage } from '../../status/part-usage.ts';
import { commonText } from '../../text/common.ts';
import { partText } from '../../text/overview.ts';
import { stackStatusText } from '../../text/stack-status.ts';
import type { Column } from '../../ui/DataTable.tsx';
import css from './StatusView.module.css';
import { fillWords, type VolumeFill } from './volume-fill.ts';

/** A part with what it uses. */
export interface StatusLine extends PartUsage {
  readonly part: PartRow;
  readonly fill: VolumeFill | undefined;
}

/** @param isPast nothing was heard since: whether it still is like that, nobody knows */
export function statusColumns(isPast: boolean): readonly Column<StatusLine>[] {
  return [
    {
      header: stackStatusText.part,
      width: '26%',
      cell: ({ part: { title, object } }) => (
        <ObjectLink object={object} className={css.door}>
          {title}
        </ObjectLink>
      ),
    },
    {
      header: stackStatusText.version,
      width: '110px',
      cell: ({ part: { version } }) => <span className="muted">{version ?? commonText.none}</span>,
    },
    {
      header: stackStatusText.health,
      width: 'auto',
      cell: ({ part: { health, title } }) => <HealthCell health={health} subject={title} isPast={isPast} />,
    },
    {
      header: stackStatusText.volume,
      width: '130px',
      align: 'right',
      cell: ({ part: { claims }, fill }) =>
        fill === undefined ? (
          <span className="muted" title={claims === undefined ? stackStatusText.noVolume : stackStatusText.noFill}>
            {claims === undefined ? '' : commonText.none}
          </span>
        ) : (
          fillWords(fill)
        ),
    },
    {
      header: stackStatusText.memory,
      width: '104px',
      align: 'right',
      cell: ({ memoryBytes }) => {
        if (memoryBytes === undefined) {
          return (
            <span className="muted" title={partText.noNumbers}>
              {commonText.none}
            </span>
          );
        }
        const { value, unit } = formatBytes(memoryBytes);
        return `${value} ${unit}`;
      },
    },
  ];
}
