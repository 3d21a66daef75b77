// Pods that are replaced because their template changes: what that means for whoever uses the workload, in the future tense.
import { count, type Json, record, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { aboutSeconds, startSeconds } from './pods-of.ts';

/** Kinds whose controllers replace pods when their template changes. */
export const ROLLED_KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Whether an object is of one of them. */
export function isRolled({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return apiVersion.startsWith('apps/') && ROLLED_KINDS.has(kind);
}

/** One sentence. `pods`: those that it has now, where they are known. */
export function replacementOf(live: KubeObject, pods: readonly KubeObject[] | undefined): string {
  const { kind, metadata } = live;
  const { name } = metadata;
  const spec = record(live.spec);
  const desired = desiredOf(live);
  const away = awayFor(name, pods);
  if (desired === 0) return `${name} has no pods now: nothing starts anew.`;
  if (kind === 'Deployment') return ofDeployment(name, spec, desired, away);
  const { type, rollingUpdate } = record(spec.updateStrategy);
  if (type === 'OnDelete')
    return `The pods of ${name} are replaced only as they are deleted: its update strategy is OnDelete.`;
  if (desired === 1) return away;
  if (kind === 'StatefulSet')
    return `${name} runs on with ${desired - 1} of ${desired} while its pods are replaced one after the other.`;
  const surge = share(record(rollingUpdate).maxSurge, 0, desired, Math.ceil);
  if (surge > 0) return `${name} stays on each node: a new pod is ready before the old one goes.`;
  return `${name} is away from one node after the other, ${away.replace(/^.* not reachable /, '')}`;
}

/** How many pods it shall have. */
export function desiredOf({ kind, spec, status }: KubeObject): number {
  return kind === 'DaemonSet' ? count(record(status).desiredNumberScheduled) : count(record(spec).replicas, 1);
}

function ofDeployment(name: string, spec: Json, desired: number, away: string): string {
  const { type, rollingUpdate } = record(spec.strategy);
  if (type === 'Recreate') return away;
  const { maxUnavailable, maxSurge } = record(rollingUpdate);
  const surge = share(maxSurge, '25%', desired, Math.ceil);
  const unavailable = share(maxUnavailable, '25%', desired, Math.floor);
  // Kubernetes lets one go where neither would let anything happen.
  const up = desired - Math.min(desired, surge + unavailable === 0 ? 1 : unavailable);
  if (up === desired) return `${name} stays reachable: a new pod is ready before an old one goes.`;
  return up === 0 ? away : `${name} runs on with at least ${up} of ${desired} while its pods are replaced.`;
}

function awayFor(name: string, pods: readonly KubeObject[] | undefined): string {
  const seconds = startSeconds(pods);
  if (seconds === undefined) return `${name} is not reachable until its new pod is ready.`;
  return `${name} is not reachable for ${aboutSeconds(seconds)}.`;
}

/** A number, or a percentage of the pods. */
function share(value: unknown, usual: number | string, desired: number, round: (part: number) => number): number {
  const given = value ?? usual;
  if (typeof given === 'number') return count(given);
  const percent = Number.parseInt(text(given), 10);
  return Number.isFinite(percent) ? round((percent / 100) * desired) : 0;
}
