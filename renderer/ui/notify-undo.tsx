// Tells for a few seconds of what was done, with the way to undo it.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { commonText } from '../text/common.ts';
import { StatusIcon } from './StatusIcon.tsx';

const UNDO_MS = 8_000;

/** @param label on the button @param undo called once at most */
export function notifyUndo(title: string, label: string, undo: () => void): void {
  const id = `undo-${crypto.randomUUID()}`;
  notifications.show({
    id,
    title,
    message: (
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          notifications.hide(id);
          undo();
        }}
      >
        {label}
      </Button>
    ),
    icon: <StatusIcon tone="ok" size={20} />,
    color: 'transparent',
    autoClose: UNDO_MS,
    withBorder: true,
    closeButtonProps: { 'aria-label': commonText.close },
  });
}
