// The commands that lead to a setting of the stack. Their names come with the settings' schema, which is loaded once the palette is open.
import { IconSettings } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStackStatus } from '../ipc/queries.ts';
import { settingAddress } from '../pages/stack/setting-address.ts';
import type { NamedSetting } from '../pages/stack/settings/setting-list.ts';
import { shellText } from '../text/shell.ts';
import type { Command } from './command.ts';

/** None where there is no form of them: without a cluster, and where the stack is Helm's. */
export function useSettingCommands(): readonly Command[] {
  const status = useStackStatus().data;
  const [settings, setSettings] = useState<readonly NamedSetting[]>([]);
  useEffect(() => {
    let isOver = false;
    void import('../pages/stack/settings/setting-list.ts').then(({ SETTING_LIST }) => {
      if (!isOver) setSettings(SETTING_LIST);
    });
    return () => {
      isOver = true;
    };
  }, []);
  if (status === undefined || status.installed?.owner === 'helm') return [];
  return settings.map(({ key, name, section }) => ({
    id: `setting:${key}`,
    group: 'go',
    label: shellText.commands.setting(name),
    detail: section,
    icon: <IconSettings size={16} stroke={1.6} aria-hidden />,
    isOneOfMany: true,
    run: () => {
      window.location.hash = settingAddress(key);
    },
  }));
}
