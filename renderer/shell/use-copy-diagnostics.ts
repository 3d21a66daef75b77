// Copying what somebody who helps needs to know, and saying that it is on the clipboard.
import { notifications } from '@mantine/notifications';
import { useCopyDiagnosticsCall } from '../ipc/queries.ts';
import { commonText } from '../text/common.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { StatusIcon } from '../ui/StatusIcon.tsx';

export function useCopyDiagnostics(): { readonly copy: () => void; readonly isCopying: boolean } {
  const { mutate, isPending } = useCopyDiagnosticsCall();
  const confirm = () =>
    notifications.show({
      title: diagnosticsText.copied,
      message: diagnosticsText.copiedDetail,
      icon: <StatusIcon tone="ok" size={20} />,
      color: 'transparent',
      withBorder: true,
      closeButtonProps: { 'aria-label': commonText.close },
    });
  return {
    isCopying: isPending,
    copy: () =>
      mutate(undefined, {
        onSuccess: confirm,
        onError: (error) => notifyFailure(diagnosticsText.failed, error),
      }),
  };
}
