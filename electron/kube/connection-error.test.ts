import { expect, it } from 'vitest';
import { connectionError } from './connection-error.ts';

const asked = {
  server: 'https://127.0.0.1:6443',
  file: '~/.kube/config',
  context: 'default',
  what: 'GET /api',
  platform: 'linux',
} as const;
const failed = (code: string): Error => Object.assign(new Error(`it failed with ${code}`), { code });

it.each([
  ['ECONNREFUSED', /Nothing listens at/],
  ['ENOTFOUND', /could not be resolved/],
  ['EAI_AGAIN', /could not be resolved/],
  ['UND_ERR_CONNECT_TIMEOUT', /did not answer in time/],
  ['EHOSTUNREACH', /no route/],
  ['ECONNRESET', /cut the connection/],
  ['CERT_HAS_EXPIRED', /has expired/],
  ['CERT_NOT_YET_VALID', /not valid yet/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /tls-server-name/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /not signed by the authority in ~\/.kube\/config/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/],
  ['HPE_INVALID_CONSTANT', /does not answer in HTTP/],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /refused the TLS connection/],
  ['ERR_OSSL_PEM_NO_START_LINE', /holds a certificate or key .* can't be read/],
  ['EWHATEVER', /broke off GET \/api: it failed with EWHATEVER\.$/],
])('explains %s with the address', (code, sentence) => {
  const error = connectionError(failed(code), asked);
  expect(error).toMatchObject({ code: 'unreachable', message: expect.stringMatching(sentence) });
  expect(error.message).toContain(asked.server);
});

it('looks into the tries of several addresses', () => {
  const error = new AggregateError([failed('ECONNREFUSED'), failed('ECONNREFUSED')]);
  expect(connectionError(error, asked).message).toContain('Nothing listens');
});

it('gives the command that starts the cluster', () => {
  expect(connectionError(failed('ECONNREFUSED'), asked).remedy).toBe('sudo systemctl start k3s');
  expect(connectionError(failed('CERT_HAS_EXPIRED'), asked).remedy).toBeUndefined();
});

it.each([
  ['darwin', 'https://192.168.64.2:6443', true],
  ['darwin', 'https://k3s.local:6443', true],
  ['darwin', 'https://203.0.113.7:6443', false],
  ['linux', 'https://192.168.64.2:6443', false],
] as const)('speaks of the Local Network permission on %s for %s: %s', (platform, server, isSaid) => {
  const { message } = connectionError(failed('EHOSTUNREACH'), { ...asked, server, platform });
  expect(message).toContain(`There is no route to ${server}`);
  expect(message.includes('Local Network')).toBe(isSaid);
});

it('adds the advice on proxies where there was no way, and only there', () => {
  const advised = { ...asked, advice: 'Set HTTPS_PROXY.' };
  expect(connectionError(failed('ENOTFOUND'), advised).message).toMatch(/ Set HTTPS_PROXY\.$/);
  expect(connectionError(failed('CERT_HAS_EXPIRED'), advised).message).not.toContain('HTTPS_PROXY');
});
