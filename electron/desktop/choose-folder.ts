// The system's dialog for a folder: the only way by which a page makes a path of this machine known.
import { type BrowserWindow, dialog } from 'electron';

let asked: Promise<string | null> | undefined;

/** The whole path of what a person chose; null when nothing was chosen. Asked again while it is open, it is the same dialog. */
export function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  asked ??= ask(window).finally(() => {
    asked = undefined;
  });
  return asked;
}

async function ask(window: BrowserWindow | null): Promise<string | null> {
  if (window === null) return null;
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory'] });
  return filePaths[0] ?? null;
}
