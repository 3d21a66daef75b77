// Tells of an action that failed: what, why, and the command that mends it.
import { notifications } from '@mantine/notifications';
import { toAppError } from '../../shared/errors.ts';
import { commonText } from '../text/common.ts';
import { CopyLine } from './CopyLine.tsx';
import { StatusIcon } from './StatusIcon.tsx';

/** Shows `title` and the error's sentence until closed. A cancelled action is no failure. */
export function notifyFailure(title: string, error: unknown): void {
  const { code, message, remedy } = toAppError(error);
  if (code === 'cancelled') return;
  notifications.show({
    // One message for one thing that keeps failing.
    id: `${title}\n${message}`,
    title,
    message: (
      <>
        {message}
        {remedy === undefined ? null : <CopyLine value={remedy} />}
      </>
    ),
    icon: <StatusIcon tone="bad" size={20} />,
    color: 'transparent',
    autoClose: false,
    withBorder: true,
    role: 'alert',
    closeButtonProps: { 'aria-label': commonText.close },
  });
}
