// A word or two in a coloured pill.
import type { ReactNode } from 'react';
import css from './tone.module.css';
import type { Tone } from './tone.ts';

export function Chip({ tone = 'none', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`${css.chip} ${css[tone]}`}>{children}</span>;
}
