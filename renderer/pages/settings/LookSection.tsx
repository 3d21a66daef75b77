// The theme, and how times are written.
import { SegmentedControl } from '@mantine/core';
import type { AppInfo } from '../../../shared/ipc/contract.ts';
import { formatClock } from '../../format/clock.ts';
import { useChangeApp } from '../../ipc/app-queries.ts';
import { useSetTheme } from '../../ipc/queries.ts';
import { appSettingsText } from '../../text/app-settings.ts';
import { shellText } from '../../text/shell.ts';
import { notifyFailure } from '../../ui/notify-failure.tsx';
import { useNow } from '../../ui/use-now.ts';
import { SettingRow } from './SettingRow.tsx';

const THEMES = ['system', 'light', 'dark'] as const;
const CLOCKS = ['locale', 'h24', 'h12'] as const;
const SECONDS_MS = 10_000;

export function LookSection({ info }: { readonly info: AppInfo }) {
  const setTheme = useSetTheme();
  const change = useChangeApp();
  const now = useNow(SECONDS_MS);
  const { theme, clock, clocks, clockHelp, failed } = appSettingsText;
  const onError = (error: unknown) => notifyFailure(failed.change, error);
  return (
    <>
      <SettingRow title={theme}>
        <SegmentedControl
          size="xs"
          aria-label={theme}
          value={info.theme}
          onChange={(chosen) => setTheme.mutate(THEMES.find((one) => one === chosen) ?? 'system', { onError })}
          data={THEMES.map((value) => ({ value, label: shellText.theme[value] }))}
        />
      </SettingRow>
      <SettingRow title={clock} help={clockHelp(formatClock(now / 1_000))}>
        <SegmentedControl
          size="xs"
          aria-label={clock}
          value={info.clock}
          onChange={(chosen) => change.mutate({ clock: CLOCKS.find((one) => one === chosen) ?? 'locale' }, { onError })}
          data={CLOCKS.map((value) => ({ value, label: clocks[value] }))}
        />
      </SettingRow>
    </>
  );
}
