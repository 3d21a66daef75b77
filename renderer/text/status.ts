// The words for what several pages say of the stack: what it would bring, that it is not there, that a change of it was interrupted.
import type { PlanVerb } from '../../shared/model/plan.ts';
import type { StackOffer } from '../../shared/model/stack-offer.ts';
import { formatBytes } from '../format/bytes.ts';
import { count } from '../format/count.ts';

const size = (bytes: number) => {
  const { value, unit } = formatBytes(bytes);
  return `${value} ${unit}`;
};

export const stackOfferText = {
  brings: ({ dashboards, alerts }: StackOffer) =>
    `You get: Grafana with ${count(dashboards, 'dashboard', 'dashboards')}, Prometheus, ${count(alerts, 'alert', 'alerts')} and, for an NVIDIA GPU, its exporter.`,
  takes: ({ volumeBytes, memoryBytes }: StackOffer) =>
    `It asks for ${size(volumeBytes)} of volumes and about ${size(memoryBytes)} of memory.`,
} as const;

export const notInstalledText = {
  title: 'The stack is not installed',
  reason: (namespace: string) =>
    `Nothing of it is in namespace ${namespace}. The Stack page shows every object before anything is created.`,
  action: 'See what would be installed',
} as const;

export const interruptedText = {
  title: {
    install: 'An install was interrupted',
    upgrade: 'An upgrade was interrupted',
    rollback: 'A rollback was interrupted',
    uninstall: 'An uninstall was interrupted',
  } satisfies Record<PlanVerb, string>,
  failedTitle: 'Going back did not succeed',
  short: (title: string, age: string) => `${title} ${age} ago and waits for you.`,
  failed: 'Going back did not succeed: the stack is neither as it was nor as it should be.',
  open: 'See what can be done',
} as const;
