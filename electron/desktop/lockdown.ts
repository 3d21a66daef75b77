// The lock-down of every page in this app. Source: https://www.electronjs.org/docs/latest/tutorial/security
import { app, type Session, session, type WebContents } from 'electron';
import { PAGE_ORIGIN, PAGE_URL } from './page-protocol.ts';

/**
 * Leads every host name and address of Chromium's nowhere: its own programs need none, and there are ways out that ask no
 * filter of requests (TURN over TCP, a name that is looked up in advance). Must run before Electron is ready.
 *
 * @param isDeveloping whether the page may reach a development server of this machine
 */
export function lockNetwork(isDeveloping: boolean): void {
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${isDeveloping ? ', EXCLUDE 127.0.0.1' : ''}`);
}

/**
 * Denies navigation, new windows, web views, permissions and every request that is not the page's own.
 *
 * @param devSocket where a development server tells the page of changes
 */
export function lockDown(devSocket?: string): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  lockSession(session.defaultSession, devSocket);
  app.on('session-created', (created) => lockSession(created, devSocket));
}

function lockContents(contents: WebContents): void {
  // Of the main frame too, which has `will-navigate` besides.
  contents.on('will-frame-navigate', stayHere);
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // No content security policy of Chromium's holds WebRTC back. Over TCP it looks its host up, which leads nowhere.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** The page may load itself again, and nothing else. */
function stayHere(event: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }): void {
  const isReload = event.isMainFrame && event.url.split('#', 1)[0] === PAGE_URL;
  if (!isReload) event.preventDefault();
}

function lockSession(target: Session, devSocket: string | undefined): void {
  target.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  const allowed = [`${PAGE_ORIGIN}/`, ...(devSocket === undefined ? [] : ['devtools://', `${devSocket}/`])];
  target.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowed.some((prefix) => details.url.startsWith(prefix)) });
  });
}
