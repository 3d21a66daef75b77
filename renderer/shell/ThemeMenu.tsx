// The choice of the theme: light, dark, or as the system has it.
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { Theme } from '../../shared/ipc/contract.ts';
import { useAppInfo, useSetTheme } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import css from './Sidebar.module.css';

/** The picture of each. */
export const THEME_ICONS = { system: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeMenu() {
  const current = useAppInfo().data?.theme ?? 'system';
  const { mutate: setTheme } = useSetTheme();
  const CurrentIcon = THEME_ICONS[current];
  const choose = (theme: Theme) =>
    setTheme(theme, { onError: (error) => notifyFailure(shellText.failed.theme, error) });
  return (
    <Menu position="right-end" width={160} shadow="md">
      <Menu.Target>
        <UnstyledButton className={css.link} title={shellText.theme.label}>
          <CurrentIcon size={17} stroke={1.6} aria-hidden />
          <span className={css.label}>{shellText.theme.label}</span>
          <span className={css.value}>{shellText.theme[current]}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map((theme) => {
          const Icon = THEME_ICONS[theme];
          return (
            <Menu.Item
              key={theme}
              leftSection={<Icon size={16} stroke={1.6} />}
              rightSection={theme === current ? <IconCheck size={15} /> : null}
              aria-current={theme === current}
              onClick={() => choose(theme)}
            >
              {shellText.theme[theme]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
