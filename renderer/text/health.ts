// The words for the health of objects.
import { HEALTH_WORDS } from '../../shared/model/health-words.ts';

export const healthText = {
  state: HEALTH_WORDS,
  past: (state: string) => `${state} when last seen`,
  evidence: 'What Kubernetes says',
} as const;
