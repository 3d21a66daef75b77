import { expect, it } from 'vitest';
import { pagePreferences } from './page-preferences.ts';

// Electron does not tell all of them again, so that a running app cannot be asked: no more and no less than these.
it('lets the page do nothing of its own', () => {
  expect(pagePreferences('/preload.cjs', false)).toEqual({
    preload: '/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    spellcheck: false,
    disableDialogs: true,
    devTools: false,
  });
});

it('opens DevTools for a developer alone', () => {
  expect(pagePreferences('/preload.cjs', true)).toEqual({ ...pagePreferences('/preload.cjs', false), devTools: true });
});
