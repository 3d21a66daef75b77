// Leads to what a clicked notification tells of: the object in the inspector, or else the overview.
import { useEffect } from 'react';
import { useNoteOpened, useOpening } from '../ipc/notification-queries.ts';
import { addressOf } from '../status/object-address.ts';
import { goTo, hrefOf } from './route.ts';

export function useNotificationClicks(): void {
  const opening = useOpening().data;
  const { mutate: noteOpened } = useNoteOpened();
  useEffect(() => {
    if (opening == null) return;
    if (opening.object === undefined) goTo('overview');
    else window.location.hash = addressOf(hrefOf('overview'), { object: opening.object });
    noteOpened(opening.id);
  }, [opening, noteOpened]);
}
