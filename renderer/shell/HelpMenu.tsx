// The help menu: which program this is, and what to send to somebody who helps.
import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useAppInfo } from '../ipc/queries.ts';
import { aboutText } from '../text/about.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import { shortcutsText } from '../text/shortcuts.ts';
import { supportText } from '../text/support.ts';
import css from './HelpMenu.module.css';
import sidebar from './Sidebar.module.css';
import { useCopyDiagnostics } from './use-copy-diagnostics.ts';

/** What the menu opens. */
export interface HelpDoors {
  readonly openShortcuts: () => void;
  readonly openAbout: () => void;
  readonly openSupportBundle: () => void;
}

export function HelpMenu({ openShortcuts, openAbout, openSupportBundle }: HelpDoors) {
  const [isOpen, setIsOpen] = useState(false);
  const info = useAppInfo().data;
  const { copy } = useCopyDiagnostics();
  const closeAnd = (act: () => void) => () => {
    setIsOpen(false);
    act();
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="right-end" trapFocus returnFocus shadow="md" width={260}>
      <Popover.Target>
        <UnstyledButton className={sidebar.link} title={diagnosticsText.help} onClick={() => setIsOpen(!isOpen)}>
          <IconHelpCircle size={17} stroke={1.6} aria-hidden />
          <span className={sidebar.label}>{diagnosticsText.help}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={diagnosticsText.help}>
        {info === undefined ? null : <p>{diagnosticsText.version(info.version, info.electron)}</p>}
        <p className={css.about}>{diagnosticsText.about}</p>
        <div className={css.actions}>
          <Button onClick={closeAnd(copy)}>{diagnosticsText.copy}</Button>
          <Button onClick={closeAnd(openSupportBundle)}>{supportText.open}</Button>
          <Button onClick={closeAnd(openShortcuts)}>{shortcutsText.title}</Button>
          <Button onClick={closeAnd(openAbout)}>{aboutText.open}</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
