// A receiver as it is being typed: what the form holds, and the change and the secrets that follow from it. Pure.
import type { Receiver, ReceiverForm } from '../../../../shared/model/receiver.ts';
import {
  NTFY_TEMPLATE,
  RECEIVER_KINDS,
  type ReceiverField,
  type ReceiverKind,
  type ReceiverSecret,
  secretKeyOf,
} from '../../../../shared/model/receiver-kinds.ts';
import { receiverText } from '../../../text/receivers.ts';

/** What the form holds. */
export interface TypedReceiver {
  readonly name: string;
  readonly kind: ReceiverKind;
  readonly tells: Receiver['tells'];
  readonly fields: Partial<Readonly<Record<ReceiverField, string>>>;
  /** Of the secrets that are referred to already, their keys. */
  readonly keys: Partial<Readonly<Record<ReceiverSecret, string>>>;
  /** The secrets that were typed now. */
  readonly values: Partial<Readonly<Record<ReceiverSecret, string>>>;
  /** Whether the address itself is one. */
  readonly isSecretUrl: boolean;
}

export const BLANK: TypedReceiver = {
  name: '',
  kind: 'email',
  tells: 'all',
  fields: {},
  keys: {},
  values: {},
  isSecretUrl: false,
};

/** One of the list, to be changed; undefined where there is more to it than the form knows. */
export function typedOf({ name, kind, tells, fields, secrets }: Receiver): TypedReceiver | undefined {
  if (kind === 'yaml') return undefined;
  return { name, kind, tells, fields, keys: secrets, values: {}, isSecretUrl: secrets.url !== undefined };
}

/** The fields and secrets that are asked for now. */
export function askedFor({ kind, isSecretUrl }: Pick<TypedReceiver, 'kind' | 'isSecretUrl'>) {
  const { fields, secrets } = RECEIVER_KINDS[kind];
  const hasChoice = choosesUrl(kind);
  return {
    fields: (fields as readonly ReceiverField[]).filter((field) => !hasChoice || field !== 'url' || !isSecretUrl),
    secrets: (secrets as readonly ReceiverSecret[]).filter((secret) => !hasChoice || secret !== 'url' || isSecretUrl),
  };
}

/** Whether the address may stand in the YAML or in the Secret. */
export function choosesUrl(kind: ReceiverKind): boolean {
  const { fields, secrets } = RECEIVER_KINDS[kind];
  return (fields as readonly string[]).includes('url') && (secrets as readonly string[]).includes('url');
}

/** The key of a secret: the one that is referred to, else one that no other receiver has. */
export function keyOf(typed: TypedReceiver, secret: ReceiverSecret, taken: readonly string[]): string {
  const own = typed.keys[secret];
  if (own !== undefined) return own;
  const key = secretKeyOf(typed.name, typed.kind, secret);
  // The end tells an address of ntfy: the number stands before it.
  const numbered = (n: number) => key.replace(/(-ntfy)?-[a-z]+$/, (end) => `-${n}${end}`);
  for (let n = 2, free = key; ; n += 1) {
    if (!taken.includes(free)) return free;
    free = numbered(n);
  }
}

/** The receiver as it is asked for, and the values that go into the Secret. */
export function formOf(typed: TypedReceiver, taken: readonly string[]) {
  const asked = askedFor(typed);
  const fields = Object.fromEntries(
    asked.fields.flatMap((field) => (typed.fields[field]?.trim() ? [[field, typed.fields[field].trim()]] : [])),
  );
  const values = asked.secrets.flatMap((secret) => {
    const value = typed.values[secret]?.trim() ?? '';
    return value === ''
      ? []
      : [{ secret, key: keyOf(typed, secret, taken), value: secretValueOf(typed.kind, secret, value) }];
  });
  const secrets = Object.fromEntries([
    ...asked.secrets.flatMap((secret) => (typed.keys[secret] === undefined ? [] : [[secret, typed.keys[secret]]])),
    ...values.map(({ secret, key }) => [secret, key]),
  ]);
  const { name, kind, tells } = typed;
  const form: ReceiverForm = {
    name: name.trim(),
    kind,
    fields,
    secrets,
    ...(tells === 'all' || tells === 'critical' ? { tells } : {}),
  };
  return { form, values };
}

/** What is wrong with a secret that was typed, which nobody reads again. */
export function secretFault(kind: ReceiverKind, secret: ReceiverSecret, typed: string): string | undefined {
  const value = typed.trim();
  if (value === '') return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  if (/[\u0000-\u001f\u007f]/.test(value)) return receiverText.notOneLine;
  if (secret !== 'url') return undefined;
  if (!/^https?:\/\/[^\s/?#]+/.test(value) || !URL.canParse(value)) return receiverText.badUrl;
  if (value.includes('#')) return receiverText.hasFragment;
  const topic = new URL(value).pathname.split('/').at(-1) ?? '';
  return kind === 'ntfy' && !/^[-_A-Za-z0-9]{1,64}$/.test(topic) ? receiverText.badTopic : undefined;
}

function secretValueOf(kind: ReceiverKind, secret: ReceiverSecret, value: string): string {
  if (kind !== 'ntfy' || secret !== 'url' || value.split(/[?&]/).slice(1).includes(NTFY_TEMPLATE)) return value;
  return `${value}${value.includes('?') ? '&' : '?'}${NTFY_TEMPLATE}`;
}

/** Where a receiver tells, as the list has it. */
export function placeOf({ kind, fields, secrets }: Receiver): string {
  if (kind === 'yaml') return receiverText.kinds.yaml;
  return shownPlace(fields) ?? (secrets.url === undefined ? receiverText.kinds[kind] : receiverText.inSecret);
}

/** Where a person looks whether a test has come: the address, else the program; of YAML its own name. */
export function testPlaceOf({ name, kind, fields }: Receiver): string {
  return shownPlace(fields) ?? (kind === 'yaml' ? name : receiverText.kinds[kind]);
}

function shownPlace({ to, url, chatId, channel }: Receiver['fields']): string | undefined {
  return to ?? url ?? chatId ?? channel;
}
