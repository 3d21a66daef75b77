// The application menu: without it no key copies, pastes or quits on macOS, and none makes the text larger anywhere.
import type { MenuItemConstructorOptions } from 'electron';

/**
 * Roles alone, so that each system gives them its own words, keys and places. Linux and Windows show the bar only while Alt is
 * held (`autoHideMenuBar`), but its keys work always. Source: https://www.electronjs.org/docs/latest/api/menu-item#roles
 */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  return [
    { role: platform === 'darwin' ? 'appMenu' : 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // On most keyboards + needs Shift, and people press = without it.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
