// The words for the health of objects.
import type { HealthState } from '../../shared/model/health.ts';

export const healthText = {
  state: {
    Current: 'Healthy',
    InProgress: 'In progress',
    Failed: 'Failed',
    Terminating: 'Stopping',
    NotFound: 'Not there',
    Unknown: 'Unknown',
  } satisfies Record<HealthState, string>,
  past: (state: string) => `${state} when last seen`,
  evidence: 'What Kubernetes says',
} as const;
