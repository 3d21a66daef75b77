// What this program is, and what to send to somebody who helps.
import { Menu, UnstyledButton } from '@mantine/core';
import { IconClipboardCopy, IconHelpCircle } from '@tabler/icons-react';
import { useAppInfo } from '../ipc/queries.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import css from './Sidebar.module.css';
import { useCopyDiagnostics } from './use-copy-diagnostics.tsx';

export function HelpMenu() {
  const info = useAppInfo().data;
  const { copy } = useCopyDiagnostics();
  return (
    <Menu position="right-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton className={css.link} title={diagnosticsText.help}>
          <IconHelpCircle size={17} stroke={1.6} aria-hidden />
          <span className={css.label}>{diagnosticsText.help}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {info === undefined ? null : <Menu.Label>{diagnosticsText.version(info.version, info.electron)}</Menu.Label>}
        <Menu.Item leftSection={<IconClipboardCopy size={16} stroke={1.6} />} onClick={copy}>
          {diagnosticsText.copy}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
