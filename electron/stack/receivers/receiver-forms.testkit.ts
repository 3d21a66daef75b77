// For tests: receivers as a person may type them, each of them valid.
import fc from 'fast-check';
import type { ReceiverForm } from '../../../shared/model/receiver.ts';
import { secretKeyOf } from '../../../shared/model/receiver-kinds.ts';

/** One of each way to fill the form in. */
export const FORMS: readonly Omit<ReceiverForm, 'name' | 'tells'>[] = [
  {
    kind: 'email',
    fields: {
      to: 'me@example.org',
      from: 'ODIN <odin@example.org>',
      smarthost: 'mail.example.org:587',
      username: 'me',
    },
    secrets: { password: 'mail-password' },
  },
  { kind: 'email', fields: { to: 'a@b.test, c@d.test', from: 'a@b.test', smarthost: '[::1]:25' }, secrets: {} },
  { kind: 'ntfy', fields: { url: 'https://ntfy.sh/alerts' }, secrets: {} },
  { kind: 'ntfy', fields: { url: 'https://ntfy.lab/alerts?priority=5' }, secrets: { token: 'phone-ntfy-token' } },
  { kind: 'ntfy', fields: {}, secrets: { url: secretKeyOf('Phone', 'ntfy', 'url') } },
  { kind: 'telegram', fields: { chatId: '-1001234567890' }, secrets: { token: 'chat-token' } },
  { kind: 'slack', fields: { channel: '#alerts' }, secrets: { url: 'slack-url' } },
  { kind: 'slack', fields: { channel: '0042' }, secrets: { url: 'slack-url' } },
  { kind: 'discord', fields: {}, secrets: { url: 'discord-url' } },
  { kind: 'webhook', fields: { url: 'http://hooks.lab/alerts' }, secrets: { token: 'hook-token' } },
  { kind: 'webhook', fields: {}, secrets: { url: 'hook-url' } },
];

/** Names that YAML could take for something else are among them. */
const name = fc.oneof(
  fc.constantFrom(
    'mail',
    'phone',
    '0042',
    'yes',
    'a: b',
    '# x',
    "it's",
    '"q"',
    '{x}',
    '*star',
    '&anchor',
    '- a',
    '~',
    '<<',
    'ü 🚨',
  ),
  fc
    .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
    .filter((text) => /^[^\p{C}\p{Z}]+$/u.test(text) && text !== 'nobody'),
);

/** One of each kind, with any name. */
export const anyForm: fc.Arbitrary<ReceiverForm> = fc
  .tuple(name, fc.constantFrom(...FORMS), fc.constantFrom('all' as const, 'critical' as const))
  .map(([called, form, tells]) => ({ ...form, name: called, tells }));
