// Whether a Linux desktop shows our tray item. Electron does not tell, so its StatusNotifierWatcher is asked over D-Bus.
// Source: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
import type { Dispose } from '../disposal.ts';
import { sessionBusSockets } from './dbus/address.ts';
import type { BusValue } from './dbus/decode-message.ts';
import { type BusListeners, busMethod, openSessionBus, type SessionBus } from './dbus/session-bus.ts';

/** `noHost`: nothing would show an item; `hosted`: a panel would, but has none of ours; `shown`: it has ours. */
export type TrayPresence = 'noHost' | 'hosted' | 'shown';

const WATCHER = 'org.kde.StatusNotifierWatcher';
/** A desktop that does not answer for so long counts as one without a tray, until it answers. */
const PATIENCE_MS = 2000;
const MATCH_RULES = [
  `type='signal',interface='${WATCHER}'`,
  `type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`,
];

/**
 * Tells the presence once within {@link PATIENCE_MS}, then each change. Without a session bus it is `noHost`. Never throws.
 * @param env where the session bus is looked for
 */
export function watchTrayPresence(env: NodeJS.ProcessEnv, onChange: (presence: TrayPresence) => void): Dispose {
  const watch = new PresenceWatch(onChange);
  void watch.run(sessionBusSockets(env));
  return () => watch.dispose();
}

class PresenceWatch {
  readonly #onChange: (presence: TrayPresence) => void;
  readonly #end = new AbortController();
  #bus: SessionBus | undefined;
  #told: TrayPresence | undefined;
  #isReading = true;
  #isOutdated = false;

  constructor(onChange: (presence: TrayPresence) => void) {
    this.#onChange = onChange;
  }

  async run(sockets: readonly string[]): Promise<void> {
    await this.#within(async () => {
      this.#bus = await this.#openFirst(sockets);
      for (const rule of MATCH_RULES) await this.#bus?.call(busMethod('AddMatch'), rule);
    });
    this.#isReading = false;
    await this.#read();
  }

  dispose(): void {
    this.#end.abort();
    this.#bus?.dispose();
  }

  async #openFirst(sockets: readonly string[]): Promise<SessionBus | undefined> {
    const listeners: BusListeners = { onSignal: () => void this.#read(), onClosed: () => this.#tell('noHost') };
    for (const socket of sockets) {
      const bus = await openSessionBus(socket, listeners, this.#end.signal).catch(() => undefined);
      if (bus !== undefined) return bus;
    }
    return undefined;
  }

  /** Every signal of the watcher may mean anything, so all is read anew; signals meanwhile ask for one more round. */
  async #read(): Promise<void> {
    this.#isOutdated = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#isOutdated) {
      this.#isOutdated = false;
      await this.#within(async () => this.#tell(this.#bus === undefined ? 'noHost' : await readPresence(this.#bus)));
    }
    this.#isReading = false;
  }

  /** Runs a step to its end however long it takes, but does not leave the app without an answer meanwhile. */
  async #within(step: () => Promise<void>): Promise<void> {
    const impatience = setTimeout(() => this.#tell('noHost'), PATIENCE_MS);
    await step().catch(() => this.#tell('noHost'));
    clearTimeout(impatience);
  }

  #tell(presence: TrayPresence): void {
    if (this.#end.signal.aborted || this.#told === presence) return;
    this.#told = presence;
    this.#onChange(presence);
  }
}

async function readPresence(bus: SessionBus): Promise<TrayPresence> {
  if ((await readWatcher(bus, 'IsStatusNotifierHostRegistered')) !== true) return 'noHost';
  const items = await readWatcher(bus, 'RegisteredStatusNotifierItems');
  // The bus' own view of both processes is compared: ours may have another pid inside of a container's namespace.
  const ownPid = await pidOf(bus, bus.uniqueName);
  for (const item of Array.isArray(items) ? items : []) {
    if (ownPid !== undefined && (await pidOf(bus, busNameOf(String(item)))) === ownPid) return 'shown';
  }
  return 'hosted';
}

async function readWatcher(bus: SessionBus, property: string): Promise<BusValue | undefined> {
  const path = '/StatusNotifierWatcher';
  const method = { destination: WATCHER, path, interface: 'org.freedesktop.DBus.Properties', member: 'Get' };
  const [value] = await bus.call(method, WATCHER, property);
  return value;
}

/** Undefined when the name has just left the bus. */
async function pidOf(bus: SessionBus, name: string): Promise<BusValue | undefined> {
  const body = await bus.call(busMethod('GetConnectionUnixProcessID'), name).catch(() => []);
  return body[0];
}

/** Watchers list items as `:1.42/StatusNotifierItem`, `org.kde.StatusNotifierItem-42-1`, or with `@` before the path. */
export function busNameOf(item: string): string {
  return item.replace(/[@/].*$/, '');
}
