// One glance: is it well, and if not, what is wrong? The words of the header, the tray and `odin status`.
import { assertNever } from '../../shared/assert-never.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { HealthState } from '../../shared/model/health.ts';
import type { Overview, Verdict, WorkloadRow } from '../../shared/model/overview.ts';
import { clockTime } from './clock-time.ts';

/** The verdict on a cluster and, where it is connected, on the stack in it. `overview` is null until it is read. */
export function verdictOf(status: ClusterStatus, overview: Overview | null): Verdict {
  return status.state === 'connected' && overview !== null ? verdictOfOverview(overview) : verdictOfStatus(status);
}

/** The verdict while nothing is known of the stack. */
export function verdictOfStatus(status: ClusterStatus): Verdict {
  switch (status.state) {
    case 'none':
      return { level: 'unknown', sentence: 'No cluster is chosen' };
    case 'connecting':
      return { level: 'unknown', sentence: `Connecting to ${status.context.name}` };
    case 'connected':
      return { level: 'unknown', sentence: `Reading ${status.context.name}` };
    case 'unreachable':
      return { level: 'unreachable', sentence: unreachable(status), reason: status.reason };
    default:
      return assertNever(status);
  }
}

function unreachable({ context, lastSeenAt }: Extract<ClusterStatus, { state: 'unreachable' }>): string {
  if (lastSeenAt === undefined) return `${context.name} cannot be reached`;
  return `Nothing is known of ${context.name} since ${clockTime(lastSeenAt, Date.now())}`;
}

/**
 * The verdict on the stack. Its services, to a person, are the workloads: what should run and be ready. A Service counts
 * when it is gone, for what runs cannot be reached then.
 */
export function verdictOfOverview(overview: Overview): Verdict {
  if (overview.stale) {
    const sentence = 'The cluster has stopped answering';
    return overview.staleReason === undefined
      ? { level: 'unreachable', sentence }
      : { level: 'unreachable', sentence, reason: overview.staleReason };
  }
  if (!overview.installed) return { level: 'notInstalled', sentence: 'The ODIN stack is not installed' };
  const workloads = [...overview.workloads, ...missingServices(overview)];
  const healthy = workloads.filter(({ health }) => health.state === 'Current').length;
  const sentence = countSentence(healthy, workloads.length);
  const worst = [...workloads].sort((a, b) => severity(b) - severity(a))[0];
  if (worst === undefined || worst.health.state === 'Current') return { level: 'healthy', sentence };
  const reason = `${worst.kind}/${worst.namespace}/${worst.name}: ${worst.health.reason}`;
  return { level: levelOf(worst.health.state, healthy), sentence, reason };
}

function missingServices({ services }: Overview): readonly WorkloadRow[] {
  const missing = services.filter(({ health }) => health.state === 'NotFound');
  return missing.map(({ namespace, name, health }) => ({ kind: 'Service', namespace, name, health }));
}

function countSentence(healthy: number, total: number): string {
  if (healthy < total) return `${healthy} of ${total} services ${healthy === 1 ? 'is' : 'are'} healthy`;
  return total === 1 ? 'The one service is healthy' : `All ${total} services are healthy`;
}

function levelOf(worst: HealthState, healthy: number): Verdict['level'] {
  switch (worst) {
    case 'Failed':
    case 'NotFound':
      return healthy === 0 ? 'failed' : 'degraded';
    case 'InProgress':
    case 'Terminating':
      return 'busy';
    case 'Unknown':
      return 'unknown';
    case 'Current':
      return 'healthy';
    default:
      return assertNever(worst);
  }
}

const SEVERITY: Readonly<Record<HealthState, number>> = {
  Failed: 5,
  NotFound: 4,
  InProgress: 3,
  Terminating: 2,
  Unknown: 1,
  Current: 0,
};

function severity({ health }: WorkloadRow): number {
  return SEVERITY[health.state];
}
