// One glance: is it well, and if not, what is wrong? The words of the header, the tray and `odin status`.
import { assertNever } from '../../shared/assert-never.ts';
import { clockTime } from '../../shared/clock-time.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { HealthState } from '../../shared/model/health.ts';
import type { Overview, PartRow, Verdict } from '../../shared/model/overview.ts';
import { problemsOf } from './problems.ts';

/** The verdict on a cluster and, where it is connected, on the stack in it. `overview` is null until it is read. */
export function verdictOf(status: ClusterStatus, overview: Overview | null): Verdict {
  return status.state === 'connected' && overview !== null ? verdictOfOverview(overview) : verdictOfStatus(status);
}

/** The verdict while nothing is known of the stack. */
export function verdictOfStatus(status: ClusterStatus): Verdict {
  switch (status.state) {
    case 'none':
      return { level: 'unknown', sentence: 'No cluster is chosen', problems: [] };
    case 'connecting':
      return { level: 'unknown', sentence: `Connecting to ${status.context.name}`, problems: [] };
    case 'connected':
      return { level: 'unknown', sentence: `Reading ${status.context.name}`, problems: [] };
    case 'unreachable':
      return { level: 'unreachable', sentence: unreachable(status), reason: status.reason, problems: [] };
    default:
      return assertNever(status);
  }
}

function unreachable({ context, lastSeenAt }: Extract<ClusterStatus, { state: 'unreachable' }>): string {
  if (lastSeenAt === undefined) return `${context.name} cannot be reached`;
  return `Nothing is known of ${context.name} since ${clockTime(lastSeenAt, Date.now())}`;
}

/** The verdict on the stack: how many of its parts are healthy, and the first thing that is wrong. Alerts are for `withAlerts`. */
export function verdictOfOverview(overview: Overview): Verdict {
  if (overview.stale) {
    const sentence = 'The cluster has stopped answering';
    const { staleReason: reason } = overview;
    return { level: 'unreachable', sentence, ...(reason === undefined ? {} : { reason }), problems: [] };
  }
  if (!overview.installed) return { level: 'notInstalled', sentence: 'The ODIN stack is not installed', problems: [] };
  const { parts } = overview;
  const healthy = parts.filter(({ health }) => health.state === 'Current').length;
  const sentence = countSentence(healthy, parts.length);
  const problems = problemsOf(overview);
  const worst = [...parts].sort((a, b) => severity(b) - severity(a))[0]?.health.state ?? 'Current';
  const level = levelOf(worst, healthy);
  const [first] = problems;
  if (level === 'healthy' || first === undefined) return { level, sentence, problems };
  return { level, sentence, reason: first.title, problems };
}

function countSentence(healthy: number, total: number): string {
  if (healthy < total) return `${healthy} of ${total} parts ${healthy === 1 ? 'is' : 'are'} healthy`;
  return total === 1 ? 'The one part is healthy' : `All ${total} parts are healthy`;
}

function levelOf(worst: HealthState, healthy: number): Verdict['level'] {
  switch (worst) {
    case 'Failed':
    case 'NotFound':
      return healthy === 0 ? 'failed' : 'degraded';
    case 'Stopped':
      return 'degraded';
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
  Failed: 6,
  NotFound: 5,
  Stopped: 4,
  InProgress: 3,
  Terminating: 2,
  Unknown: 1,
  Current: 0,
};

function severity({ health }: PartRow): number {
  return SEVERITY[health.state];
}
