// A whole area's state in words: empty, failed, not there. Says what is, why, and offers the next step.
import type { ReactNode } from 'react';
import { CopyLine } from './CopyLine.tsx';
import css from './Notice.module.css';
import { StatusIcon } from './StatusIcon.tsx';
import type { Tone } from './tone.ts';

interface Props {
  readonly tone: Tone;
  readonly title: string;
  readonly reason?: string | undefined;
  /** The exact command that mends it. */
  readonly remedy?: string | undefined;
  /** Buttons. */
  readonly children?: ReactNode;
}

export function Notice({ tone, title, reason, remedy, children }: Props) {
  return (
    <div className={css.notice} role={tone === 'bad' ? 'alert' : undefined}>
      <StatusIcon tone={tone} size={24} />
      <h2 className={css.title}>{title}</h2>
      {reason === undefined ? null : <p className={css.reason}>{reason}</p>}
      {remedy === undefined ? null : <CopyLine value={remedy} />}
      {children === undefined ? null : <div className={css.actions}>{children}</div>}
    </div>
  );
}
