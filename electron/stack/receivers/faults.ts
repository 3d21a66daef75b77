// The sentence for what is typed and cannot be: a person reads it at the field.
import { AppError } from '../../../shared/errors.ts';
import type { ReceiverForm } from '../../../shared/model/receiver.ts';
import type { ReceiverField, ReceiverSecret } from '../../../shared/model/receiver-kinds.ts';
import { secretIn } from '../settings/alertmanager/address-secrets.ts';
import { CONFIG_PATHS } from './config-paths.ts';
import { NOBODY } from './routes.ts';

/** As it is read aloud at its field. */
const NEEDED: Readonly<Record<ReceiverField | ReceiverSecret, string>> = {
  to: 'Type an address to write to, such as me@example.org.',
  from: 'Type the address that the messages come from, such as odin@example.org.',
  smarthost: 'Type the mail server and its port, such as mail.example.org:587.',
  username: 'Type the name that the mail server knows.',
  url: 'Type an address, such as https://ntfy.sh/my-topic.',
  chatId: 'Type the number of the chat, such as -1001234567890.',
  channel: 'Type a channel, such as #alerts.',
  password: 'Type the password.',
  token: 'Type the token.',
};

const MAIL = /^[^<>@,\s]+@[^<>@,\s]+$/;
const NAMED_MAIL = /^[^<>@,]*<([^<>]*)>$/;
const HOST = /^(?:[^:[\]\s/@]+|\[[\da-fA-F:.]+\]):(\d{1,5})$/;
const TOPIC = /^[-_A-Za-z0-9]{1,64}$/;

/**
 * Throws `badInput` with the field as its subject.
 *
 * @param others names of the other receivers
 * @param global what the YAML says for all receivers
 */
export function assertForm(form: ReceiverForm, others: readonly string[], global: object): void {
  const fault = nameFault(form.name, others);
  if (fault !== undefined) throw refusal('name', fault);
  const { fields, secrets, needs } = CONFIG_PATHS[form.kind];
  for (const field of Object.keys(form.fields)) {
    if (!Object.hasOwn(fields, field)) throw refusal(field, `There is no ${field} of this kind.`);
  }
  for (const secret of Object.keys(form.secrets)) {
    if (!Object.hasOwn(secrets, secret)) throw refusal(secret, `There is no ${secret} of this kind.`);
  }
  for (const need of needs) {
    const isThere =
      need.fields.some((field) => textIn(form, field) !== '') ||
      need.secrets.some((secret) => form.secrets[secret] !== undefined) ||
      need.global.some((key) => Boolean(Reflect.get(global, key)));
    const [name] = [...need.fields, ...need.secrets];
    if (!isThere && name !== undefined) throw refusal(name, NEEDED[name]);
  }
  if (form.fields.url !== undefined && form.secrets.url !== undefined)
    throw refusal('url', 'The address is typed, or it is in the Secret: one of them.');
  for (const field of Object.keys(form.fields) as ReceiverField[]) {
    const value = textIn(form, field);
    const words = value === '' ? undefined : faultOf(form, field, value);
    if (words !== undefined) throw refusal(field, words);
  }
  if (
    form.secrets.password !== undefined &&
    textIn(form, 'username') === '' &&
    !Reflect.has(global, 'smtp_auth_username')
  )
    throw refusal('username', 'A password needs a user name: type the one that the mail server knows.');
}

/** Without the spaces around it. */
export function textIn({ fields }: Pick<ReceiverForm, 'fields'>, field: ReceiverField): string {
  return (fields[field] ?? '').trim();
}

function nameFault(name: string, others: readonly string[]): string | undefined {
  if (name.trim() === '') return 'Give it a name, such as phone.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  if (name.length > 100 || name !== name.trim() || /[\u0000-\u001f\u007f]/.test(name))
    return 'A name is one line of at most 100 characters, without spaces around it.';
  if (name === NOBODY) return 'The stack has a receiver nobody already: choose another name.';
  return others.includes(name) ? `There is a receiver ${name} already: choose another name.` : undefined;
}

function faultOf(form: ReceiverForm, field: ReceiverField, value: string): string | undefined {
  switch (field) {
    case 'to':
      return value.split(',').every((one) => isMail(one.trim())) ? undefined : NEEDED.to;
    case 'from':
      return isMail(value) ? undefined : NEEDED.from;
    case 'smarthost': {
      const [, port = '0'] = HOST.exec(value) ?? [];
      return Number(port) >= 1 && Number(port) <= 65_535 ? undefined : NEEDED.smarthost;
    }
    case 'url':
      return addressFault(value, form.kind === 'ntfy');
    case 'chatId': {
      const isChat = /^-?[1-9]\d*$/.test(value) && Number.isSafeInteger(Number(value));
      return isChat ? undefined : 'A chat is a number, such as -1001234567890: its name is not taken here.';
    }
    default:
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
      return /[\u0000-\u001f\u007f]/.test(value) ? 'It is one line.' : undefined;
  }
}

function isMail(text: string): boolean {
  return text.includes('{{') || MAIL.test(NAMED_MAIL.exec(text)?.[1]?.trim() ?? text);
}

function addressFault(value: string, isNtfy: boolean): string | undefined {
  if (!/^https?:\/\/[^\s/?#]+/.test(value) || !URL.canParse(value))
    return 'An address begins with http:// or https://, such as https://ntfy.sh/my-topic.';
  if (value.includes('#'))
    return 'An address of a receiver has no # in it: take it out, with what stands behind it, or write it as %23.';
  const { username, password, pathname } = new URL(value);
  if (isNtfy && !TOPIC.test(pathname.split('/').at(-1) ?? ''))
    return 'An address of ntfy ends with its topic, such as https://ntfy.sh/my-topic.';
  if (username !== '' || password !== '')
    return 'It has a password in it, which everybody who may read ConfigMaps could read: keep it in the Secret.';
  const found = secretIn(value);
  return found === undefined
    ? undefined
    : `It has ${found}, which everybody who may read ConfigMaps could read: keep it in the Secret.`;
}

function refusal(subject: string, message: string): AppError {
  return new AppError('badInput', message, { subject });
}
