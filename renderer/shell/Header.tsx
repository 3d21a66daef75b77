// The cluster in use at the left, commands and the two doors to the browser at the right.
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { KEYS } from '../keys.ts';
import { shellText } from '../text/shell.ts';
import { ClusterMenu } from './ClusterMenu.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import css from './Header.module.css';
import type { HelpDoors } from './HelpMenu.tsx';
import { OpenButton } from './OpenButton.tsx';
import { PasswordMenu } from './PasswordMenu.tsx';
import { useOpenTarget } from './use-open-target.ts';
import { useShortcutText } from './use-shortcut-text.ts';
import { useShortcuts } from './use-shortcuts.ts';

export function Header(help: HelpDoors) {
  const [isPaletteOpen, palette] = useDisclosure(false);
  const grafana = useOpenTarget('grafana');
  const prometheus = useOpenTarget('prometheus');
  const shortcutText = useShortcutText();
  useShortcuts({ openGrafana: grafana.open, togglePalette: palette.toggle, openShortcuts: help.openShortcuts });
  return (
    <header className={css.header}>
      <ClusterMenu />
      <UnstyledButton className={css.find} onClick={palette.open} title={shellText.header.commands}>
        <IconSearch size={15} aria-hidden />
        <span className={css.words}>{shellText.header.commands}</span>
        <kbd className={css.key} aria-hidden>
          {shortcutText(KEYS.withCommand.palette)}
        </kbd>
      </UnstyledButton>
      <OpenButton target="prometheus" label={shellText.header.openPrometheus} state={prometheus} />
      <div className={css.grafana}>
        <OpenButton target="grafana" label={shellText.header.openGrafana} state={grafana} isPrimary />
        <PasswordMenu obstacle={grafana.obstacle} />
      </div>
      <CommandPalette isOpen={isPaletteOpen} close={palette.close} doors={{ grafana, prometheus, ...help }} />
    </header>
  );
}
