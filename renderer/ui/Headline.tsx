// A page's first sentence with a shape, then the reason and the next step.
import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './Headline.module.css';
import { StatusIcon } from './StatusIcon.tsx';
import type { Tone } from './tone.ts';

interface Props {
  readonly tone?: Tone | undefined;
  readonly title: string;
  /** Chips right behind the title. */
  readonly chips?: ReactNode;
  /** Controls at the right edge. */
  readonly controls?: ReactNode;
  /** The line below; its room is kept when empty, so that nothing moves. */
  readonly children?: ReactNode;
}

export function Headline({ tone, title, chips, controls, children }: Props) {
  return (
    <div className={css.headline}>
      <div className={css.bar}>
        <h1 className={css.title}>
          {tone === undefined ? null : <StatusIcon tone={tone} size={22} />}
          {title}
        </h1>
        {chips}
        {controls === undefined ? null : <div className={css.controls}>{controls}</div>}
      </div>
      {children === undefined ? null : (
        <div className={tone === undefined ? css.reason : `${css.reason} ${css.indented}`}>{children}</div>
      )}
    </div>
  );
}

/** The same room while the sentence is unknown. */
export function HeadlineSkeleton() {
  return (
    <div aria-hidden>
      <Skeleton className={css.titleSkeleton} height={18} width={300} />
      <Skeleton height={12} width={420} />
    </div>
  );
}
