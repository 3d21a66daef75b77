// The notifications of the app: the notifier, what a person has chosen of it, and where a click leads.
import { AppError } from '../shared/errors.ts';
import type { DeepLink } from '../shared/model/deep-link.ts';
import type { NotificationSettings, NotificationState } from '../shared/model/desktop-notification.ts';
import type { DesktopNotifications } from './handlers.ts';
import { type NotificationDesktop, Notifier } from './notifications/notifier.ts';

export interface NotifyingOptions {
  readonly desktop: NotificationDesktop;
  readonly settings: { read(): NotificationSettings; write(settings: NotificationSettings): void };
  /** Leads a person there in the window. */
  readonly lead: (link: DeepLink) => void;
  /** Told why one could not be shown, as far as the desktop says. */
  readonly onFailure: (reason: string) => void;
}

/** Notifies of the cluster that `notifier` is told of, and answers the page's calls about it. */
export class Notifying implements DesktopNotifications {
  readonly notifier: Notifier;
  readonly #options: NotifyingOptions;

  constructor(options: NotifyingOptions) {
    this.#options = options;
    this.notifier = new Notifier({
      desktop: options.desktop,
      settings: () => options.settings.read(),
      onFailure: options.onFailure,
      open: (object) => options.lead({ to: 'page', page: 'overview', object }),
    });
  }

  state(): NotificationState {
    const { desktop, settings } = this.#options;
    return { isSupported: desktop.isSupported(), settings: settings.read() };
  }

  set(settings: NotificationSettings): void {
    this.#options.settings.write(settings);
    this.notifier.look();
  }

  async test(): Promise<void> {
    if (this.#options.desktop.isSupported() && (await this.notifier.test())) return;
    throw new AppError('unsupported', 'This desktop shows no notifications: start its notification service first.');
  }
}
