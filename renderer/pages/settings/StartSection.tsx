// The start of the app at login, and whether it has an icon in the tray.
import { Switch } from '@mantine/core';
import type { AppInfo } from '../../../shared/ipc/contract.ts';
import type { AppSettingsState } from '../../../shared/model/app-settings.ts';
import { useChangeApp } from '../../ipc/app-queries.ts';
import { appSettingsText } from '../../text/app-settings.ts';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { SettingRow } from './SettingRow.tsx';

interface Props {
  readonly info: AppInfo;
  readonly state: AppSettingsState;
}

export function StartSection({ info: { isTrayOn, hasTray }, state: { startsAtLogin } }: Props) {
  const { mutate } = useChangeApp();
  const change = (part: Parameters<typeof mutate>[0]) =>
    mutate(part, { onError: (error) => notifyFailure(appSettingsText.failed.change, error) });
  const { atLogin, atLoginHelp, atLoginUnsupported, tray, trayHelp, trayOffHelp, trayMissing } = appSettingsText;
  return (
    <>
      <SettingRow title={atLogin} help={startsAtLogin === null ? atLoginUnsupported : atLoginHelp}>
        <Switch
          aria-label={atLogin}
          checked={startsAtLogin === true}
          disabled={startsAtLogin === null}
          onChange={({ currentTarget }) => change({ startsAtLogin: currentTarget.checked })}
        />
      </SettingRow>
      <SettingRow title={tray} help={isTrayOn ? (hasTray ? trayHelp : trayMissing) : trayOffHelp}>
        <Switch
          aria-label={tray}
          checked={isTrayOn}
          onChange={({ currentTarget }) => change({ isTrayOn: currentTarget.checked })}
        />
      </SettingRow>
    </>
  );
}
