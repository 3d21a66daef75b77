import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseExecCredential } from './exec-credential.ts';

const V1 = 'client.authentication.k8s.io/v1';
const answer = (status: unknown, rest: object = {}) =>
  JSON.stringify({ kind: 'ExecCredential', apiVersion: V1, status, ...rest });

it.each([
  [answer({ token: 'abc' }), { token: 'abc' }],
  [answer({ token: 'abc', expirationTimestamp: '2026-01-02T03:04:05Z' }), { token: 'abc', expiresAt: 1767323045000 }],
  [answer({ token: 'abc', expirationTimestamp: 'soon' }), { token: 'abc' }],
  [answer({ token: '', clientCertificateData: 'C', clientKeyData: 'K' }), { cert: 'C', key: 'K' }],
  [answer({ token: 'abc', clientCertificateData: null }), { token: 'abc' }],
  [`\n\n${answer({ token: 'abc' })}\n`, { token: 'abc' }],
  [`kind: ExecCredential\napiVersion: ${V1}\nstatus:\n  token: abc\n`, { token: 'abc' }],
  ['{"status":{"token":"abc"}}', { token: 'abc' }],
])('reads %s', (stdout, credential) => {
  expect(parseExecCredential(stdout, V1)).toEqual(credential);
});

it.each([
  ['', /^wrote nothing/],
  [' \n', /^wrote nothing/],
  ['Secr3t: [', /^wrote something else than JSON/],
  ['a: &a [1]\nb: *a\n', /^gave an ExecCredential without a status/],
  ['Secr3t', /^gave no ExecCredential/],
  ['[]', /^gave no ExecCredential/],
  ['null', /^gave no ExecCredential/],
  [answer({ token: 12 }), /^gave no ExecCredential/],
  [answer('Secr3t'), /^gave no ExecCredential/],
  [answer(null), /without a status/],
  [answer({}), /neither a token nor a certificate/],
  [answer({ clientCertificateData: 'Secr3t' }), /without its key/],
  [answer({ clientKeyData: 'Secr3t' }), /without its key/],
  [answer({ token: 'Secr3t' }, { kind: 'Pod' }), /another kind of object/],
  [answer({ token: 'Secr3t' }, { apiVersion: 'client.authentication.k8s.io/v1beta1' }), /another version than/],
])('says of %s what is wrong, and nothing of its content', (stdout, sentence) => {
  expect(() => parseExecCredential(stdout, V1)).toThrow(sentence);
  expect(() => parseExecCredential(stdout, V1)).toThrow(/^(?!.*Secr3t)/);
});

it('throws nothing but sentences, whatever a plugin writes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (stdout) => {
      try {
        parseExecCredential(stdout, V1);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: (wrote|gave|answered) /);
      }
    }),
  );
});
