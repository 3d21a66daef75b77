// The stack's services: their name in the cluster's DNS, ports, ready endpoints, and what is behind them.
import type { ServiceRow } from '../../../shared/model/overview.ts';
import { overviewText } from '../../text/overview.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DnsName } from './DnsName.tsx';
import { HealthCell, healthDetail } from './HealthCell.tsx';
import { PastNote } from './PastNote.tsx';
import css from './tables.module.css';

const SHOWN_BACKENDS = 3;

const columnsOf = (isPast: boolean): readonly Column<ServiceRow>[] => [
  {
    header: overviewText.service,
    width: '37%',
    cell: ({ name, dnsName }) => (
      <>
        <div className={css.name}>{name}</div>
        <DnsName name={dnsName} />
      </>
    ),
  },
  {
    header: overviewText.health,
    width: '25%',
    cell: ({ health }, disclosure) => <HealthCell health={health} isPast={isPast} disclosure={disclosure} />,
  },
  {
    header: overviewText.ports,
    width: '8%',
    cell: ({ ports }) => (
      <ul>
        {ports.map(({ name, port, protocol, targetPort }) => (
          <li key={`${protocol}/${port}`} title={`${name ?? protocol} → ${targetPort}`}>
            <code>{protocol === 'TCP' ? port : `${port}/${protocol}`}</code>
          </li>
        ))}
      </ul>
    ),
  },
  {
    header: overviewText.ready,
    width: '9%',
    align: 'right',
    cell: ({ readyEndpoints, totalEndpoints }) => overviewText.readyOf(readyEndpoints, totalEndpoints),
  },
  { header: overviewText.behind, width: '21%', cell: ({ backends }) => <Backends backends={backends} /> },
];

function Backends({ backends }: Pick<ServiceRow, 'backends'>) {
  if (backends.length === 0) return <span className="muted">{overviewText.nothingBehind}</span>;
  const rest = backends.length - SHOWN_BACKENDS;
  return (
    <ul className={css.second}>
      {backends.slice(0, SHOWN_BACKENDS).map(({ name, ready }) => (
        <li key={name}>
          <code>{name}</code>
          {ready ? null : ` (${overviewText.notReady})`}
        </li>
      ))}
      {rest > 0 ? <li>{overviewText.more(rest)}</li> : null}
    </ul>
  );
}

const COLUMNS = columnsOf(false);
const PAST_COLUMNS = columnsOf(true);

interface Props {
  readonly services: readonly ServiceRow[];
  /** When they were like that, in ms since the epoch, where nothing was heard since. */
  readonly pastAt: number | undefined;
}

export function ServiceTable({ services, pastAt }: Props) {
  return (
    <div className={pastAt === undefined ? 'card' : `card ${css.dim}`}>
      <h2 className={css.title}>
        {overviewText.services} <PastNote at={pastAt} />
      </h2>
      <DataTable
        caption={overviewText.services}
        columns={pastAt === undefined ? COLUMNS : PAST_COLUMNS}
        rows={services}
        rowKey={({ namespace, name }) => `${namespace}/${name}`}
        detail={({ health }) => healthDetail(health)}
        empty={overviewText.noServices}
      />
    </div>
  );
}
