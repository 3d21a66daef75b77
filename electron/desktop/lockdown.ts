// The lock-down of every page in this app. Source: https://www.electronjs.org/docs/latest/tutorial/security
import { app, type Session, session } from 'electron';
import { PAGE_ORIGIN } from './page-protocol.ts';

/** Denies navigation, new windows, web views, permissions and every request that is not the page's own. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  denyPermissions(session.defaultSession);
  denyRemoteContent(session.defaultSession);
}

function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
}

function denyRemoteContent(target: Session): void {
  const allowed = [`${PAGE_ORIGIN}/`, 'devtools://', 'data:', 'blob:'];
  target.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowed.some((prefix) => details.url.startsWith(prefix)) });
  });
}
