// Opens an address in the system's browser.
import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';

/** Throws `AppError` `unsupported`, without the system's own words: they may repeat the address, and that may be a login. */
export async function openInBrowser(url: string): Promise<void> {
  try {
    await shell.openExternal(url);
  } catch {
    throw new AppError('unsupported', 'This desktop opened no browser: choose a default one in its settings.');
  }
}
