// The tone of an alert.
import type { Alert } from '../../shared/model/alert.ts';
import type { Tone } from '../ui/tone.ts';

/** None for what is silenced or inhibited: it is known of already. */
export function toneOfAlert({ severity, state }: Pick<Alert, 'severity' | 'state'>): Tone {
  if (state !== 'firing' || severity === 'info') return 'none';
  return severity === 'critical' ? 'bad' : 'warn';
}
