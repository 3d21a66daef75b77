// Tells of an action that succeeded and is seen nowhere else.
import { notifications } from '@mantine/notifications';
import { commonText } from '../text/common.ts';
import { StatusIcon } from './StatusIcon.tsx';

/** Goes by itself. */
export function notifyDone(title: string, message: string): void {
  notifications.show({
    title,
    message,
    icon: <StatusIcon tone="ok" size={20} />,
    color: 'transparent',
    withBorder: true,
    closeButtonProps: { 'aria-label': commonText.close },
  });
}
