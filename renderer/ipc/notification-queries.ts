// Desktop notifications: what a person has chosen about them, a test, and what a click on one is to open.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationSettings, NotificationState } from '../../shared/model/notification.ts';
import { call } from './client.ts';
import { EVENT_KEYS } from './queries.ts';

const KEY = ['notifications'];

export const useNotifications = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('notifications.state', undefined, signal) });

/** Shown as chosen at once; as it is, when it could not be kept. */
export function useSetNotifications() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: NotificationSettings) => call('notifications.set', settings),
    onMutate: (settings) => client.setQueryData<NotificationState>(KEY, (state) => state && { ...state, settings }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useTestNotification = () => useMutation({ mutationFn: () => call('notifications.test', undefined) });

/** What a click on a notification is to open; null where that is done. */
export const useOpening = () =>
  useQuery({ queryKey: EVENT_KEYS['app.opening'], queryFn: ({ signal }) => call('app.opening', undefined, signal) });

/** That nothing is left to open comes as an event. */
export const useNoteOpened = () => useMutation({ mutationFn: (id: string) => call('app.opened', { id }) });
