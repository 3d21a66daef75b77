import { describe, expect, it } from 'vitest';
import { menuTemplate } from './menu.ts';

const rolesOf = (platform: NodeJS.Platform) =>
  menuTemplate(platform).flatMap(({ role, submenu }) => [
    ...(role === undefined ? [] : [role]),
    ...(Array.isArray(submenu) ? submenu.flatMap((item) => item.role ?? []) : []),
  ]);

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it.each(['editMenu', 'windowMenu', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen'])('has %s', (role) => {
    expect(rolesOf(platform)).toContain(role);
  });

  it('neither loads the page again nor opens the developer tools', () => {
    expect(rolesOf(platform).filter((role) => /reload|devtools/i.test(role))).toEqual([]);
  });
});

it('puts quitting where each system has it', () => {
  expect(rolesOf('darwin')[0]).toBe('appMenu');
  expect(rolesOf('linux')[0]).toBe('fileMenu');
  expect(rolesOf('win32')[0]).toBe('fileMenu');
});
