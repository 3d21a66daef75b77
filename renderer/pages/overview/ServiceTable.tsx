// The stack's services: their name in the cluster's DNS, ports, ready endpoints, and what is behind them.
import type { ServiceRow } from '../../../shared/model/overview.ts';
import { text } from '../../text.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DnsName } from '../../ui/DnsName.tsx';
import { HealthCell, healthDetail } from '../../ui/HealthCell.tsx';
import css from './tables.module.css';

const SHOWN_BACKENDS = 3;

const columns: readonly Column<ServiceRow>[] = [
  {
    header: text.overview.service,
    width: '37%',
    cell: ({ name, dnsName }) => (
      <>
        <div className={css.name}>{name}</div>
        <DnsName name={dnsName} />
      </>
    ),
  },
  {
    header: text.overview.health,
    width: '25%',
    cell: ({ health }, disclosure) => <HealthCell health={health} disclosure={disclosure} />,
  },
  {
    header: text.overview.ports,
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
    header: text.overview.ready,
    width: '9%',
    align: 'right',
    cell: ({ readyEndpoints, totalEndpoints }) => text.overview.readyOf(readyEndpoints, totalEndpoints),
  },
  { header: text.overview.behind, width: '21%', cell: ({ backends }) => <Backends backends={backends} /> },
];

function Backends({ backends }: Pick<ServiceRow, 'backends'>) {
  if (backends.length === 0) return <span className="muted">{text.overview.nothingBehind}</span>;
  const rest = backends.length - SHOWN_BACKENDS;
  return (
    <ul className={css.second}>
      {backends.slice(0, SHOWN_BACKENDS).map(({ name, ready }) => (
        <li key={name}>
          <code>{name}</code>
          {ready ? null : ` (${text.overview.notReady})`}
        </li>
      ))}
      {rest > 0 ? <li>{text.overview.more(rest)}</li> : null}
    </ul>
  );
}

export function ServiceTable({ services }: { readonly services: readonly ServiceRow[] }) {
  return (
    <div className="card">
      <h2 className={css.title}>{text.overview.services}</h2>
      <DataTable
        caption={text.overview.services}
        columns={columns}
        rows={services}
        rowKey={({ namespace, name }) => `${namespace}/${name}`}
        detail={({ health }) => healthDetail(health)}
        empty={text.overview.noServices}
      />
    </div>
  );
}
