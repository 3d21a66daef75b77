// Desktop notifications: what a person has chosen about them, and a test.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationSettings, NotificationState } from '../../shared/model/desktop-notification.ts';
import { call } from './client.ts';

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
