// A long text in mono that scrolls by itself, also by keyboard.
import css from './TextPane.module.css';

interface Props {
  /** Its name, for screen readers. */
  readonly label: string;
  readonly text: string;
}

export function TextPane({ label, text }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={css.pane} tabIndex={0} aria-label={label}>
      <pre className={css.text}>{text}</pre>
    </section>
  );
}
