// Copying Grafana's password, which only the main process sees, and saying that it is on the clipboard.
import { notifications } from '@mantine/notifications';
import { useCopyPassword } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { StatusIcon } from '../ui/StatusIcon.tsx';

export function useCopyGrafanaPassword(): () => void {
  const { mutate } = useCopyPassword();
  const confirm = () =>
    notifications.show({
      message: shellText.password.copied,
      icon: <StatusIcon tone="ok" size={20} />,
      color: 'transparent',
      withBorder: true,
    });
  return () =>
    mutate(undefined, {
      onSuccess: confirm,
      onError: (error) => notifyFailure(shellText.failed.password, error),
    });
}
