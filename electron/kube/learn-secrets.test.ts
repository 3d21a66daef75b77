// The doors at which secrets come in: whatever was read there is masked from then on, in what a server or a plugin says.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knownSecrets } from '../log/known-secrets.ts';
import { warningsOf } from './answer.ts';
import { connectionError } from './connection-error.ts';
import { learnObject } from './learn-secrets.ts';
import { readContext } from './read-context.ts';
import { refusal } from './refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-learn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** Another one each time, as no word is. */
function canary(): string {
  made += 1;
  return `q7Zk${made}-${Math.random().toString(36).slice(2)}Wm`;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** All that a person may read of an answer that repeats this. */
function told(repeated: string): string {
  const status = { kind: 'Status', message: repeated, details: { causes: [{ message: repeated, field: 'data' }] } };
  const answer = { status: 400, retryAfter: undefined, what: 'GET /version' };
  const errors = [
    refusal({ ...answer, text: JSON.stringify(status) }),
    refusal({ ...answer, text: `<p>${repeated}</p>` }),
    connectionError(new Error(repeated), {
      server: 'https://k',
      file: '/k',
      context: 'c',
      what: 'GET /',
      platform: 'linux',
    }),
  ];
  const warnings = warningsOf(`299 - "${repeated.replace(/[\\"]/g, '\\$&')}"`);
  return JSON.stringify([
    errors.map(({ message }) => message),
    errors.map((e) => ('body' in e ? e.body : '')),
    warnings,
  ]);
}

/** Reads a context whose user and cluster have these fields. */
function read(user: object, cluster: object = {}): void {
  const file = join(folder, 'config');
  writeFileSync(
    file,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'https://k:6443', ...cluster } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    }),
  );
  readContext({ file, context: 'c' });
}

const PLACES: readonly (readonly [string, (secret: string) => void])[] = [
  ['a token', (token) => read({ token })],
  ['a password', (password) => read({ username: 'freya', password })],
  ['a token for a user', (username) => read({ username })],
  ['a password in the server’s address', (secret) => read({}, { server: `https://freya:${secret}@k:6443` })],
  ['the password of a proxy', (secret) => read({}, { 'proxy-url': `http://freya:${secret}@proxy:3128` })],
  [
    'a client key',
    (secret) =>
      read({ 'client-key-data': base64(`-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`) }),
  ],
  [
    'a client key in a file',
    (secret) => {
      writeFileSync(join(folder, 'key.pem'), `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`);
      read({ 'client-key': 'key.pem' });
    },
  ],
  ['an OIDC login', (secret) => read({ 'auth-provider': { name: 'oidc', config: { 'client-secret': secret } } })],
  ['a refresh token', (secret) => read({ 'auth-provider': { name: 'oidc', config: { 'refresh-token': secret } } })],
  ['a plugin’s variable', (value) => read({ exec: { command: 'x', env: [{ name: 'AWS_SECRET_ACCESS_KEY', value }] } })],
  ['a plugin’s argument', (secret) => read({ exec: { command: 'x', args: [`--client-secret=${secret}`] } })],
  ['a plugin’s next argument', (secret) => read({ exec: { command: 'x', args: ['--oidc-client-secret', secret] } })],
  ['a Secret', (secret) => learnObject({ kind: 'Secret', data: { any: base64(secret) } })],
  ['a Secret to be', (secret) => learnObject({ kind: 'Secret', stringData: { any: secret } })],
  ['a list of Secrets', (secret) => learnObject({ kind: 'SecretList', items: [{ data: { any: base64(secret) } }] })],
  [
    'a Secret among others',
    (secret) => learnObject({ kind: 'List', items: [{ kind: 'Secret', data: { a: base64(secret) } }] }),
  ],
  [
    'a Secret’s copy',
    (secret) =>
      learnObject({
        kind: 'Secret',
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
              kind: 'Secret',
              data: { any: base64(secret) },
            }),
          },
        },
      }),
  ],
];

describe.each(PLACES)('%s', (_name, plant) => {
  it.each([
    ['as it is', (secret: string) => `denied the request: "${secret}" is too short`],
    ['in base64', (secret: string) => `Secret "x" is invalid: data[any]: Invalid value: "${base64(secret)}"`],
    ['in base64, behind a user', (secret: string) => `no: ${base64(`freya:${secret}`)}`],
    ['in an address', (secret: string) => `GET /?token=${encodeURIComponent(secret)} failed`],
  ])('is not repeated %s', (_form, repeat) => {
    const secret = canary();
    expect(told(repeat(secret))).toContain(repeat(secret).slice(-5).replace(/\W/g, '').slice(0, 3));
    plant(secret);
    const words = told(repeat(secret));
    expect(words).toContain('[masked]');
    for (const form of [secret, base64(secret).replace(/=+$/, ''), repeat(secret)]) expect(words).not.toContain(form);
  });
});

it.each(['helm.sh/release.v1', 'odin-control-panel/state.v1'])(
  'of a record of type %s nothing is learnt: it is no secret by itself',
  (type) => {
    const release = base64(`q7Zk${'x9'.repeat(500)}`);
    learnObject({ kind: 'Secret', type, data: { release } });
    expect(knownSecrets.mask(release)).toBe(release);
  },
);

it.each([
  null,
  1,
  'x',
  [],
  { kind: 'Secret' },
  { kind: 'Secret', data: [] },
  { kind: 'SecretList', items: [null, 1] },
  { kind: 'Secret', data: { a: 1 }, metadata: { annotations: 1 } },
])('takes whatever comes: %j', (value) => expect(() => learnObject(value)).not.toThrow());
