// The stack's services: their name in the cluster's DNS, ports, ready endpoints, and what is behind them.
import type { ServiceRow } from '../../../shared/model/overview.ts';
import { overviewText } from '../../text/overview.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DnsName } from './DnsName.tsx';
import { HealthCell, healthDetail } from './HealthCell.tsx';
import css from './tables.module.css';

const SHOWN_BACKENDS = 3;

const columns: readonly Column<ServiceRow>[] = [
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
    cell: ({ health }, disclosure) => <HealthCell health={health} disclosure={disclosure} />,
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

export function ServiceTable({ services }: { readonly services: readonly ServiceRow[] }) {
  return (
    <div className="card">
      <h2 className={css.title}>{overviewText.services}</h2>
      <DataTable
        caption={overviewText.services}
        columns={columns}
        rows={services}
        rowKey={({ namespace, name }) => `${namespace}/${name}`}
        detail={({ health }) => healthDetail(health)}
        empty={overviewText.noServices}
      />
    </div>
  );
}
