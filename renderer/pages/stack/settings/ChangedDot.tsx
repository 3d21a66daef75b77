// The dot at what is changed and not applied yet.
import css from './Settings.module.css';

interface Props {
  readonly label: string;
  readonly className?: string | undefined;
}

export function ChangedDot({ label, className = '' }: Props) {
  return <span role="img" aria-label={label} title={label} className={`${css.dot} ${className}`} />;
}
