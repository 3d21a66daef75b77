// The tones of what a change does and becomes: of an operation, an object on its way, a phase, a revision.
import { assertNever } from '../../../shared/assert-never.ts';
import type { ChangeOp } from '../../../shared/model/change-op.ts';
import type { ObjectProgress } from '../../../shared/model/operation.ts';
import type { OperationPhase } from '../../../shared/model/operation-phase.ts';
import { toneOfHealth } from '../../status/tones.ts';
import type { Tone } from '../../ui/tone.ts';

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
