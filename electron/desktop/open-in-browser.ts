// Opens an address in the system's browser: one of this machine's, and no other.
import { shell } from 'electron';
import { AppError } from '../../shared/errors.ts';

const OWN_HOSTS = /^(127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*localhost)$/;

/**
 * Throws `AppError` `unsupported`, without the system's own words: they may repeat the address, and that may be a login. What is
 * no web address of this machine is a defect (`internal`): a system opens programs by other schemes.
 */
export async function openInBrowser(url: string): Promise<void> {
  if (!isOwnAddress(url))
    throw new AppError('internal', 'Only web addresses of this machine are opened in the browser.');
  try {
    await shell.openExternal(url);
  } catch {
    throw new AppError('unsupported', 'This desktop opened no browser: choose a default one in its settings.');
  }
}

function isOwnAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return /^https?:$/.test(url.protocol) && OWN_HOSTS.test(url.hostname);
}
