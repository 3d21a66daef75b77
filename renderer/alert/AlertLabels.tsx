// The labels of an alert, as its rule and its series give them.
import { alertText } from '../text/alerts.ts';
import css from './AlertLabels.module.css';

export function AlertLabels({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  return (
    <ul className={css.labels} aria-label={alertText.labels}>
      {Object.entries(labels).map(([name, value]) => (
        <li key={name}>
          <code>{`${name}=${value}`}</code>
        </li>
      ))}
    </ul>
  );
}
