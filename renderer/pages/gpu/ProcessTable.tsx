// The processes that use the GPUs, each with its pod where it is of one. Without the setting, a line that names it.
import type { GpuProcess } from '../../../shared/model/gpu-process.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatMoment } from '../../format/clock.ts';
import { useGpuProcesses } from '../../ipc/queries.ts';
import { gpuText } from '../../text/gpu.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import css from './ProcessTable.module.css';

interface Props {
  /** Prometheus' now, in unix seconds. */
  readonly nowSeconds: number;
  /** Nothing was heard since. */
  readonly isPast: boolean;
}

export function ProcessTable({ nowSeconds, isPast }: Props) {
  const told = useGpuProcesses().data;
  // Where it cannot be told, or could not be read, the charts say what is to be said.
  if (told === undefined || told.state === 'untold') return null;
  if (told.state === 'off') return <p className={css.hint}>{gpuText.processesOff}</p>;
  const { processes } = told;
  return (
    <section className={isPast ? `card ${css.past}` : 'card'} aria-label={gpuText.processes}>
      <h2 className={css.title}>{gpuText.processes}</h2>
      <DataTable
        caption={gpuText.processes}
        columns={columnsOf(processes, nowSeconds)}
        rows={processes}
        rowKey={({ node, gpu, pid, process }) => `${node}/${gpu}/${pid}/${process}`}
        detail={() => null}
        empty={gpuText.noProcesses}
      />
    </section>
  );
}

function columnsOf(processes: readonly GpuProcess[], nowSeconds: number): readonly Column<GpuProcess>[] {
  const hasSeveralGpus = new Set(processes.map(({ gpu }) => gpu)).size > 1;
  const hasSeveralNodes = new Set(processes.map(({ node }) => node)).size > 1;
  const gpu: Column<GpuProcess> = { header: gpuText.gpu, width: '19%', cell: ({ gpuLabel }) => gpuLabel };
  return [
    {
      header: gpuText.process,
      width: hasSeveralGpus ? '26%' : '33%',
      cell: ({ process, pid }) => (
        <>
          <div className={css.name}>{process}</div>
          <div className={css.second}>{gpuText.pid(pid)}</div>
        </>
      ),
    },
    {
      header: gpuText.user,
      width: hasSeveralGpus ? '24%' : '36%',
      cell: ({ pod, namespace, node }) =>
        pod === undefined ? (
          <span className="muted">{hasSeveralNodes ? gpuText.ofMachineNamed(node) : gpuText.ofMachine}</span>
        ) : (
          <>
            <div className={css.name}>{pod}</div>
            <div className={css.second}>{namespace}</div>
          </>
        ),
    },
    ...(hasSeveralGpus ? [gpu] : []),
    {
      header: gpuText.memoryHeld,
      width: '13%',
      align: 'right',
      cell: ({ memoryBytes }) => <Memory bytes={memoryBytes} />,
    },
    {
      header: gpuText.since,
      width: '18%',
      align: 'right',
      cell: ({ sinceSeconds }) =>
        sinceSeconds === undefined ? gpuText.sinceLonger : formatMoment(sinceSeconds, nowSeconds),
    },
  ];
}

function Memory({ bytes }: { readonly bytes: number | undefined }) {
  if (bytes === undefined) return gpuText.unknown;
  const { value, unit } = formatBytes(bytes);
  return `${value} ${unit}`;
}
