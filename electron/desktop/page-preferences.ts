// The preferences of the window's page: what Electron lets it do. What is not named here has Electron's default, which is right.
import type { WebPreferences } from 'electron';

/** Only a developer's page has DevTools. */
export function pagePreferences(preload: string, isDeveloping: boolean): WebPreferences {
  return {
    ...{ preload },
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    // Electron would fetch dictionaries.
    spellcheck: false,
    // A page that was taken over must not ask in boxes that look like the system's.
    disableDialogs: true,
    devTools: isDeveloping,
  };
}
