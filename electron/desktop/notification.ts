// The system's notifications and the number on the app's icon, by Electron.
import { app, Notification } from 'electron';
import type { NotificationDesktop } from '../notifications/notifier.ts';

/** Shows what the notifier asks for. On Linux it may be supported and fail all the same: the library is there, no service. */
export const systemNotifications: NotificationDesktop = {
  isSupported: () => Notification.isSupported(),
  show({ title, body, isSilent }, { clicked, closed, failed }) {
    const notification = new Notification({ title, body, silent: isSilent });
    notification.on('click', clicked);
    notification.on('close', closed);
    notification.on('failed', (_event, reason) => failed(reason));
    notification.show();
    return { close: () => notification.close() };
  },
  setBadge(count) {
    // Windows has none.
    if (process.platform !== 'win32') app.setBadgeCount(count);
  },
};
