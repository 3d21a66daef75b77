// Another program's own words, line by line.
import css from './CodeLines.module.css';

interface Props {
  /** Whose words they are, for screen readers. */
  readonly label: string;
  readonly lines: readonly string[];
}

export function CodeLines({ label, lines }: Props) {
  return (
    <ul className={css.lines} aria-label={label}>
      {lines.map((line) => (
        <li key={line}>
          <code>{line}</code>
        </li>
      ))}
    </ul>
  );
}
