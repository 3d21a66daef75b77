// A setting: its name and a line about it at the left, the control at the right.
import type { ReactNode } from 'react';
import css from './SettingsPage.module.css';

interface Props {
  readonly title: string;
  readonly help?: string | undefined;
  /** Its control has a name of its own. */
  readonly children: ReactNode;
}

export function SettingRow({ title, help, children }: Props) {
  return (
    <div className={css.row}>
      <div className={css.words}>
        <p>{title}</p>
        {help === undefined ? null : <p className="muted">{help}</p>}
      </div>
      <div className={css.control}>{children}</div>
    </div>
  );
}
