// The layout that plan, progress and result share: objects left, the chosen one right, words and buttons below.
import type { ReactNode } from 'react';
import css from './DocumentLayout.module.css';
import { Foot } from './Foot.tsx';

interface Props {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** The name of the right side, for screen readers. */
  readonly detailLabel: string;
  readonly foot: ReactNode;
}

export function DocumentLayout({ list, detail, detailLabel, foot }: Props) {
  return (
    <>
      <div className={`card ${css.document}`}>
        {list}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1) */}
        <section className={css.detail} aria-label={detailLabel} tabIndex={0}>
          {detail}
        </section>
      </div>
      <Foot>{foot}</Foot>
    </>
  );
}
