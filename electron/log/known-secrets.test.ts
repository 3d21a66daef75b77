// Secrets that are known, in every form in which somebody's program may write them, whole and in pieces; and ordinary words.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownSecrets, MASK } from './known-secrets.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const SIGNS = [...` "'\\,;{}[]#&=:/+?%<>@!$(~*|ü€😀\t`];
const text = (letters: readonly string[], least: number, most: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: least, maxLength: most }).map((all) => all.join(''));
/** Such as programs make. */
const token = text([...LETTERS, '-', '_', '.'], 12, 90).map((one) => `q7${one}X`);
/** Such as people choose. */
const phrase = text([...LETTERS, ...SIGNS], 6, 40).map((one) => `p7${one}Q`);
const secrets = fc.oneof(token, phrase);
const around = text([...LETTERS, ...SIGNS, '\n'], 0, 30);

const base64 = (value: string) => Buffer.from(value).toString('base64');
const FORMS: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['in JSON', (secret) => JSON.stringify(secret)],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ a: secret }))],
  ["in Go's JSON", (secret) => JSON.stringify(secret).replace(/[<>&]/g, (s) => `\\u00${s.charCodeAt(0).toString(16)}`)],
  ['in a path', (secret) => encodeURIComponent(secret)],
  ['in a path, in small letters', (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
  ['in a query', (secret) => new URLSearchParams({ q: secret }).toString()],
  ['in a query in a query', (secret) => encodeURIComponent(`/a?b=${encodeURIComponent(secret)}`)],
  ['in base64', base64],
  ['in base64 for addresses', (secret) => Buffer.from(secret).toString('base64url')],
  ['in base64 in base64', (secret) => base64(base64(secret))],
  ['behind a user in base64', (secret) => base64(`freya:${secret}`)],
  ['behind another user in base64', (secret) => base64(`odin:${secret}`)],
  ['in the middle of base64', (secret) => base64(`{"password":"${secret}","more":1}`)],
  ['in hex', (secret) => Buffer.from(secret).toString('hex')],
  ['in large hex', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  [
    'in HTML',
    (secret) =>
      secret.replace(/[&<>"']/g, (s) =>
        `&#${s.charCodeAt(0)};`
          .replace('&#38;', '&amp;')
          .replace('&#60;', '&lt;')
          .replace('&#62;', '&gt;')
          .replace('&#34;', '&quot;'),
      ),
  ],
  ['in single quotes of YAML', (secret) => `'${secret.replaceAll("'", "''")}'`],
  ['in single quotes of a shell', (secret) => `'${secret.replaceAll("'", "'\\''")}'`],
];

/** Everything that a reader could make of a text: runs of it decoded, twice over. */
function readings(written: string): string {
  const once = [...written.matchAll(/[\w+/=-]{8,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].flatMap((skip) => {
      const bytes = Buffer.from(run.slice(skip), 'base64').toString('utf8');
      return [bytes, Buffer.from(bytes, 'base64').toString('utf8'), Buffer.from(run, 'hex').toString('utf8')];
    }),
  );
  return [written, unescaped(written), ...once].join('\n');
}

function unescaped(written: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(written));
  } catch {
    return written;
  }
}

const isThere = (written: string, secret: string) => readings(written).includes(secret.trim());

describe('a known secret', () => {
  it.each(FORMS)('%s is found by nobody who decodes what is left', (_name, form) => {
    fc.assert(
      fc.property(secrets, around, around, (secret, before, after) => {
        const known = new KnownSecrets();
        known.learn(secret);
        const written = `${before} ${form(secret)} ${after}`;
        const masked = known.mask(written);
        expect(masked).toContain(MASK);
        expect(isThere(masked, secret)).toBe(false);
        expect(masked).not.toContain(form(secret.trim()).slice(1, -1));
      }),
    );
  });

  it('that is cut or wrapped leaves no long piece', () => {
    fc.assert(
      fc.property(text(LETTERS, 60, 300), fc.nat(40), fc.integer({ min: 16, max: 60 }), (secret, from, width) => {
        const known = new KnownSecrets();
        known.learn(`q7Zk${secret}`);
        for (const form of [secret, base64(`q7Zk${secret}`), Buffer.from(`q7Zk${secret}`).toString('hex')]) {
          expect(known.mask(`x ${form.slice(from, from + width)}…`)).toBe(`x ${MASK}…`);
          const wrapped = form.replace(/.{64}/g, '$&\n');
          for (const line of known.mask(wrapped).split('\n')) expect(line.replaceAll(MASK, '').length).toBeLessThan(16);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is found among a thousand others, beside one another and one within the other', () => {
    const known = new KnownSecrets();
    const all = Array.from({ length: 1_000 }, (_, index) => `eyJhbGciOiJFUzI1NiJ9.${index * 7919}.s${index}`);
    for (const secret of [...all, 'eyJhbGciOiJFUzI1NiJ9.7919.s1.and-more']) known.learn(secret);
    for (const secret of all) expect(known.mask(`a${secret}${all[7]}z`), secret).toBe(`a${MASK}z`);
    expect(known.mask('eyJhbGciOiJFUzI1NiJ9.7919.s1.and-more')).toBe(MASK);
  });

  it('of a key or certificate is each of its lines, and not what stands around every key', () => {
    const lines = ['MHcCAQEEIBdU3CJ8YQk6Iu0v9nVxkq2', 'oAoGCCqGSM49AwEHoUQDQgAEPq1'];
    const pem = `-----BEGIN EC PRIVATE KEY-----\n${lines.join('\n')}\n-----END EC PRIVATE KEY-----\n`;
    const known = new KnownSecrets();
    known.learn(pem);
    expect(known.mask(pem)).toBe(`-----BEGIN EC PRIVATE KEY-----\n${MASK}\n${MASK}\n-----END EC PRIVATE KEY-----\n`);
    for (const line of lines) expect(isThere(known.mask(`key: ${base64(pem)}`), line)).toBe(false);
  });

  it('of an address is its login and what it asks, and not where it leads', () => {
    const known = new KnownSecrets();
    known.learn('http://freya:h%40nter2@proxy.corp:3128/a?token=q7wertzuiop');
    expect(known.mask('proxy.corp:3128 h%40nter2 h@nter2 freya q7wertzuiop')).toBe(
      `proxy.corp:3128 ${MASK} ${MASK} freya ${MASK}`,
    );
  });

  it('of a file of settings is what only a secret looks like', () => {
    const known = new KnownSecrets();
    known.learn(
      'route:\n  group_by: [alertname, namespace]\npassword: "horse battery staple"\nurl: https://hooks.corp/T0/Zk3v9Qx7pL2m8Rt5\n',
    );
    expect(known.mask('group_by: [alertname, namespace] of https://hooks.corp')).not.toContain(MASK);
    for (const secret of ['horse battery staple', 'Zk3v9Qx7pL2m8Rt5']) expect(known.mask(secret)).toContain(MASK);
  });

  it('of JSON is what stands in it, and not its form or its keys', () => {
    const known = new KnownSecrets();
    known.learn(
      JSON.stringify({
        type: 'service_account',
        'private-key-id': 'k9Jd72hs81LkPq',
        nested: [{ token: 'Zx81-plm-22-qq' }],
      }),
    );
    const text = '{"type":"service_account","private-key-id":"other","nested":[{"token":"none"}]}';
    expect(known.mask(text)).toBe(text);
    expect(known.mask('of k9Jd72hs81LkPq and Zx81-plm-22-qq')).toBe(`of ${MASK} and ${MASK}`);
  });

  it('is found after a year of others only while it is young, and memory has a bound', () => {
    const known = new KnownSecrets();
    const of = (index: number) => `token-${index}-${'x9Kd83Lq'.repeat(100)}-${index}`;
    for (let index = 0; index < 2_000; index++) known.learn(of(index));
    expect(known.mask(of(1_999))).toBe(MASK);
  }, 20_000);
});

describe('an ordinary word', () => {
  it.each([
    'a',
    'admin',
    'true',
    'password',
    'grafana',
    'prom-operator',
    'monitoring',
    'Prometheus',
    '5432',
    '127.0.0.1:9090',
    'fe80::1',
    'https://grafana.corp/login',
    '/etc/alertmanager/secrets',
    'aaaaaaaaaaaa',
    'kube-system/default',
    '',
  ])('is no secret, wherever it was found: %s', (word) => {
    const known = new KnownSecrets();
    known.learn(word);
    const sentence = `Secret/monitoring/grafana has ${word} at https://grafana.corp/login: true, admin, password`;
    expect(known.mask(sentence)).toBe(sentence);
  });

  it('is one where digits or length make it one', () => {
    for (const word of ['hunter2', 'p@ssw0rd', 'correct horse battery staple', 'xKjQwErT']) {
      const known = new KnownSecrets();
      known.learn(word);
      expect(known.mask(`it is ${word}.`), word).toBe(`it is ${MASK}.`);
    }
  });
});

it('takes as long as the text is, whatever both are made of', () => {
  const known = new KnownSecrets();
  for (const unit of ['abcdef', 'abcd', '0123456789']) known.learn(unit.repeat(2_000));
  for (let index = 0; index < 500; index++) known.learn(`q7${index}${gzipSync(`${index}`).toString('base64')}`);
  for (const unit of ['a', 'abcdef', 'abcd', 'abcdeX', '0123456789', 'q7']) {
    const startedAt = performance.now();
    known.mask(unit.repeat(400_000 / unit.length));
    expect(performance.now() - startedAt, unit).toBeLessThan(3_000);
  }
});
