// The system's notifications and the number on the app's icon, by Electron.
import { app, Notification } from 'electron';
import type { NotificationDesktop } from '../notifications/notifier.ts';

/** Shows what the notifier asks for. What cannot be shown is told to `onFailure`, and counts as put away. */
export function systemNotifications(onFailure: (reason: string) => void): NotificationDesktop {
  return {
    isSupported: () => Notification.isSupported(),
    show({ title, body, isSilent }, { clicked, closed }) {
      const notification = new Notification({ title, body, silent: isSilent });
      notification.on('click', clicked);
      notification.on('close', closed);
      notification.on('failed', (_event, reason) => {
        onFailure(reason);
        closed();
      });
      notification.show();
      return { close: () => notification.close() };
    },
    setBadge(count) {
      // Windows has none.
      if (process.platform !== 'win32') app.setBadgeCount(count);
    },
  };
}
