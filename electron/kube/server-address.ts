// The address of an API server as a kubeconfig writes it.

/** Where a server is, and who one is there, if the address says so. It has no password, no query and no slash at its end. */
export interface ServerAddress {
  readonly address: string;
  readonly login?: { readonly username: string; readonly password: string };
}

const URL_PARTS = /^(https?):\/\/(?:([^/?#]*)@)?([^/?#@]+)([^?#@]*)(?:[?#]|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of these stands in an address
const NOT_IN_ADDRESS = /[\u0000- \u007f-\u00a0\\"<>^`{|}]/;

/** Undefined for what is no http(s) address. `host:port` alone is none: kubectl would ask it over http, as nobody. */
export function readServer(server: string): ServerAddress | undefined {
  if (NOT_IN_ADDRESS.test(server)) return undefined;
  const [, scheme, userInfo, host, path = ''] = URL_PARTS.exec(server) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  const address = `${scheme.toLowerCase()}://${host}${path.replace(/\/+$/, '')}`;
  if (!URL.canParse(address)) return undefined;
  if (userInfo === undefined) return { address };
  const login = readLogin(userInfo);
  return login === undefined ? undefined : { address, login };
}

function readLogin(userInfo: string): ServerAddress['login'] {
  const colon = userInfo.indexOf(':');
  const [username, password] = colon < 0 ? [userInfo, ''] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)];
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined; // a % that escapes nothing
  }
}
