// Secrets of every kind that could come near a log, planted in what it is given.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownSecrets, MASK } from './known-secrets.ts';
import { maskShown, maskText } from './mask-text.ts';
import { maskValue } from './mask-value.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const word = (minLength: number, extra = '') =>
  fc
    .array(fc.constantFrom(...LETTERS, ...extra), { minLength, maxLength: 40 })
    .map((letters) => letters.join(''))
    .filter((secret) => !['masked', 'Secret'].some((ours) => ours.includes(secret)));
/** Such as a token. */
const token = word(12, '-_');
/** Such as a person chooses: with spaces, quotes, commas and braces. */
const phrase = word(8, ' "\'\\,;{}[]#&=:ü').map((text) => `p${text}q`);

const names = fc.constantFrom(
  'password',
  'adminPassword',
  'admin-password',
  'GF_SECURITY_ADMIN_PASSWORD',
  'token',
  'id-token',
  'refresh_token',
  'client-key-data',
  'client-certificate-data',
  'clientSecret',
  'apiKey',
  'AWS_SECRET_ACCESS_KEY',
  'private.pem',
  'bearerToken',
  'passphrase',
);
/** Of all UTF-16 units, halves of characters too. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
const words = fc.constantFrom('', 'GET /api/v1/pods: ', 'exec plugin said ', '{"a":1} ', 'a\nb ', '\u001b[31m');

type Plant = readonly [kind: string, secret: fc.Arbitrary<string>, text: (secret: string, name: string) => string];
const PLANTS: readonly Plant[] = [
  ['JSON', phrase, (secret, name) => JSON.stringify({ [name]: secret, more: 'x' })],
  ['indented JSON', phrase, (secret, name) => JSON.stringify({ a: { [name]: secret } }, null, 2)],
  ['JSON in a JSON string', phrase, (secret, name) => JSON.stringify({ body: JSON.stringify({ [name]: secret }) })],
  ['a list in JSON', token, (secret, name) => JSON.stringify({ [`${name}s`]: ['x', secret] })],
  ['YAML, plain', token.map((one) => `${one} and ${one}`), (secret, name) => `a: b\n  ${name}: ${secret}\nc: d`],
  ['YAML, single quotes', phrase, (secret, name) => `${name}: '${secret.replaceAll("'", "''")}'`],
  ['YAML, a block', token, (secret, name) => `a:\n  ${name}: |-\n    ${secret}\n    ${secret}\n  b: c`],
  ['YAML, on the next line', token, (secret, name) => `${name}:\n  ${secret}\n`],
  ['an assignment', token, (secret, name) => `env ${name}=${secret} cmd`],
  ['a query', token, (secret, name) => `https://host/path?a=b&${name}=${secret}&c=d`],
  ['a query in a query', token, (secret, name) => `/login?to=${encodeURIComponent(`/a?b=c&${name}=${secret}&d=e`)}`],
  ['an option', token, (secret) => `kubectl --token ${secret} get pods`],
  ['an option with =', token, (secret) => `aws --client-secret=${secret} get`],
  ['an Authorization header', token, (secret) => `authorization: Bearer ${secret}`],
  ['an Authorization header in JSON', token, (secret) => JSON.stringify({ Authorization: `Basic ${secret}` })],
  ['a header of raw HTTP', token, (secret) => `GET / HTTP/1.1\r\nProxy-Authorization: Negotiate ${secret}\r\nHost: x`],
  ['a cookie', token, (secret) => `Set-Cookie: odin_grafana=${secret}; HttpOnly`],
  ['a scheme alone', token, (secret) => `sent Bearer ${secret} to it`],
  ['an address with a password', token, (secret) => `proxy http://user:${secret}@proxy.corp:3128 refused`],
  ['an address with a token as user', token, (secret) => `https://${secret}@git.corp/x.git`],
  ['a one-time link', token, (secret) => `open http://127.0.0.1:3000/odin/login/${secret}/d/gpu`],
  ['a Slack webhook', token, (secret) => `POST https://hooks.slack.com/services/T0/B0/${secret} failed`],
  ['a Telegram bot', token, (secret) => `https://api.telegram.org/bot123456:${secret}/sendMessage`],
  ['a Discord webhook', token, (secret) => `https://discord.com/api/webhooks/1/${secret}`],
  ['a key', token, (secret) => `x -----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY----- y`],
  ['half a key', token, (secret) => `x -----BEGIN PRIVATE KEY-----\\n${secret}`],
  ['a JSON Web Token', token, (secret) => `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.${secret}`],
  ['a GitHub token', token, (secret) => `remote: ghp_${secret}0123456789ab said no`],
  ['a Secret in JSON', token, (secret) => JSON.stringify({ kind: 'Secret', data: { any: secret } })],
  ['a Secret in YAML', token, (secret) => `apiVersion: v1\nkind: Secret\nstringData:\n  config.ini: ${secret}\n`],
  [
    'a Secret in an annotation',
    token,
    (secret) => JSON.stringify({ last: JSON.stringify({ kind: 'Secret', data: { a: secret } }) }),
  ],
  [
    'a kubeconfig',
    token,
    (secret) => `kind: Config\ncurrent-context: c\nusers:\n- name: u\n  user:\n    auth: ${secret}\n`,
  ],
  [
    'what the API server repeats',
    token,
    (secret) => `Secret "x" is invalid: data[any]: Invalid value: "${secret}": no`,
  ],
];

describe('a planted secret', () => {
  it.each(PLANTS)('in %s never stays in a text', (_kind, secrets, plant) => {
    fc.assert(
      fc.property(secrets, names, words, words, (secret, name, before, after) => {
        const masked = maskText(`${before}${plant(secret, name)}\n${after}`);
        expect(masked).toContain('[masked');
        expect(masked).not.toContain(secret);
        expect(masked).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  it.each(PLANTS)('in %s never stays in a field', (_kind, secrets, plant) => {
    fc.assert(
      fc.property(secrets, names, (secret, name) => {
        const text = plant(secret, name);
        const fields = { text, list: [text], deep: { er: { text } }, failure: new Error(text, { cause: text }) };
        expect(JSON.stringify(maskValue(fields))).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  it('under a name of a secret never stays, whatever it is', () => {
    fc.assert(
      fc.property(phrase, names, (secret, name) => {
        const fields = { headers: { [name]: [secret] }, [name]: { any: secret }, list: [{ [name]: secret }] };
        expect(JSON.stringify(maskValue(fields))).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  it('in an object of kind Secret or in a kubeconfig never stays', () => {
    fc.assert(
      fc.property(phrase, fc.constantFrom('Secret', 'Config'), (secret, kind) => {
        const fields = { object: { kind, metadata: { name: 'x' }, data: { any: secret }, users: [{ user: secret }] } };
        expect(JSON.stringify(maskValue(fields))).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  it('that is known never stays, whatever stands around it', () => {
    fc.assert(
      fc.property(phrase, words, words, (secret, before, after) => {
        knownSecrets.learn(`7${secret}`);
        for (const mask of [maskText, maskShown]) expect(mask(`${before}7${secret}${after}`)).not.toContain(secret);
      }),
    );
  });
});

describe('a sentence for a person', () => {
  it.each([
    ['a JSON Web Token', 'refused: eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl', 'c2lnbmF0dXJl'],
    ['a header', 'said "Authorization: Bearer k8s-0123456789abcdef"', '0123456789abcdef'],
    ['an answer in JSON', '{"status":{"token":"horse battery"}}', 'battery'],
    ['an answer in a JSON string', JSON.stringify({ body: '{"client_secret":"horse battery"}' }), 'battery'],
    ['a key', '-----BEGIN EC PRIVATE KEY-----\nhorse\n-----END EC PRIVATE KEY-----', 'horse'],
    ['an address', 'through http://freya:horse@proxy.corp:3128', 'horse'],
  ])('has none of %s', (_kind, text, secret) => {
    expect(maskShown(text)).not.toContain(secret);
    expect(maskShown(text)).toContain(MASK);
  });

  it.each([
    'To sign in, open https://login.corp/device and enter the code FJQ2-KLMN to authenticate.',
    'error: token: expired on 2026-01-31, password: must be changed, log in with `corp login`',
    'invalid: spec.volumes[0].secret.secretName: "grafana-admin" not found; {"secretName":"grafana-admin"}',
    'Basic authentication is not offered, bearer authorization-webhooks are',
    'worker.productioncluster01 does not answer',
  ])('keeps what it is about: %s', (text) => {
    expect(maskShown(text)).toBe(text);
  });
});

describe('what is no secret', () => {
  it.each([
    'https://127.0.0.1:6443 refuses connections: K3s is not running.',
    'GET /apis/apps/v1/namespaces/monitoring/deployments/kube-prometheus-stack-kube-state-metrics: 403',
    'Secret/monitoring/grafana-admin does not exist: install the stack first.',
    'image docker.io/grafana/grafana@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'at Session.select (/home/freya/odin/dist/main/chunks/engine-B3xk2.js:12:3456)',
    'secrets "grafana-admin" is forbidden: User "freya" cannot get resource "secrets" in API group ""',
    'Deployment/monitoring/grafana: 0 of 1 replicas are available.',
    'v1.36.5+k3s1 on 6.8.0-45-generic, Electron 45.4.1',
    'arn:aws:eks:eu-central-1:123456789012:cluster/production',
  ])('stays: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('stays in fields', () => {
    const fields = { status: 403, path: '/api/v1/pods', keys: ['a'], tokenizer: 'x', isReady: true, at: new Date(0) };
    expect(maskValue(fields)).toEqual({ ...fields, at: '1970-01-01T00:00:00.000Z' });
  });
});

describe('what is hostile', () => {
  it('takes no longer than its length', () => {
    for (const unit of [
      'a',
      'password',
      '-',
      'token: ',
      '"',
      '\\"',
      'x-',
      '-----BEGIN A-----',
      'eyJ',
      'a:',
      ' ',
      '\n ',
    ]) {
      const startedAt = performance.now();
      maskText(unit.repeat(200_000 / unit.length));
      expect(performance.now() - startedAt, unit).toBeLessThan(2_000);
    }
  });

  it('is cut: what is deep, long, circular or no data', () => {
    const circular: Record<string, unknown> = {};
    circular.itself = circular;
    const odd = {
      circular,
      list: Array.from({ length: 99 }),
      fn: () => 0,
      big: 10n,
      not: Number.NaN,
      bytes: new Uint8Array(9),
    };
    const masked = maskValue(odd) as Record<string, unknown>;
    expect(JSON.stringify(masked).length).toBeLessThan(1_000);
    expect(masked).toMatchObject({ fn: '[function]', big: '10', not: 'NaN', bytes: '[bytes]' });
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 2, maxKeys: 4 }), anyText, (value, text) => {
        JSON.stringify(maskValue(value));
        maskText(text);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves the mask alone when it is masked again', () => {
    for (const [, , plant] of PLANTS) {
      const once = maskText(plant('0123456789abcdef', 'token'));
      expect(maskText(once).replaceAll(MASK, '')).not.toContain('0123456789abcdef');
    }
  });
});
