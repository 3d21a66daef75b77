// All commands of the palette: what can be gone to, done, opened and chosen now, from what the page knows already.
import {
  IconArrowUp,
  IconBellOff,
  IconClipboardText,
  IconDownload,
  IconExternalLink,
  IconFileZip,
  IconInfoCircle,
  IconKey,
  IconKeyboard,
  IconServer2,
  IconSettings,
} from '@tabler/icons-react';
import { firingOf } from '../../shared/model/firing.ts';
import {
  useAlerts,
  useClusterList,
  useOverview,
  useSelectCluster,
  useSetTheme,
  useStackStatus,
  useVerdict,
} from '../ipc/queries.ts';
import { KEYS } from '../keys.ts';
import { addressOf } from '../status/object-address.ts';
import { aboutText } from '../text/about.ts';
import { appSettingsText } from '../text/app-settings.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import { shellText } from '../text/shell.ts';
import { shortcutsText } from '../text/shortcuts.ts';
import { supportText } from '../text/support.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { nameOf } from './cluster-facts.ts';
import type { Command } from './command.ts';
import { dashboardCommands } from './dashboard-commands.tsx';
import type { HelpDoors } from './HelpMenu.tsx';
import { PAGES } from './pages.ts';
import { goTo } from './route.ts';
import { THEME_ICONS, THEMES } from './ThemeMenu.tsx';
import { thingCommands } from './thing-commands.tsx';
import { useCopyDiagnostics } from './use-copy-diagnostics.ts';
import { useCopyGrafanaPassword } from './use-copy-grafana-password.tsx';
import type { OpenTarget } from './use-open-target.ts';
import { useSettingCommands } from './use-setting-commands.tsx';
import { useShortcutText } from './use-shortcut-text.ts';

/** What the palette reaches of the frame around it. */
export interface PaletteDoors extends HelpDoors {
  readonly grafana: OpenTarget;
  readonly prometheus: OpenTarget;
}

/** Places of the page of the settings. */
const SETTINGS = Object.entries(appSettingsText.sections).map(([place, label]) => ({ place, label }));

const ICON = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

export function useCommands(doors: PaletteDoors): readonly Command[] {
  const shortcutText = useShortcutText();
  const overview = useOverview().data;
  const alerts = useAlerts().data;
  const things = thingCommands(overview, alerts, {
    open: (opened) => {
      window.location.hash = addressOf(window.location.hash, opened);
    },
    openAlerts: () => goTo('alerts'),
  });
  return [
    ...PAGES.map(({ name, title, shortcut, icon: Icon }) => ({
      id: `go:${name}`,
      group: 'go' as const,
      label: shellText.commands.go(title),
      keys: shortcutText(shortcut),
      icon: <Icon {...ICON} />,
      run: () => goTo(name),
    })),
    ...useStackCommands(doors, firingOf(alerts).length > 0),
    ...dashboardCommands(doors.grafana, overview),
    ...useSettingCommands(),
    ...things,
    ...useAppCommands(doors),
    ...useClusterCommands(),
  ];
}

/** What is done with the stack and its programs. */
function useStackCommands({ grafana, prometheus }: PaletteDoors, isFiring: boolean): readonly Command[] {
  const shortcutText = useShortcutText();
  const copyPassword = useCopyGrafanaPassword();
  const stack = useStackStatus().data;
  const isMissing = useVerdict().data?.level === 'notInstalled';
  const { availableVersion, installed } = stack ?? {};
  const isNewer = installed !== undefined && availableVersion !== installed.version;
  const command = (id: string, label: string, icon: Command['icon'], run: () => void): Command => ({
    id,
    group: 'do',
    label,
    icon,
    run,
  });
  return [
    {
      ...command('openGrafana', shellText.header.openGrafana, <IconExternalLink {...ICON} />, grafana.open),
      keys: shortcutText(KEYS.withCommand.grafana),
    },
    command('openPrometheus', shellText.header.openPrometheus, <IconExternalLink {...ICON} />, prometheus.open),
    ...(isMissing
      ? [command('install', shellText.commands.install, <IconDownload {...ICON} />, () => goTo('stack'))]
      : []),
    ...(isNewer
      ? [command('upgrade', shellText.commands.upgrade, <IconArrowUp {...ICON} />, () => goTo('stack', 'plan'))]
      : []),
    ...(isFiring
      ? [command('silence', shellText.commands.silence, <IconBellOff {...ICON} />, () => goTo('alerts'))]
      : []),
    ...(grafana.obstacle === undefined
      ? [command('copyPassword', shellText.commands.copyPassword, <IconKey {...ICON} />, copyPassword)]
      : []),
  ];
}

/** What is done with this window. */
function useAppCommands({ openShortcuts, openAbout, openSupportBundle }: PaletteDoors): readonly Command[] {
  const { mutate: setTheme } = useSetTheme();
  const { copy: copyDiagnostics } = useCopyDiagnostics();
  const group = 'do';
  return [
    {
      id: 'diagnostics',
      group,
      label: diagnosticsText.copy,
      icon: <IconClipboardText {...ICON} />,
      run: copyDiagnostics,
    },
    {
      id: 'supportBundle',
      group,
      label: supportText.open,
      icon: <IconFileZip {...ICON} />,
      run: openSupportBundle,
    },
    { id: 'about', group, label: aboutText.open, icon: <IconInfoCircle {...ICON} />, run: openAbout },
    ...SETTINGS.map(({ place, label }) => ({
      id: `setting:${place}`,
      group: 'things' as const,
      label,
      detail: appSettingsText.detail,
      icon: <IconSettings {...ICON} />,
      isOneOfMany: true,
      run: () => goTo('settings', place),
    })),
    {
      id: 'shortcuts',
      group,
      label: shortcutsText.title,
      keys: KEYS.page.shortcuts,
      icon: <IconKeyboard {...ICON} />,
      run: openShortcuts,
    },
    ...THEMES.map((theme) => {
      const Icon = THEME_ICONS[theme];
      return {
        id: `theme:${theme}`,
        group,
        label: shellText.commands.theme(shellText.theme[theme]),
        icon: <Icon {...ICON} />,
        run: () => setTheme(theme, { onError: (error) => notifyFailure(shellText.failed.theme, error) }),
      } as const;
    }),
  ];
}

function useClusterCommands(): readonly Command[] {
  const list = useClusterList().data;
  const { mutate: select } = useSelectCluster();
  return (list?.contexts ?? [])
    .filter(({ id }) => id !== list?.selected)
    .map((context) => ({
      id: `use:${context.id}`,
      group: 'clusters',
      label: shellText.commands.use(nameOf(context)),
      detail: context.file,
      icon: <IconServer2 {...ICON} />,
      run: () => select(context.id, { onError: (error) => notifyFailure(shellText.failed.select, error) }),
    }));
}
