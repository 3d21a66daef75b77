// The foot of a document: words and buttons that stay in sight.
import type { ReactNode } from 'react';
import css from './Foot.module.css';

export function Foot({ children }: { readonly children: ReactNode }) {
  return <div className={`card ${css.foot}`}>{children}</div>;
}
