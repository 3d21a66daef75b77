// The policy that denies, and the edges that the usual components need. Without it `settings/network.ts` takes all others away.
import { whileOn } from './choice.ts';
import type { ComponentRow } from './row.ts';

export const networkPolicies: ComponentRow = {
  name: 'network-policies',
  choice: whileOn('components.networkPolicies'),
};
