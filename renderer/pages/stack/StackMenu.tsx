// The menu of what is seldom done with the stack: taking it away must not lie beside what most people want next.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { stackText } from '../../text/stack.ts';

export function StackMenu({ startUninstall }: { readonly startUninstall: () => void }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size={28} aria-label={stackText.more}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={startUninstall}>{stackText.uninstallStart}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
