// A command of the palette.
import type { ReactNode } from 'react';
import type { Listed } from './palette/arrange.ts';

export interface Command extends Listed {
  /** Without a name: the label stands beside it. */
  readonly icon: ReactNode;
  /** The shortcut that does the same, as it is written on this system. */
  readonly keys?: string | undefined;
  /** Leads to where it is done, or asked about; what can be undone is done at once. */
  readonly run: () => void;
}
