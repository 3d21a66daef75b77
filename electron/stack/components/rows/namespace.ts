// The namespace that everything else is in.
import { ALWAYS } from './choice.ts';
import type { ComponentRow } from './row.ts';

export const namespace: ComponentRow = { name: 'namespace', choice: ALWAYS };
