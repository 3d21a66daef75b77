// Kubernetes' own words, line by line.
import { text } from '../text.ts';
import css from './Evidence.module.css';

export function Evidence({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={css.evidence} aria-label={text.overview.evidence}>
      {lines.map((line) => (
        <li key={line}>
          <code>{line}</code>
        </li>
      ))}
    </ul>
  );
}
