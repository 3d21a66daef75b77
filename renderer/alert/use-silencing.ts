// Silences that are made and ended by a person, each with the way to undo it for a few seconds.
import { formatMoment } from '../format/clock.ts';
import { useEndSilence, useRestoreSilence, useSilence } from '../ipc/silence-queries.ts';
import { alertText } from '../text/alerts.ts';
import { notifyFailure } from '../ui/notify-failure.tsx';
import { notifyUndo } from '../ui/notify-undo.tsx';

const failed = (title: string) => (error: unknown) => notifyFailure(title, error);

/** Makes one; undone, it is ended again. */
export function useSilencing() {
  const { mutate: end } = useEndSilence({ onError: failed(alertText.endFailed) });
  return useSilence({
    onSuccess: ({ id, endsAt }) => {
      const moment = formatMoment(endsAt / 1_000, Date.now() / 1_000);
      notifyUndo(alertText.silencedUntil(moment), alertText.undo, () => end(id));
    },
    onError: failed(alertText.silenceFailed),
  });
}

/** Ends one; undone, it is there again as it was. */
export function useSilenceEnding() {
  const { mutate: restore } = useRestoreSilence({ onError: failed(alertText.restoreFailed) });
  return useEndSilence({
    onSuccess: (id) => notifyUndo(alertText.ended, alertText.undo, () => restore(id)),
    onError: failed(alertText.endFailed),
  });
}
