// The actions on a part: each leads to the inspector, which asks before anything is changed.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { PartRow } from '../../../shared/model/overview.ts';
import { partText } from '../../text/overview.ts';
import { openObject } from './opened.ts';

export function PartMenu({ part: { title, object } }: { readonly part: PartRow }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size={28} aria-label={partText.menu(title)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openObject({ object, tab: 'logs' })}>{partText.logs}</Menu.Item>
        <Menu.Item onClick={() => openObject({ object, isRestartAsked: true })}>{partText.restart}</Menu.Item>
        <Menu.Item onClick={() => openObject({ object })}>{partText.open}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
