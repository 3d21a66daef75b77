// The rows of the node dashboard about what moves data: disks and network interfaces.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { COLORS } from './house/levels.ts';
import { query } from './house/query.ts';

/** Whole disks; loop devices and RAM disks say nothing. */
const DISK = 'instance=~"$node", device!~"loop.*|ram.*|sr.*|zram.*|dm-.*"';
/** What leads out of the node; the cluster's own plumbing is left out. */
const INTERFACE = 'instance=~"$node", device!~"lo|veth.*|cni.*|flannel.*|cali.*|docker.*|br-.*|dummy.*"';

export const disks: Row = {
  title: 'Disks',
  panels: [
    chart({
      title: 'Throughput',
      description: 'What was read is above the line, what was written below.',
      unit: units.BytesPerSecondIEC,
      span: 8,
      below: '/ · written$/',
      colors: { '/ · read$/': COLORS.read, '/ · written$/': COLORS.written },
      queries: [
        query(`rate(node_disk_read_bytes_total{${DISK}}[$__rate_interval])`, '{{instance}} · {{device}} · read'),
        query(`rate(node_disk_written_bytes_total{${DISK}}[$__rate_interval])`, '{{instance}} · {{device}} · written'),
      ],
    }),
    chart({
      title: 'Time per request',
      description:
        'How long a read or a write took, waiting included. An SSD needs a millisecond or less; ten feel slow.',
      unit: units.Seconds,
      span: 8,
      colors: { '/ · read$/': COLORS.read, '/ · write$/': COLORS.written },
      queries: [
        query(
          `rate(node_disk_read_time_seconds_total{${DISK}}[$__rate_interval]) / rate(node_disk_reads_completed_total{${DISK}}[$__rate_interval])`,
          '{{instance}} · {{device}} · read',
        ),
        query(
          `rate(node_disk_write_time_seconds_total{${DISK}}[$__rate_interval]) / rate(node_disk_writes_completed_total{${DISK}}[$__rate_interval])`,
          '{{instance}} · {{device}} · write',
        ),
      ],
    }),
    chart({
      title: 'Busy',
      description:
        'Part of the time in which the disk had something to do. An SSD can do much at once: full time is not full load.',
      unit: units.PercentUnit,
      span: 8,
      max: 1,
      queries: [query(`rate(node_disk_io_time_seconds_total{${DISK}}[$__rate_interval])`, '{{instance}} · {{device}}')],
    }),
  ],
};

export const network: Row = {
  title: 'Network',
  panels: [
    chart({
      title: 'Traffic',
      description:
        'What was received is above the line, what was sent below. Between pods of one node nothing goes out.',
      unit: units.BitsPerSecondSI,
      span: 12,
      below: '/ · sent$/',
      legend: 'table',
      queries: [
        query(
          `rate(node_network_receive_bytes_total{${INTERFACE}}[$__rate_interval]) * 8`,
          '{{instance}} · {{device}} · received',
        ),
        query(
          `rate(node_network_transmit_bytes_total{${INTERFACE}}[$__rate_interval]) * 8`,
          '{{instance}} · {{device}} · sent',
        ),
      ],
    }),
    chart({
      title: 'Errors and drops',
      description:
        'Packets that arrived broken, or that the kernel dropped. A bad cable, a bad radio, or too much at once.',
      unit: units.PacketsPerSecond,
      span: 6,
      queries: [
        query(
          `rate(node_network_receive_errs_total{${INTERFACE}}[$__rate_interval])
           + rate(node_network_transmit_errs_total{${INTERFACE}}[$__rate_interval])`,
          '{{instance}} · {{device}} · errors',
        ),
        query(
          `rate(node_network_receive_drop_total{${INTERFACE}}[$__rate_interval])
           + rate(node_network_transmit_drop_total{${INTERFACE}}[$__rate_interval])`,
          '{{instance}} · {{device}} · drops',
        ),
      ],
    }),
    chart({
      title: 'TCP',
      description: 'Connections that are open, and the part of the segments that had to be sent again, in thousandths.',
      unit: units.Short,
      span: 6,
      queries: [
        query('node_netstat_Tcp_CurrEstab{instance=~"$node"}', '{{instance}} · open'),
        query(
          `1000 * rate(node_netstat_Tcp_RetransSegs{instance=~"$node"}[$__rate_interval])
           / rate(node_netstat_Tcp_OutSegs{instance=~"$node"}[$__rate_interval])`,
          '{{instance}} · sent again, ‰',
        ),
      ],
    }),
  ],
};
