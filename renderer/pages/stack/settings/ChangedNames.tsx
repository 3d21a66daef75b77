// The settings that are changed, by name; each leads to it.
import { UnstyledButton } from '@mantine/core';
import { settingsText } from '../../../text/settings.ts';
import css from './Settings.module.css';
import type { SettingRow } from './setting-rows.ts';

/** More would push the buttons out of sight. */
const MOST = 4;

interface Props {
  readonly rows: readonly SettingRow[];
  readonly goTo: (key: string) => void;
}

export function ChangedNames({ rows, goTo }: Props) {
  const shown = rows.slice(0, MOST);
  return (
    <>
      {settingsText.changed(rows.length)}{' '}
      {shown.map(({ key, name }, index) => (
        <span key={key}>
          <UnstyledButton className={css.changedName} onClick={() => goTo(key)}>
            {name}
          </UnstyledButton>
          {index < shown.length - 1 ? ', ' : ' '}
        </span>
      ))}
      {rows.length > MOST ? settingsText.moreChanged(rows.length - MOST) : null}
    </>
  );
}
