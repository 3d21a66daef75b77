// The tones of words that several commands say: health, verdict, revisions, changes. The window has the same.
import type { HealthState } from '../../shared/model/health.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import type { Change } from '../../shared/model/plan.ts';
import type { Tone } from './tone.ts';

export const HEALTH_TONES: Readonly<Record<HealthState, Tone>> = {
  Current: 'ok',
  InProgress: 'busy',
  Terminating: 'busy',
  Failed: 'bad',
  NotFound: 'none',
  Unknown: 'none',
  Stopped: 'none',
};

export const VERDICT_TONES: Readonly<Record<Verdict['level'], Tone>> = {
  healthy: 'ok',
  degraded: 'warn',
  failed: 'bad',
  unreachable: 'bad',
  busy: 'busy',
  unknown: 'none',
  notInstalled: 'none',
};

export const CHANGE_TONES: Readonly<Record<Change['op'], Tone>> = {
  created: 'ok',
  configured: 'warn',
  replaced: 'warn',
  deleted: 'bad',
  unchanged: 'none',
  kept: 'none',
  skipped: 'none',
};

/** Of a revision's status, which is a word of Helm's or of whoever else wrote the record. */
export function toneOfRevision(status: string): Tone {
  if (status === 'deployed') return 'ok';
  if (status === 'failed') return 'bad';
  return status.startsWith('pending') || status === 'uninstalling' ? 'busy' : 'none';
}
