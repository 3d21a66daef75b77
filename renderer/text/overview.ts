// The words of the Overview page; those of its alerts are in alerts.ts, those of what happened lately in recent.ts.
import type { CauseAction } from '../../shared/model/cause.ts';
import type { LiveTableName } from '../../shared/model/live-table.ts';
import type { Tile } from '../../shared/model/usage.ts';
import { count } from '../format/count.ts';

export const overviewText = {
  loading: 'Reading the cluster’s parts…',
  failed: 'The cluster’s state could not be read',
  summary: (namespace: string, pods: number) => `${count(pods, 'pod', 'pods')} in namespace ${namespace}`,
  lost: 'This is how it was when the cluster was last seen.',
  stale: (age: string) => `Last seen ${age} ago.`,
  asOf: (time: string) => `as of ${time}`,
} as const;

/** What is wrong, told once. */
export const problemText = {
  title: 'Problems',
  tone: { bad: 'Failed', warn: 'Warning', info: 'To know' },
  since: (moment: string) => `since ${moment}`,
  showAll: (n: number) => `Show all ${n} problems`,
  showFew: 'Show fewer',
  evidence: 'What Kubernetes says',
  alerts: (n: number) => count(n, 'alert', 'alerts'),
  actions: {
    showLog: 'Show the log',
    openObject: 'Show its details',
    restart: 'Restart…',
    openSettings: 'Change the settings',
    openStack: 'Open the stack',
    openDoctor: 'Look at the GPU’s chain',
    openDrift: 'See what was changed by hand',
  } satisfies Record<Exclude<CauseAction['kind'], 'copy'>, string>,
} as const;

/** The live numbers. */
export const tileText = {
  title: 'Live values',
  loading: 'Reading the live values…',
  names: {
    gpu: 'GPU',
    gpuMemory: 'GPU memory',
    gpuTemperature: 'GPU temperature',
    gpuPower: 'GPU power',
    cpu: 'CPU',
    memory: 'Memory',
    diskFree: 'Disk free',
  } satisfies Record<Tile['name'], string>,
  none: 'There are no live values yet.',
  failed: 'The live values cannot be read.',
  percent: '%',
  celsius: '°C',
  watts: 'W',
  ofLimit: (limit: string) => `of ${limit}`,
} as const;

/** The parts that a person runs. */
export const partText = {
  title: 'Parts',
  part: 'Part',
  health: 'Health',
  cpu: 'CPU',
  memory: 'Memory',
  gpuMemory: 'GPU memory',
  noGpuMemory: 'None of its processes holds memory of a GPU.',
  restarts: 'Restarts',
  age: 'Age',
  more: 'More',
  ready: 'Ready',
  filter: 'Filter',
  whole: 'Whole cluster',
  none: 'There are no parts in this namespace.',
  noMatch: 'No part matches the filter.',
  noNumbers: 'There are no numbers of it yet.',
  menu: (part: string) => `Actions for ${part}`,
  logs: 'Logs',
  restart: 'Restart…',
  open: 'Show its details',
} as const;

/** The tables of the whole cluster. */
export const clusterText = {
  choose: 'Which table',
  tables: {
    pods: 'Pods',
    workloads: 'Workloads',
    services: 'Services',
    jobs: 'Jobs',
    claims: 'Volumes',
    ingresses: 'Ingresses',
    nodes: 'Nodes',
    events: 'Events',
  } satisfies Record<LiveTableName, string>,
  name: 'Name',
  kind: 'Kind',
  namespace: 'Namespace',
  health: 'Health',
  ready: 'Ready',
  restarts: 'Restarts',
  node: 'Node',
  age: 'Age',
  note: {
    pods: 'Note',
    workloads: 'Note',
    services: 'Ports',
    jobs: 'Note',
    claims: 'Size',
    ingresses: 'Hosts',
    nodes: 'Note',
    events: 'Message',
  } satisfies Record<LiveTableName, string>,
  readyOf: (ready: number, total: number) => `${ready} of ${total}`,
  loading: 'Reading the table…',
  failed: 'This table cannot be read',
  empty: 'There is nothing of this kind in the cluster.',
  noMatch: 'No row matches the filter.',
  some: (n: string, all: string) => `${n} of ${all} match.`,
  cut: (n: string) => `Only the first ${n} are kept here.`,
  stale: 'Not live.',
} as const;
