// The quota of the namespace, for which `settings/quota.ts` finds the room.
import { whileOn } from './choice.ts';
import type { ComponentRow } from './row.ts';

export const resourceQuota: ComponentRow = { name: 'resource-quota', choice: whileOn('components.resourceQuota') };
