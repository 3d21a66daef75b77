// The system's dialogs for files and folders: the only ways by which a page makes a path of this machine known.
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { replaceFileOnce } from '../state-files/replace-file.ts';
import { oneDialog } from './one-dialog.ts';

/** The whole path of the folder that a person chose; null when none was. Asked again while it is open, it is the same dialog. */
export function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  return oneDialog('folder', () => choose(window, { properties: ['openDirectory'] }));
}

/** The same of a file; kubeconfigs lie in hidden folders. */
export function chooseFile(window: BrowserWindow | null): Promise<string | null> {
  return oneDialog('file', () => choose(window, { properties: ['openFile', 'showHiddenFiles'] }));
}

/**
 * Asks where a file of this name is to go, and writes it there for its owner alone; its path, or null when no place was
 * chosen. What has that name already is replaced, for the dialog has asked about it. Throws `AppError` where it cannot be written.
 */
export function saveFile(window: BrowserWindow | null, name: string, content: Uint8Array): Promise<string | null> {
  return oneDialog('save', async () => {
    if (window === null) return null;
    const { filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('documents'), name),
      properties: ['showOverwriteConfirmation'],
    });
    if (!filePath) return null;
    try {
      replaceFileOnce(filePath, content);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new AppError('badInput', `${filePath} cannot be written (${code}): choose a folder of yours.`, {
        cause: error,
      });
    }
    return filePath;
  });
}

async function choose(window: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> {
  if (window === null) return null;
  const { filePaths } = await dialog.showOpenDialog(window, options);
  return filePaths[0] ?? null;
}
