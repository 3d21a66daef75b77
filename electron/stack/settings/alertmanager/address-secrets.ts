// Secrets in addresses: chats and push services let in whoever knows the address, which then is a password.

/** Of what an address asks, as in `?token=`. */
const SECRETIVE =
  /^(x-)?(.*[-_.])?(auth|code|credentials?|key|pass|passwd|password|pwd|secret|session|sig|signature|token)s?$|(key|token|secret|password|auth)$/i;

/** After one of these a path goes on with what nobody is to know. */
const DOORS = /^(bot|hook|incoming|integrations?|key|ping|push|services?|(in)?(web)?hooks?|webhookb2|trigger)s?$/i;
const BOT = /^bot\d+:/i;
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i;

/** Hosts that take whoever knows the path. */
const HOSTS = /^(hooks\.|maker\.ifttt\.com|(.*\.)?discord(app)?\.com$|outlook\.office|.*\.webhook\.office\.com)/i;

/** More letters than a word has that somebody thought of. */
const LONG = 16;
const LONG_AFTER_DOOR = 12;

/**
 * Words for the secret in an address; undefined where none is seen. What Alertmanager fills in (`{{ … }}`) is none.
 * It goes by looks: a word that people would write is none, and a long mix of letters and digits is one.
 */
export function secretIn(address: string): string | undefined {
  const written = address.replace(/\{\{.*?\}\}/gs, '');
  const [, host = '', path = '', query = ''] = /^\w+:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(written) ?? [];
  for (const part of query.split(/[&;]/)) {
    const [name = '', ...value] = part.split('=');
    const text = decoded(value.join('='));
    if (text === '') continue;
    if (SECRETIVE.test(decoded(name)) || looksRandom(text, LONG)) return `${decoded(name)}=… in it`;
  }
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  if (segments.length > 1 && HOSTS.test(host)) return 'a token in its path';
  const isSecret = segments.some((segment, index) => {
    const isBehindDoor = segments.slice(0, index).some((before) => DOORS.test(before));
    return BOT.test(segment) || looksRandom(segment, isBehindDoor ? LONG_AFTER_DOOR : LONG);
  });
  return isSecret ? 'a token in its path' : undefined;
}

function looksRandom(text: string, least: number): boolean {
  if (UUID.test(text)) return true;
  // Names are made of words: what is between their dashes has letters alone, or digits alone at its end.
  return (
    text.split(/[-_.:~]/).some((piece) => piece.length >= least && !isWord(piece)) ||
    (text.length >= 2 * least && mixes(text) >= 4)
  );
}

function isWord(piece: string): boolean {
  return (
    /^([A-Za-z]?[a-z]+|[A-Z]+)\d{0,4}$/.test(piece) ||
    /^\d{1,13}$/.test(piece) ||
    /^([A-Z]?[a-z]{2,}){1,6}\d{0,4}$/.test(piece)
  );
}

/** How often letters, digits, small and large ones follow one another. */
function mixes(text: string): number {
  return (text.match(/[a-z](?=\d)|\d(?=[a-z])|[a-z](?=[A-Z])|[A-Z](?=[a-z\d])|\d(?=[A-Z])/g) ?? []).length;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
