// The cookie that tells a browser which was let in from any other. A browser sends it to every port of this address, so its
// name has the port, and what is passed on has none of them.
import type { IncomingMessage } from 'node:http';

const PREFIX = 'odin_gateway_';

/** The `Set-Cookie` for somebody who was let in at this port: gone with the browser, no script reads it, no other site sends it. */
export function sessionCookie(port: number, token: string): string {
  return `${PREFIX}${port}=${token}; Path=/; HttpOnly; SameSite=Strict`;
}

/** The tokens that a request brings for this port; more than one where somebody else set a cookie of that name too. */
export function sessionTokens({ headers }: IncomingMessage, port: number): readonly string[] {
  const start = `${PREFIX}${port}=`;
  return cookiesIn(headers.cookie).flatMap((cookie) => (cookie.startsWith(start) ? [cookie.slice(start.length)] : []));
}

/** A `Cookie` header without gateways' cookies; undefined when nothing is left. */
export function withoutSessions(header: string | undefined): string | undefined {
  const rest = cookiesIn(header).filter((cookie) => !cookie.startsWith(PREFIX));
  return rest.length === 0 ? undefined : rest.join('; ');
}

function cookiesIn(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
}
