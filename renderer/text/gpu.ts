// The words of the GPU page.
import { count } from '../format/count.ts';

export const gpuText = {
  title: 'GPU',
  gpus: (n: number) => count(n, 'GPU', 'GPUs'),
  none: 'No GPU is reported',
  driver: (version: string) => `driver ${version}`,
  range: 'Time range',
  ranges: { 900: '15 min', 3600: '1 h', 21600: '6 h', 86400: '24 h' },
  loading: 'Asking Prometheus…',
  failed: 'The metrics could not be read',
  stale: 'The charts are not renewed.',
  renewed: (age: string) => `Last renewed ${age} ago.`,
  utilization: 'Utilisation',
  memory: 'Memory',
  temperature: 'Temperature',
  power: 'Power',
  nodeCpu: 'Node CPU',
  nodeMemory: 'Node memory',
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
} as const;
