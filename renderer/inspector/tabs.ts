// The views of an object, and the key of each.
import type { Inspection } from '../../shared/model/inspection.ts';
import { KEYS } from '../keys.ts';

export const TABS = ['summary', 'logs', 'events', 'yaml', 'shell'] as const;
export type Tab = (typeof TABS)[number];

/** The keys that lead to them while the drawer has the focus. */
export const TAB_KEYS: Readonly<Record<string, Tab>> = {
  [KEYS.inspector.logs]: 'logs',
  [KEYS.inspector.events]: 'events',
  [KEYS.inspector.yaml]: 'yaml',
  [KEYS.inspector.shell]: 'shell',
};

/** Kinds that have logs, for as long as nothing is known of the object itself. */
const WITH_LOGS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/** The views that make sense for what is known. A shell is opened in a pod; of a workload it would be any of them. */
export function tabsOf(kind: string, inspection: Inspection | undefined): readonly Tab[] {
  if (inspection?.state === 'absent') return ['summary'];
  const hasLogs = inspection?.can.logs ?? WITH_LOGS.includes(kind);
  const hasShell = kind === 'Pod' && (inspection?.can.shell ?? true) && inspection?.state !== 'gone';
  return TABS.filter((tab) => (tab !== 'logs' || hasLogs) && (tab !== 'shell' || hasShell));
}

/** The view that an address names, where there is one; else the summary. */
export function tabIn(named: string | undefined, possible: readonly Tab[]): Tab {
  return possible.find((tab) => tab === named) ?? 'summary';
}
