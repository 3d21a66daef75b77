// The address of the session bus. Source: https://dbus.freedesktop.org/doc/dbus-specification.html#addresses
import { join } from 'node:path';

/**
 * The sockets of the session bus in the order to try, as `net.connect` takes them (an abstract one begins with NUL).
 * Empty where there is no session bus. Addresses of other kinds than `unix:path` and `unix:abstract` are left out.
 */
export function sessionBusSockets(env: NodeJS.ProcessEnv): readonly string[] {
  const addresses = env.DBUS_SESSION_BUS_ADDRESS;
  if (addresses) return addresses.split(';').flatMap(socketOf);
  return env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'bus')] : [];
}

function socketOf(address: string): string[] {
  if (!address.startsWith('unix:')) return [];
  const options = new URLSearchParams(address.slice('unix:'.length).replaceAll('+', '%2B').replaceAll(',', '&'));
  const path = options.get('path');
  const abstract = options.get('abstract');
  if (path !== null) return [path];
  return abstract === null ? [] : [`\0${abstract}`];
}
