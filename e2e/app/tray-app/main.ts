// An app that is nothing but the tray: tests give it verdicts and read what it was told.
import { app } from 'electron';
import { startTray, type TrayHandle } from '../../../electron/desktop/tray.ts';

declare global {
  // What tests reach through Electron's `evaluate`.
  var tray: TrayHandle;
  var heard: string[];
}

globalThis.heard = [];
const hear = (what: string) => () => void globalThis.heard.push(what);

app.whenReady().then(
  () => {
    globalThis.tray = startTray({
      iconsDir: process.argv.at(-1) ?? '',
      actions: {
        openGrafana: hear('openGrafana'),
        openPrometheus: hear('openPrometheus'),
        show: hear('show'),
        quit: () => app.quit(),
      },
      onShownChange: (isShown) => globalThis.heard.push(isShown ? 'shown' : 'lost'),
    });
  },
  (error: unknown) => {
    console.error(error);
    app.exit(1);
  },
);
