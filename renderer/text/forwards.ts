// The words around plain forwards: what leads from this machine into the cluster.
import type { KeptForward } from '../../shared/model/kept-forward.ts';

export const forwardsText = {
  headline: (ready: number, all: number) =>
    all === 0 ? 'Nothing is forwarded.' : `${ready} of ${all} forwards ${all === 1 ? 'is' : 'are'} ready`,
  unknownHeadline: 'Forwards',
  pastHeadline: 'Nothing is known of the forwards now.',
  caution: 'Any program of this machine may use a plain forward; Grafana’s and Prometheus’ let in nobody but you.',
  list: 'Forwards',
  loading: 'Reading the forwards…',
  failed: 'The forwards cannot be read.',
  none: 'A forward leads from this machine to a Service or a pod.',
  noneReason: 'It heals by itself, and is there again after a restart.',
  create: 'New…',
  target: 'Leads to',
  address: 'Address',
  noAddress: 'none yet',
  closed: 'Opens from here alone',
  open: (address: string) => `Open ${address} in the browser`,
  openFailed: 'It was not opened',
  state: 'State',
  states: { starting: 'Starting', ready: 'Ready', broken: 'Broken' } satisfies Record<KeptForward['state'], string>,
  wasReady: 'Was ready',
  since: 'Since',
  reconnects: 'Reconnects',
  action: 'Action',
  stop: 'Stop',
  stopNamed: (id: string) => `Stop ${id}`,
  stopFailed: 'It was not stopped',
} as const;

/** The form for a new one. */
export const forwardFormText = {
  title: 'New forward',
  kinds: { services: 'Service', pods: 'Pod' },
  kind: 'What it leads to',
  filter: 'Name or namespace',
  choose: 'Choose what it leads to',
  loading: 'Reading the table…',
  noMatch: 'Nothing has such a name.',
  more: (n: number) => `And ${n} more: type a part of the name.`,
  port: 'Port',
  portOf: (port: number, name: string | undefined) => (name === undefined ? String(port) : `${port} (${name})`),
  noPorts: 'It declares no port: type the one it listens on.',
  portsFailed: 'Its ports cannot be read',
  localPort: 'Port of this machine',
  localPortHint: 'The same, else a free one',
  submit: 'Forward',
  isAsking: 'The system asks once for each cluster whether you want this.',
} as const;
