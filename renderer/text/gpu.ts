// The words of the GPU page.
import type { GpuSleep, GpuState } from '../../shared/model/gpu-state.ts';
import { count } from '../format/count.ts';
import { xidText } from './xids.ts';

/** How a GPU is, as the start of a sentence. `since` is a time of the day, or undefined where it is not known. */
function stateSentence({ state }: Pick<GpuState, 'state'>, since?: string): string {
  const tail = since === undefined ? '' : ` since ${since}`;
  switch (state) {
    case 'asleep':
      return `Asleep${tail}`;
    case 'leftAlone':
      return `Left alone${tail}, so that it can fall asleep`;
    case 'awake':
      return `Awake${tail}`;
    case 'unknown':
      return 'Awake; whether it sleeps at times is not known';
  }
}

/** What holds clocks back, as it follows "by". */
const HELD_BACK_BY = { temperature: 'temperature', powerLimit: 'the power limit', powerSupply: 'the power supply' };
type HeldBackBy = keyof typeof HELD_BACK_BY;

function heldBackSentence(causes: readonly HeldBackBy[]): string {
  return `Held back by ${causes.map((cause) => HELD_BACK_BY[cause]).join(' and ')}`;
}

/** What was drawn in a time. */
interface EnergyWords {
  readonly amount: string;
  readonly time: string;
  readonly aDay: string | undefined;
  readonly isAbout: boolean;
  readonly isTogether: boolean;
  readonly wasAsleep: boolean;
  /** The part of the time that is known, where not all of it is. */
  readonly known: string | undefined;
}

function energySentence({ amount, time, aDay, isAbout, isTogether, wasAsleep, known }: EnergyWords): string {
  const parts = [
    `${isAbout ? 'About ' : ''}${amount} in ${time}`,
    aDay === undefined ? undefined : `${aDay} a day`,
    isTogether ? 'together' : undefined,
    wasAsleep ? 'while awake' : undefined,
    known === undefined ? undefined : `of which ${known} are known`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

export const gpuText = {
  title: 'GPU',
  gpus: (n: number) => count(n, 'GPU', 'GPUs'),
  gpusAsleep: (n: number, asleep: number) => `${count(n, 'GPU', 'GPUs')}, ${asleep} asleep`,
  doing: (word: 'busy' | 'working' | 'idle', values: string, holder: string | undefined) => {
    const start = { busy: 'Busy', working: 'At work', idle: 'Idle' }[word];
    return holder === undefined ? `${start}: ${values}` : `${start}: ${values} ${holder}`;
  },
  /** "Held back by temperature: 96 %, 13.7 of 16 GiB held by ollama". */
  doingHeldBack: (causes: readonly HeldBackBy[], values: string, holder: string | undefined) =>
    `${heldBackSentence(causes)}: ${values}${holder === undefined ? '' : ` ${holder}`}`,
  heldBack: heldBackSentence,
  heldBackFor: (parts: readonly { readonly cause: HeldBackBy; readonly duration: string }[]) =>
    `Held back ${parts.map(({ cause, duration }) => `by ${HELD_BACK_BY[cause]} for ${duration}`).join(', ')}`,
  heldBackSpoken: (lines: readonly string[]) => `${lines.join('; ')}, in the time that is shown.`,
  gpusHeldBack: (sentence: string, heldBack: number) => `${sentence}, ${heldBack} held back`,
  heldBy: (holder: string, others: number) => `held by ${holder}${others === 0 ? '' : ` and ${others} more`}`,
  none: 'No GPU is reported',
  driver: (version: string) => `driver ${version}`,
  range: 'Time range',
  ranges: { 900: '15 min', 3600: '1 h', 21600: '6 h', 86400: '24 h', 604800: '7 d', 2592000: '30 d' },
  loading: 'Asking Prometheus…',
  failed: 'The metrics could not be read',
  stale: 'The charts are not renewed.',
  renewed: (age: string) => `Last renewed ${age} ago.`,
  utilization: 'Utilisation',
  memory: 'Memory',
  temperature: 'Temperature',
  power: 'Power',
  smClock: 'Graphics clock',
  memoryClock: 'Memory clock',
  memoryTemperature: 'Memory temperature',
  fan: 'Fan',
  encoder: 'Encoder',
  decoder: 'Decoder',
  pcieRx: 'PCIe, to the GPU',
  pcieTx: 'PCIe, from the GPU',
  moreCharts: 'More: clocks, fan, encoder, decoder, PCIe',
  notExportedOf: (titles: readonly string[]) => `Not exported by this GPU: ${titles.join(' · ')}`,
  nodeCpu: 'Node CPU',
  nodeMemory: 'Node memory',
  band: (low: string, high: string, unit: string) => `average; from ${low} to ${high} ${unit}`,
  peak: (value: string) => `peak ${value}`,
  pause: 'Pause the charts',
  goOn: 'Renew the charts again',
  paused: (time: string) => `Paused at ${time}.`,
  zoomed: (from: string, to: string) => `Zoomed to ${from} – ${to}.`,
  backToLast: (range: string) => `Back to last ${range}`,
  more: (title: string) => `More of ${title}`,
  copyValue: (value: string) => `Copy ${value}`,
  copyCsv: 'Copy as CSV',
  /** "XID 79: the GPU has fallen off the bus". */
  xid: (xid: number) => (xidText[xid] === undefined ? `XID ${xid}` : `XID ${xid}: ${xidText[xid]}`),
  /** The same with when, and how often: "XID 31, 12 times, last at 14:02: …". */
  xidAt: (xid: number, times: number, at: string) => {
    const when = times === 1 ? `XID ${xid} at ${at}` : `XID ${xid}, ${count(times, 'time', 'times')}, last at ${at}`;
    return xidText[xid] === undefined ? when : `${when}: ${xidText[xid]}`;
  },
  xidOf: (label: string, sentence: string) => `${label}: ${sentence}`,
  xidsMore: (n: number) => `and ${count(n, 'other XID error', 'other XID errors')}`,
  energy: energySentence,
  savePicture: 'Save as PNG…',
  pictureSaved: 'The picture was saved',
  pictureFailed: 'The picture was not saved',
  dayBefore: (isOn: boolean) => (isOn ? 'Hide the day before' : 'Show the day before'),
  aDayBefore: (value: string) => `a day before ${value}`,
  openGrafana: 'Open in Grafana',
  ofLimit: (limit: string) => `of ${limit}`,
  notExported: 'Not exported by this GPU',
  notExportedNode: 'Not exported by this node',
  noData: 'No samples in this time range',
  histogram: 'Native histograms, which are not drawn',
  clock: (difference: string, isAhead: boolean) =>
    `Prometheus’ clock is ${difference} ${isAhead ? 'ahead of' : 'behind'} this computer’s. The charts show its time; set the one that is wrong.`,
  remarks: (lines: readonly string[]) =>
    `Prometheus says of these charts: ${lines.map((line) => line.replace(/^PromQL (?:warning|info): /, '')).join(' · ')}`,
  noValue: 'No sample now',
  chartsLabel: 'Charts',
  state: stateSentence,
  stateOf: (label: string, sentence: string) => `${label}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
  asleep: 'Asleep',
  leftAlone: 'Left alone',
  sleepWord: { asleep: 'asleep', leftAlone: 'left alone' } satisfies Record<GpuSleep['state'], string>,
  between: (state: string, from: string, to: string) => `${state} from ${from} to ${to}`,
  sleepLabel: (lines: readonly string[]) => `Not asked: ${lines.join('; ')}.`,
  holders: 'Who held the memory',
  holdersOfAll: 'all GPUs together',
  /** The name of a layer: the pod's, with its namespace where that is needed to tell it apart. */
  holderOf: (namespace: string, name: string) => `${namespace}/${name}`,
  otherHolders: (n: number) => count(n, 'other', 'others'),
  heldTogether: 'together',
  noHolders: 'No process was seen to hold memory in this time.',
  holdersUntold:
    'Who held the memory is not told: the exporter here tells of no processes, as the stack’s nvidia-gpu-exporter can.',
  holdersUnrecorded:
    'Who held the memory is not recorded: this Prometheus lacks the stack’s rule odin:gpu_process_memory:bytes.',
  holdersFailed: (reason: string) => `Who held the memory could not be read: ${reason}`,
  processes: 'Who uses it',
  process: 'Process',
  user: 'Pod',
  ofMachine: 'Process of this machine',
  ofMachineNamed: (node: string) => `Process of ${node}`,
  gpu: 'GPU',
  memoryHeld: 'Memory',
  since: 'Since',
  sinceLonger: 'a day or more',
  unknown: '–',
  pid: (pid: string) => `pid ${pid}`,
  noProcesses: 'No process uses it.',
  processesOff:
    'Who uses the GPU, and who held its memory, is not told: the setting gpu.processes (Stack, Settings, GPU) turns that on.',
  moreStates: (n: number) => `and ${n} more`,
} as const;
