// The host name of a gateway: its own, for a browser sends a host's cookies to every port of it, and keeps what a page
// stored (a service worker, say) for the next page of that name, which may be another cluster's.
// Source: RFC 6761, 6.3. Chromium and Firefox lead *.localhost to this machine by themselves, wherever they run.
import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';

/** What is not guessed. */
const RANDOM_BYTES = 10;

/** Replaced in tests; rejects where the system does not know a name. */
export type Resolver = (name: string) => Promise<unknown>;

/**
 * `grafana-2f8a….localhost`; `127.0.0.1` on a Mac whose system does not know such names, for Safari asks it.
 *
 * @param service stands first in the name, so that a person knows it
 */
export async function ownName(
  service: string,
  platform: NodeJS.Platform,
  resolve: Resolver = (name) => lookup(name),
): Promise<string> {
  const name = `${service}-${randomBytes(RANDOM_BYTES).toString('hex')}.localhost`;
  if (platform !== 'darwin') return name;
  return resolve(name).then(
    () => name,
    () => '127.0.0.1',
  );
}

/** Whether `host` is a name that {@link ownName} may have given to this service at another time. */
export function isFormerName(host: string, service: string): boolean {
  return host.startsWith(`${service}-`) && /^[a-z]+-[0-9a-f]{20}\.localhost$/.test(host);
}
