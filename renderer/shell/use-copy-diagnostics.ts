// Copying what somebody who helps needs to know, and saying that it is on the clipboard.
import { useCopyDiagnosticsCall } from '../ipc/queries.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import { notifyDone } from '../ui/notify-done.tsx';
import { notifyFailure } from '../ui/notify-failure.tsx';

export function useCopyDiagnostics(): { readonly copy: () => void; readonly isCopying: boolean } {
  const { mutate, isPending } = useCopyDiagnosticsCall();
  return {
    isCopying: isPending,
    copy: () =>
      mutate(undefined, {
        onSuccess: () => notifyDone(diagnosticsText.copied, diagnosticsText.copiedDetail),
        onError: (error) => notifyFailure(diagnosticsText.failed, error),
      }),
  };
}
