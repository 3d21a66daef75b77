// A line across the page for what holds for all of it: stale data, a warning, a failure that left data on the page.
import type { ReactNode } from 'react';
import css from './Banner.module.css';
import { StatusIcon } from './StatusIcon.tsx';
import type { Tone } from './tone.ts';

interface Props {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** A button at the right edge. */
  readonly action?: ReactNode;
}

export function Banner({ tone, children, action }: Props) {
  return (
    <div className={`${css.banner} ${css[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <StatusIcon tone={tone} />
      <div className={css.words}>{children}</div>
      {action}
    </div>
  );
}
