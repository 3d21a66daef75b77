// A line in place of settings that do nothing while their part is off, with the way to turn it on.
import { Button } from '@mantine/core';
import { useContext } from 'react';
import { flushSync } from 'react-dom';
import { settingsText } from '../../../text/settings.ts';
import { withValue } from './draft-value.ts';
import { SettingsFormContext } from './form-context.ts';
import { PARTS } from './layout.ts';
import css from './Settings.module.css';
import { nameOf, type SettingGroup } from './setting-rows.ts';
import type { Draft } from './setting-schema.ts';

interface Props {
  readonly group: SettingGroup;
  readonly onChange: (draft: Draft) => void;
  readonly goTo: (key: string) => void;
}

export function OffLine({ group: { needs, rows }, onChange, goTo }: Props) {
  const { draft } = useContext(SettingsFormContext);
  if (needs === undefined) return null;
  const { setting, on } = PARTS[needs];
  const name = nameOf(setting);
  const first = rows[0]?.key;
  const turnOn = () => {
    flushSync(() => onChange(withValue(draft, setting.split('.'), on)));
    // The line is gone, and the focus would be with it.
    if (first !== undefined) goTo(first);
  };
  return (
    <div className={css.offLine} data-holds={rows.map(({ key }) => key).join(' ')}>
      <p>{settingsText.isOff[needs](settingsText.settingCount(rows.length))}</p>
      {on === undefined ? (
        <Button aria-label={settingsText.showSetting(name)} onClick={() => goTo(setting)}>
          {settingsText.show}
        </Button>
      ) : (
        <Button aria-label={settingsText.turnOnPart(name)} onClick={turnOn}>
          {settingsText.turnOn}
        </Button>
      )}
    </div>
  );
}
