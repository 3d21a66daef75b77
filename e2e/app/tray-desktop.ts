// A small desktop for tray tests: a display, a session bus and (where wanted) a panel of its own, and hands to read and click
// tray items over D-Bus with gdbus.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'playwright/test';
import { ensurePrograms } from '../../scripts/setup/apt.mjs';
import { startVirtualDisplay } from '../../scripts/setup/virtual-display.mjs';

const WATCHER = ['org.kde.StatusNotifierWatcher', '/StatusNotifierWatcher'] as const;
const ITEM = 'org.kde.StatusNotifierItem';

/** A panel of xfce4 with nothing but a tray. */
const PANEL_CONFIG = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="36"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
`;

/** Why tray tests cannot run on this machine, undefined where they can; as root on Debian it installs what is missing. */
export async function whyNoTrayDesktop(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'StatusNotifier items exist on Linux only';
  try {
    const packages = { 'xfce4-panel': 'xfce4-panel', 'dbus-daemon': 'dbus', gdbus: 'libglib2.0-bin', Xvfb: 'xvfb' };
    await ensurePrograms(packages, 'The tray test');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A line of a tray item's menu. */
export interface MenuLine {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
}

/** See the file's head. */
export class TrayDesktop {
  readonly #folder: string;
  readonly #stopDisplay: () => void;
  readonly #bus: ChildProcess;
  #panel: ChildProcess | undefined;
  /** What programs on this desktop have in their environment. */
  readonly env: Readonly<Record<string, string>>;

  private constructor(
    folder: string,
    env: Readonly<Record<string, string>>,
    bus: ChildProcess,
    stopDisplay: () => void,
  ) {
    this.#folder = folder;
    this.env = env;
    this.#bus = bus;
    this.#stopDisplay = stopDisplay;
  }

  /** Starts a display and a session bus. */
  static async start(): Promise<TrayDesktop> {
    const folder = await mkdtemp(join(tmpdir(), 'odin-desktop-'));
    const config = join(folder, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
    await mkdir(config, { recursive: true });
    await writeFile(join(config, 'xfce4-panel.xml'), PANEL_CONFIG);
    const screen = await startVirtualDisplay();
    // The bus starts xfconfd, which reads the panel's settings: without a home of its own it would take the person's.
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      bus.once('error', reject).once('exit', () => reject(new Error('dbus-daemon ended')));
      bus.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
    });
    const env = {
      DISPLAY: screen.display ?? '',
      DBUS_SESSION_BUS_ADDRESS: address,
      XDG_CURRENT_DESKTOP: 'XFCE',
      NO_AT_BRIDGE: '1',
    };
    return new TrayDesktop(folder, env, bus, screen.stop);
  }

  /** Starts the panel and waits until it takes items. */
  async startPanel(): Promise<void> {
    this.#panel = spawn('xfce4-panel', ['--disable-wm-check', '--sm-client-disable'], {
      env: { ...process.env, ...this.env, HOME: this.#folder },
      stdio: 'ignore',
    });
    await expect.poll(() => this.#property(WATCHER, WATCHER[0], 'IsStatusNotifierHostRegistered')).toContain('true');
  }

  async stopPanel(): Promise<void> {
    await end(this.#panel);
    this.#panel = undefined;
  }

  /** The bus names of all tray items. */
  async items(): Promise<readonly string[]> {
    const list = await this.#property(WATCHER, WATCHER[0], 'RegisteredStatusNotifierItems');
    return [...list.matchAll(/'([^'/@]+)[^']*'/g)].map((match) => match[1] ?? '');
  }

  /** The only item, as soon as it is there. */
  async item(): Promise<string> {
    await expect.poll(() => this.items()).toHaveLength(1);
    const [item = ''] = await this.items();
    return item;
  }

  /** A property of a tray item, as gdbus prints it. */
  itemProperty(item: string, name: 'ToolTip' | 'IconPixmap' | 'Status' | 'Menu'): Promise<string> {
    return this.#property([item, '/StatusNotifierItem'], ITEM, name);
  }

  /** The lines of an item's menu without the separators. */
  async menu(item: string): Promise<readonly MenuLine[]> {
    const target = await this.#menuOf(item);
    const layout = await this.#call(target, 'com.canonical.dbusmenu.GetLayout', '0', '-1', '@as []');
    return [...layout.matchAll(/<\((\d+), \{(.*?)\}, (?:@av )?\[\]\)>/g)]
      .map(([, id, properties = '']) => ({
        id: Number(id),
        label: /'label': <(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")>/.exec(properties)?.slice(1).join('') ?? '',
        isEnabled: !properties.includes("'enabled': <false>"),
      }))
      .filter(({ label }) => label !== '');
  }

  /** Clicks the menu's line with this label. */
  async click(item: string, label: string): Promise<void> {
    const line = (await this.menu(item)).find((candidate) => candidate.label === label);
    if (line === undefined) throw new Error(`the tray's menu has no "${label}"`);
    const target = await this.#menuOf(item);
    const event = this.#call(target, 'com.canonical.dbusmenu.Event', String(line.id), 'clicked', "<''>", 'uint32 0');
    await event.catch((error: unknown) => {
      // Who is told to quit may be gone before it has answered.
      if (!String(error).includes('org.freedesktop.DBus.Error.NoReply')) throw error;
    });
  }

  /** Ends the session bus, and with it the panel. */
  async stopBus(): Promise<void> {
    await this.stopPanel();
    await end(this.#bus);
  }

  async stop(): Promise<void> {
    await this.stopBus();
    this.#stopDisplay();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #menuOf(item: string): Promise<readonly [string, string]> {
    const printed = await this.itemProperty(item, 'Menu');
    return [item, /'(\/[^']+)'/.exec(printed)?.[1] ?? ''];
  }

  #property(target: readonly [string, string], name: string, property: string): Promise<string> {
    // Empty while there is no such name on the bus, so that callers can wait for it.
    return this.#call(target, 'org.freedesktop.DBus.Properties.Get', name, property).catch(() => '');
  }

  async #call([name, path]: readonly [string, string], method: string, ...args: string[]): Promise<string> {
    // Without the two dashes a negative number is taken for an option.
    const command = ['call', '--session', '--timeout', '5', '-d', name, '-o', path, '-m', method, '--', ...args];
    const { stdout } = await promisify(execFile)('gdbus', command, { env: { ...process.env, ...this.env } });
    return stdout;
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
}
