// Every lock of the shell, and how it is broken: `locks.spec.ts` breaks one after the other.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of sources.
import type { Mutation } from './mutation.ts';

const LOCKDOWN = 'electron/desktop/lockdown.ts';
const HEADERS = 'electron/desktop/locking-headers.ts';
const PREFERENCES = 'electron/desktop/page-preferences.ts';
const PROTOCOL = 'electron/desktop/page-protocol.ts';
const REGISTER = 'electron/ipc/register.ts';

/** A preference of the window's page, as it is, and as it must not be. */
function preference(name: string, broken: string, find: string): Mutation {
  return { name, file: PREFERENCES, find, broken, seenBy: 'preferences', opens: name };
}

/** A preference that is right by default, given wrongly. */
function given(name: string, broken: string): Mutation {
  return preference(name, `{ preload, ${name}: ${broken} }`, '...«{ preload }»');
}

/** A directive of the content security policy; `opens`: what Chromium then lets through. */
function directive(find: string, broken: string, opens: string): Mutation {
  return { name: `CSP ${opens}`, file: HEADERS, find: `«${find}»`, broken, seenBy: 'policy', opens };
}

function header(name: string, value: string): Mutation {
  return { name, file: HEADERS, find: `'${name}': «${value}»`, broken: "''", seenBy: 'headers', opens: name };
}

/** A privilege of the page's scheme, given besides its own. */
function privilege(name: string): Mutation {
  const own = '{ standard: true, secure: true, supportFetchAPI: true, codeCache: true }';
  return lock(PROTOCOL, name, `privileges: «${own}»`, `{ ...${own}, ${name}: true }`, 'scheme', name);
}

function lock(file: string, name: string, find: string, broken: string, seenBy: string, opens: string): Mutation {
  return { name, file, find, broken, seenBy, opens };
}

const FAR = 'https://example.invalid';

export const MUTATIONS: readonly Mutation[] = [
  preference('contextIsolation', 'false', 'contextIsolation: «true»'),
  preference('sandbox', 'false', 'sandbox: «true»'),
  preference('nodeIntegration', 'true', 'nodeIntegration: «false»'),
  preference('disableDialogs', 'false', 'disableDialogs: «true»'),
  given('webSecurity', 'false'),
  given('allowRunningInsecureContent', 'true'),
  given('experimentalFeatures', 'true'),
  given('enableBlinkFeatures', "'PreciseMemoryInfo'"),
  given('webviewTag', 'true'),
  given('nodeIntegrationInSubFrames', 'true'),

  directive(`"default-src 'none'"`, `"default-src 'none'; media-src ${FAR}"`, 'media-src'),
  directive(`"default-src 'none'"`, `"default-src 'none'; frame-src ${FAR}"`, 'frame-src'),
  directive(`"script-src 'self'"`, `"script-src 'self' ${FAR}"`, 'script-src-elem'),
  directive("`style-src 'self' 'nonce-${nonce}'`", `"style-src 'self' 'unsafe-inline'"`, 'style-src-elem'),
  directive(`"img-src 'self'"`, `"img-src 'self' ${FAR}"`, 'img-src'),
  directive(`"font-src 'self'"`, `"font-src 'self' ${FAR}"`, 'font-src'),
  directive(`"connect-src 'self'"`, `"connect-src 'self' ${FAR}"`, 'connect-src'),
  directive(`"form-action 'none'"`, `"form-action ${FAR}"`, 'form-action'),
  directive(`"base-uri 'none'"`, `"base-uri ${FAR}"`, 'base-uri'),
  directive(`"require-trusted-types-for 'script'"`, "''", 'require-trusted-types-for'),
  directive(`'trusted-types default'`, "'trusted-types *'", 'trusted-types'),
  lock(HEADERS, 'CSP frame-ancestors', `«"frame-ancestors 'none'"»`, "''", 'headers', 'content-security-policy'),
  lock(HEADERS, 'CSP worker-src', `«"worker-src 'none'"»`, "''", 'headers', 'content-security-policy'),
  lock(
    HEADERS,
    'CSP default-src',
    `«"default-src 'none'"»`,
    `"default-src 'self'"`,
    'headers',
    'content-security-policy',
  ),
  header('content-security-policy', 'contentSecurityPolicy(nonce, devSocket)'),
  header('x-content-type-options', "'nosniff'"),
  header('cross-origin-opener-policy', "'same-origin'"),
  header('cross-origin-resource-policy', "'same-origin'"),
  header('permissions-policy', "REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', ')"),
  header('referrer-policy', "'no-referrer'"),
  header('x-dns-prefetch-control', "'off'"),
  lock(
    PROTOCOL,
    'headers where nothing is',
    "status: 404, headers: «headers('text/plain')»",
    '{}',
    'headers',
    'x-content-type-options',
  ),

  lock(
    PROTOCOL,
    'paths out of the folder',
    '«(await listing).get(pathname)»',
    'join(rootDir, decodeURIComponent(pathname))',
    'files',
    '..%2f..%2fsecret.json',
  ),
  lock(PROTOCOL, 'links in the folder', '«entry.isFile()»', '!entry.isDirectory()', 'files', 'link.json'),
  lock(PROTOCOL, 'other hosts', '«url.host === HOST»', 'true', 'files', 'app://other/'),
  lock(PROTOCOL, 'other methods', "«request.method === 'GET'»", 'true', 'files', 'POST'),
  privilege('bypassCSP'),
  privilege('allowServiceWorkers'),
  privilege('corsEnabled'),

  lock(
    LOCKDOWN,
    'content filter',
    '«!allowed.some((prefix) => details.url.startsWith(prefix))»',
    'false',
    'requests',
    'http://127.0.0.1:1/',
  ),
  lock(
    LOCKDOWN,
    'content filter, by the whole origin',
    'const allowed = [«`${PAGE_ORIGIN}/`»',
    'PAGE_ORIGIN',
    'requests',
    'app://odin.example.invalid',
  ),
  lock(
    LOCKDOWN,
    'names and addresses',
    "«`MAP * ~NOTFOUND${isDeveloping ? ', EXCLUDE 127.0.0.1' : ''}`»",
    "'MAP no-such-host ~NOTFOUND'",
    'network',
    'a lookup',
  ),
  lock(LOCKDOWN, 'WebRTC', "IPHandlingPolicy(«'disable_non_proxied_udp'»", "'default'", 'network', 'WebRTC over UDP'),
  lock(
    LOCKDOWN,
    'navigation',
    "«contents.on('will-frame-navigate', stayHere)»",
    'undefined',
    'navigation',
    'the page itself',
  ),
  lock(LOCKDOWN, 'navigation of frames', '«event.isMainFrame»', 'true', 'navigation', 'of a frame'),
  lock(
    LOCKDOWN,
    'navigation, by the whole address',
    "«event.url.split('#', 1)[0] === PAGE_URL»",
    'event.url.startsWith(PAGE_ORIGIN)',
    'navigation',
    'app://odin.example.invalid',
  ),
  lock(
    LOCKDOWN,
    'redirects',
    "«contents.on('will-redirect', (event) => event.preventDefault())»",
    'undefined',
    'navigation',
    'will-redirect',
  ),
  lock(LOCKDOWN, 'new windows', "action: «'deny'»", "'allow'", 'windows', 'about:blank'),
  lock(
    LOCKDOWN,
    'web views',
    "«contents.on('will-attach-webview', (event) => event.preventDefault())»",
    'undefined',
    'windows',
    'a web view',
  ),
  lock(LOCKDOWN, 'permission requests', 'decide(«false»)', 'true', 'permissions', 'request'),
  lock(LOCKDOWN, 'permission checks', 'setPermissionCheckHandler(() => «false»)', 'true', 'permissions', 'check'),
  lock(LOCKDOWN, 'devices', 'setDevicePermissionHandler(() => «false»)', 'true', 'permissions', 'device'),
  lock(
    LOCKDOWN,
    'downloads',
    "«target.on('will-download', (event) => event.preventDefault())»",
    'undefined',
    'downloads',
    'a download',
  ),

  lock(REGISTER, 'senders, by window', '«isWindow(sender)»', 'true', 'senders', 'another window'),
  lock(REGISTER, 'senders, by frame', '«senderFrame.parent === null»', 'true', 'senders', 'a frame in the page'),
  lock(REGISTER, 'senders, by origin', '«senderFrame.origin === origin»', 'true', 'senders', 'another origin'),
  lock(REGISTER, 'senders that are gone', '«senderFrame !== null»', 'true', 'senders', 'a frame that is gone'),
  lock(REGISTER, 'whom events reach', '«originOf(contents) !== origin»', 'false', 'events', 'an event'),
];
