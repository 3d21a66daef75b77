// The tones of health and verdict, the same on every page and in the header.
import { assertNever } from '../../shared/assert-never.ts';
import type { HealthState } from '../../shared/model/health.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import type { Tone } from '../ui/tone.ts';

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
    case 'Stopped':
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
