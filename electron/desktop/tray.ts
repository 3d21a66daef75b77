// The tray icon: health by shape, colour and words, also with the window closed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import { assertNever } from '../../shared/assert-never.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import type { Dispose } from '../disposal.ts';
import { watchTrayPresence } from './status-notifier.ts';
import { type TrayAction, type TrayIcon, type TrayItem, type TrayView, trayView } from './tray-view.ts';

export interface TrayOptions {
  /** The folder `assets/icons`. */
  readonly iconsDir: string;
  readonly actions: Readonly<Record<TrayAction, () => void>>;
  /** Told when the icon appears and when the desktop loses it (its panel ended): a hidden window is then out of reach. */
  readonly onShownChange?: (isShown: boolean) => void;
}

export interface TrayHandle {
  /** Shows another verdict. Cheap when nothing that a person sees has changed. */
  update(verdict: Verdict): void;
  /** Whether the desktop shows the icon now; false until that is known. For decisions that cannot wait, such as closing. */
  isShownNow(): boolean;
  /** Whether the desktop shows the icon, waiting for the first answer, at most some seconds after the start. Never rejects. */
  isShown(): Promise<boolean>;
  readonly dispose: Dispose;
}

/** Puts the icon where the desktop has a place for it, now or when its panel starts. Call it once, when Electron is ready. */
export function startTray(options: TrayOptions): TrayHandle {
  return new DesktopTray(options);
}

/** How long an icon may take to appear, and to come back when the panel is restarted, before it counts as not shown. */
const APPEARING_MS = 2000;
const RETURNING_MS = 5000;

class DesktopTray implements TrayHandle {
  readonly #options: TrayOptions;
  readonly #stopWatching: Dispose;
  readonly #settled: Promise<void>;
  #settle: () => void = () => {};
  #tray: Tray | undefined;
  #isShown = false;
  #view: TrayView = trayView({ level: 'unknown', sentence: 'Starting', problems: [] });

  constructor(options: TrayOptions) {
    this.#options = options;
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#stopWatching = process.platform === 'linux' ? this.#watchDesktop() : this.#showAtOnce();
  }

  update(verdict: Verdict): void {
    const before = this.#view;
    this.#view = trayView(verdict);
    if (this.#tray !== undefined) draw(this.#tray, this.#view, before, this.#options);
  }

  isShownNow(): boolean {
    return this.#isShown;
  }

  async isShown(): Promise<boolean> {
    await this.#settled;
    return this.#isShown;
  }

  readonly dispose: Dispose = () => {
    void this.#stopWatching();
    this.#settle();
    this.#tray?.destroy();
    this.#tray = undefined;
    this.#isShown = false;
  };

  #showAtOnce(): Dispose {
    this.#create();
    this.#note(true);
    return () => {};
  }

  #watchDesktop(): Dispose {
    let loss: NodeJS.Timeout | undefined;
    const stop = watchTrayPresence(process.env, (presence) => {
      clearTimeout(loss);
      if (presence === 'shown') this.#note(true);
      else if (presence === 'hosted' && this.#tray === undefined) {
        // Not earlier: without a host Chromium falls back for good to an icon that hardly a desktop shows. With one, it
        // registers again by itself whenever the panel is restarted (StatusIconLinuxDbus in Chromium's source).
        this.#create();
        loss = setTimeout(() => this.#note(false), APPEARING_MS);
      } else {
        loss = setTimeout(() => this.#note(false), this.#isShown ? RETURNING_MS : 0);
      }
    });
    return () => {
      clearTimeout(loss);
      return stop();
    };
  }

  #create(): void {
    const tray = new Tray(loadIcon(this.#options.iconsDir, this.#view.icon));
    draw(tray, this.#view, undefined, this.#options);
    // Linux desktops disagree on what a click is; macOS opens the menu with it. The menu has everything in any case.
    if (process.platform !== 'darwin') tray.on('click', this.#options.actions.show);
    this.#tray = tray;
  }

  #note(isShown: boolean): void {
    const hasChanged = isShown !== this.#isShown;
    this.#isShown = isShown;
    this.#settle();
    if (hasChanged) this.#options.onShownChange?.(isShown);
  }
}

/** Changes what differs: a menu that is built anew closes under the person's pointer. */
function draw(tray: Tray, view: TrayView, before: TrayView | undefined, { iconsDir, actions }: TrayOptions): void {
  if (view.icon !== before?.icon) tray.setImage(loadIcon(iconsDir, view.icon));
  if (JSON.stringify(view.menu) !== JSON.stringify(before?.menu)) {
    tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => menuItem(item, actions))));
  }
  if (view.tooltip !== before?.tooltip) tray.setToolTip(view.tooltip);
}

function menuItem(item: TrayItem, actions: TrayOptions['actions']): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'words':
      return { label: literal(item.text), enabled: false };
    case 'action':
      return { label: literal(item.text), enabled: item.isEnabled, click: () => actions[item.action]() };
    default:
      return assertNever(item);
  }
}

/** An ampersand would underline the next letter. */
function literal(text: string): string {
  return text.replaceAll('&', '&&');
}

function loadIcon(dir: string, icon: TrayIcon): NativeImage {
  // Chromium sends Linux panels the picture of scale 1 alone, and they scale it down themselves: the largest looks best.
  if (process.platform === 'linux')
    return nativeImage.createFromBuffer(readFileSync(join(dir, 'tray', `${icon}@3x.png`)));
  return nativeImage.createFromPath(join(dir, 'tray', `${icon}.png`));
}
