// What a state looks like: five tones, each with a shape of its own, the same everywhere.
import { assertNever } from '../../shared/assert-never.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { ChangeOp } from '../../shared/model/change-op.ts';
import type { HealthState } from '../../shared/model/health.ts';
import type { ObjectProgress } from '../../shared/model/operation.ts';
import type { OperationPhase } from '../../shared/model/operation-phase.ts';
import type { Verdict } from '../../shared/model/overview.ts';

/** ok: check in a circle; warn: triangle; bad: octagon; busy: arc; none: dashed circle. */
export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'none';

export function toneOfHealth(state: HealthState): Tone {
  switch (state) {
    case 'Current':
      return 'ok';
    case 'InProgress':
    case 'Terminating':
      return 'busy';
    case 'Failed':
      return 'bad';
    case 'NotFound':
    case 'Unknown':
      return 'none';
    default:
      return assertNever(state);
  }
}

export function toneOfVerdict(level: Verdict['level']): Tone {
  switch (level) {
    case 'healthy':
      return 'ok';
    case 'degraded':
      return 'warn';
    case 'failed':
    case 'unreachable':
      return 'bad';
    case 'busy':
      return 'busy';
    case 'unknown':
    case 'notInstalled':
      return 'none';
    default:
      return assertNever(level);
  }
}

/** What is silenced or inhibited is known of already. */
export function toneOfAlert({ severity, state }: Pick<Alert, 'severity' | 'state'>): Tone {
  if (state !== 'firing' || severity === 'info') return 'none';
  return severity === 'critical' ? 'bad' : 'warn';
}

export function toneOfOp(op: ChangeOp): Tone {
  switch (op) {
    case 'created':
      return 'ok';
    case 'configured':
      return 'warn';
    case 'replaced':
    case 'deleted':
      return 'bad';
    case 'unchanged':
    case 'kept':
    case 'skipped':
      return 'none';
    default:
      return assertNever(op);
  }
}

/** An object on its way: its health once it is applied, before that where it stands. */
export function toneOfProgress({ step, health, op }: ObjectProgress): Tone {
  switch (step) {
    case 'waiting':
      return 'none';
    case 'applying':
      return 'busy';
    case 'failed':
      return 'bad';
    case 'applied':
      if (op === 'skipped') return 'none';
      return health === undefined || health.state === 'NotFound' ? 'ok' : toneOfHealth(health.state);
    default:
      return assertNever(step);
  }
}

export function toneOfPhase(phase: OperationPhase): Tone {
  switch (phase) {
    case 'preflight':
    case 'applying':
    case 'verifying':
    case 'deleting':
    case 'rollingBack':
    case 'recording':
      return 'busy';
    case 'succeeded':
      return 'ok';
    case 'failed':
      return 'bad';
    case 'cancelled':
      return 'warn';
    default:
      return assertNever(phase);
  }
}

/** Of a revision's status, in Helm's words: what holds, what is under way or stuck, what failed, what is past. */
export function toneOfRelease(status: string): Tone {
  if (status === 'deployed') return 'ok';
  if (status === 'failed') return 'bad';
  return status.startsWith('pending-') || status === 'uninstalling' ? 'warn' : 'none';
}
