// Keeps the desktop's notifications as what is seen of the cluster asks for, now and as time goes by.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertReport } from '../../shared/model/alert.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { NotificationSettings } from '../../shared/model/desktop-notification.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import type { Dispose } from '../disposal.ts';
import { emptyMemory, type Memory, withoutNotification } from './memory.ts';
import type { Show } from './showing.ts';
import { tell } from './tell.ts';
import { type Sight, thingsOf } from './things.ts';
import { TEST_WORDS } from './words.ts';

/** A notification on the screen. */
export interface Shown {
  close(): void;
}

/** What becomes of one; each may come before `show` has returned. */
export interface Events {
  readonly clicked: () => void;
  /** A person or the desktop has put it away, or the app itself. */
  readonly closed: () => void;
  /** It could not be shown; nothing else comes then. */
  readonly failed: (reason: string) => void;
}

/** The desktop that shows notifications. */
export interface NotificationDesktop {
  isSupported(): boolean;
  show(words: Pick<Show, 'title' | 'body' | 'isSilent'>, on: Events): Shown;
  /** The number on the app's icon; none where it is 0. */
  setBadge(count: number): void;
}

export interface NotifierOptions {
  readonly desktop: NotificationDesktop;
  readonly settings: () => NotificationSettings;
  /** Told what a click is to open; undefined: the overview. */
  readonly open: (object: ObjectRef | undefined) => void;
  /** Told why one could not be shown, as far as the desktop says. */
  readonly onFailure: (reason: string) => void;
}

/** How long a desktop may take to say that it shows nothing. */
const REFUSAL_MS = 1_000;

/** The notifications of the chosen cluster. What it is told counts from the next `verdict` on, which follows each change. */
export class Notifier {
  readonly #options: NotifierOptions;
  /** By id; the handle comes once the desktop has it. */
  readonly #standing = new Map<string, { shown?: Shown }>();
  #memory: Memory = emptyMemory(undefined, Date.now());
  #cluster: Sight['cluster'] | undefined;
  #verdict: Verdict | undefined;
  #alerts: AlertReport | undefined;
  #timer: NodeJS.Timeout | undefined;
  #test: Shown | undefined;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  status(status: ClusterStatus): void {
    const cluster = status.state === 'none' ? undefined : status.context;
    if (cluster?.id === this.#cluster?.id) return;
    this.#cluster = cluster;
    this.#verdict = undefined;
    this.#alerts = undefined;
    this.look();
  }

  alerts(report: AlertReport): void {
    this.#alerts = report;
  }

  verdict(verdict: Verdict): void {
    this.#verdict = verdict;
    this.look();
  }

  /** Judges what is seen now; call it when the settings have changed. */
  look(): void {
    clearTimeout(this.#timer);
    const { desktop, settings } = this.#options;
    const sight = this.#sight();
    desktop.setBadge(sight === null ? 0 : thingsOf(sight).filter(({ isTrouble }) => isTrouble).length);
    if (!desktop.isSupported()) return;
    const now = new Date();
    const minute = now.getHours() * 60 + now.getMinutes();
    const { memory, orders, lookInMs } = tell(this.#memory, { sight, at: now.getTime(), minute, settings: settings() });
    this.#memory = memory;
    for (const order of orders) {
      if (order.do === 'close') this.#close(order.id);
      else this.#show(order);
    }
    if (lookInMs !== undefined) this.#timer = setTimeout(() => this.look(), lookInMs);
  }

  /** Shows one that says that it is a test, whatever the hour. Whether the desktop takes it. */
  async test(): Promise<boolean> {
    this.#test?.close();
    const failed = new Promise<boolean>((resolve) => {
      this.#test = this.#options.desktop.show(
        { ...TEST_WORDS, isSilent: false },
        { clicked: () => this.#options.open(undefined), closed: () => {}, failed: () => resolve(true) },
      );
    });
    return !(await Promise.race([failed, sleep(REFUSAL_MS, false)]));
  }

  readonly dispose: Dispose = () => {
    clearTimeout(this.#timer);
    this.#test?.close();
    for (const id of [...this.#standing.keys()]) this.#close(id);
  };

  #sight(): Sight | null {
    if (this.#cluster === undefined || this.#verdict === undefined) return null;
    const { id, name } = this.#cluster;
    const state = this.#alerts?.state;
    return {
      cluster: { id, name },
      verdict: this.#verdict,
      areAlertsKnown: state === 'known' || state === 'noAlerting',
    };
  }

  #show({ id, title, body, isSilent, object }: Show): void {
    this.#close(id);
    const one: { shown?: Shown } = {};
    this.#standing.set(id, one);
    const isThis = () => this.#standing.get(id) === one;
    const closed = () => {
      if (!isThis()) return;
      this.#standing.delete(id);
      this.#memory = withoutNotification(this.#memory, id);
    };
    one.shown = this.#options.desktop.show(
      { title, body, isSilent },
      {
        clicked: () => {
          if (isThis()) this.#options.open(object);
        },
        closed,
        failed: (reason) => {
          this.#options.onFailure(reason);
          closed();
        },
      },
    );
  }

  #close(id: string): void {
    const one = this.#standing.get(id);
    this.#standing.delete(id);
    one?.shown?.close();
  }
}
