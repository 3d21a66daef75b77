// The words for the states of health, the same in the window and in `odin`; apart from their schema, which the page's first script does without.
import type { HealthState } from './health.ts';

export const HEALTH_WORDS: Readonly<Record<HealthState, string>> = {
  Current: 'Healthy',
  InProgress: 'In progress',
  Failed: 'Failed',
  Terminating: 'Stopping',
  NotFound: 'Not there',
  Unknown: 'Unknown',
  Stopped: 'Scaled to zero',
};
