// The forms in which a secret may stand in somebody's text: as itself, escaped, in an address, in base64, in hex.

/** Each once, at least as long as the secret. Of base64 the part that is the same wherever in the encoded bytes it stands. */
export function formsOf(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const percent = encodeURIComponent(secret);
  const parameter = new URLSearchParams([['', secret]]).toString().slice(1);
  const base64 = bytes.toString('base64');
  const hex = bytes.toString('hex');
  return new Set([
    secret,
    json,
    // JSON within JSON.
    JSON.stringify(json).slice(1, -1),
    // As Go's JSON has what HTML would read otherwise.
    json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    secret.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign),
    // As YAML and SQL, and as a shell has it in single quotes.
    secret.replaceAll("'", "''"),
    secret.replaceAll("'", "'\\''"),
    percent,
    percent.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    percent.replaceAll('%', '%25'),
    parameter,
    parameter.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    hex,
    hex.toUpperCase(),
    ...base64Of(bytes),
    // A Secret's data, encoded once more.
    ...base64Of(Buffer.from(base64)),
  ]);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Of three shifts, for base64 tells three bytes at a time; without what the bytes around it would change. */
function base64Of(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const own = text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    return [own, shift === 0 ? text : own].flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')]);
  });
}
