import { expect, it } from 'vitest';
import { receiverText } from '../../../text/receivers.ts';
import { BLANK, formOf, keyOf, placeOf, secretFault, typedOf } from './receiver-typed.ts';

it('gives an address of ntfy its template, in the Secret too, under a key that nobody has', () => {
  const typed = {
    ...BLANK,
    name: 'My phone',
    kind: 'ntfy',
    isSecretUrl: true,
    values: { url: 'https://ntfy.sh/x' },
  } as const;
  expect(formOf(typed, ['my-phone-ntfy-url'])).toEqual({
    form: { name: 'My phone', kind: 'ntfy', tells: 'all', fields: {}, secrets: { url: 'my-phone-2-ntfy-url' } },
    values: [{ secret: 'url', key: 'my-phone-2-ntfy-url', value: 'https://ntfy.sh/x?template=alertmanager' }],
  });
  expect(keyOf({ ...typed, name: '🚨' }, 'token', [])).toBe('receiver-ntfy-token');
});

it('leaves out what is not asked for any more, and keeps the keys that are there', () => {
  const typed = typedOf({
    name: 'hook',
    kind: 'webhook',
    tells: 'other',
    fields: {},
    secrets: { url: 'hook-url', token: 'hook-token' },
    beyond: [],
  });
  expect(typed).toMatchObject({ isSecretUrl: true });
  expect(formOf({ ...BLANK, ...typed, isSecretUrl: false, fields: { url: ' http://x ' } }, []).form).toEqual({
    name: 'hook',
    kind: 'webhook',
    fields: { url: 'http://x' },
    secrets: { token: 'hook-token' },
  });
});

it.each([
  ['webhook', 'url', 'x', 'An address begins with http:// or https://.'],
  ['ntfy', 'url', 'https://ntfy.sh', 'An address of ntfy ends with its topic, such as https://ntfy.sh/my-topic.'],
  ['ntfy', 'url', 'https://ntfy.sh/topic', undefined],
  ['ntfy', 'url', 'https://ntfy.sh/topic#x', receiverText.hasFragment],
  ['slack', 'url', 'https://hooks.slack.com/x#', receiverText.hasFragment],
  ['email', 'password', 'a\nb', 'It is one line.'],
  ['email', 'password', '', undefined],
] as const)('%s: %s %j', (kind, secret, typed, words) => {
  expect(secretFault(kind, secret, typed)).toBe(words);
});

it('tells where', () => {
  const one = { name: 'a', tells: 'all', fields: {}, secrets: {}, beyond: [] } as const;
  expect(placeOf({ ...one, beyond: [], kind: 'email', fields: { to: 'me@x' } })).toBe('me@x');
  expect(placeOf({ ...one, beyond: [], kind: 'discord', secrets: { url: 'k' } })).toBe('address in the Secret');
});
