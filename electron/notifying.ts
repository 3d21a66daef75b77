// The notifications of the app: the notifier, what a person has chosen of it, and what a click is to open in the window.
import { randomUUID } from 'node:crypto';
import { AppError } from '../shared/errors.ts';
import type { NotificationSettings, NotificationState, Opening } from '../shared/model/notification.ts';
import type { DesktopNotifications } from './handlers.ts';
import { type NotificationDesktop, Notifier } from './notifications/notifier.ts';

export interface NotifyingOptions {
  readonly desktop: NotificationDesktop;
  readonly settings: { read(): NotificationSettings; write(settings: NotificationSettings): void };
  /** Shows the window. */
  readonly show: () => void;
  /** Told what the window is to open; a window that comes later asks for it. */
  readonly onOpening: (opening: Opening | null) => void;
  /** Told why one could not be shown, as far as the desktop says. */
  readonly onFailure: (reason: string) => void;
}

/** Notifies of the cluster that `notifier` is told of, and answers the page's calls about it. */
export class Notifying implements DesktopNotifications {
  readonly notifier: Notifier;
  readonly #options: NotifyingOptions;
  #opening: Opening | null = null;

  constructor(options: NotifyingOptions) {
    this.#options = options;
    this.notifier = new Notifier({
      desktop: options.desktop,
      settings: () => options.settings.read(),
      onFailure: options.onFailure,
      open: (object) => {
        options.show();
        this.#open({ id: randomUUID(), ...(object === undefined ? {} : { object }) });
      },
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

  opening(): Opening | null {
    return this.#opening;
  }

  opened(id: string): void {
    if (this.#opening?.id === id) this.#open(null);
  }

  #open(opening: Opening | null): void {
    this.#opening = opening;
    this.#options.onOpening(opening);
  }
}
