// The lock-down of every page in this app. Source: https://www.electronjs.org/docs/latest/tutorial/security
import { app, type Session, session } from 'electron';
import { PAGE_ORIGIN, PAGE_URL } from './page-protocol.ts';

/**
 * Denies navigation, new windows, web views, permissions and every request that is not the page's own.
 *
 * @param devSocket where a development server tells the page of changes
 */
export function lockDown(devSocket?: string): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', stayHere);
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', stayHere);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  denyPermissions(session.defaultSession);
  denyRemoteContent(session.defaultSession, devSocket);
}

/** The page may load itself again, and nothing else. */
function stayHere(event: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }): void {
  const isReload = event.isMainFrame && event.url.split('#', 1)[0] === PAGE_URL;
  if (!isReload) event.preventDefault();
}

function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
}

function denyRemoteContent(target: Session, devSocket: string | undefined): void {
  const allowed = [`${PAGE_ORIGIN}/`, 'devtools://', 'data:', 'blob:'];
  if (devSocket !== undefined) allowed.push(`${devSocket}/`);
  target.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowed.some((prefix) => details.url.startsWith(prefix)) });
  });
}
