// The kinds of receivers that the form knows, as a table: what is typed for each, and what of it is kept in a Secret. Without
// schemas, so that the page can read it.

/** What is typed for a receiver and may be read by everybody who reads ConfigMaps. */
export type ReceiverField = 'to' | 'from' | 'smarthost' | 'username' | 'url' | 'chatId' | 'channel';

/** What nobody else is to know. */
export type ReceiverSecret = 'password' | 'url' | 'token';

/** A kind of receiver, as the form asks for it. */
interface ReceiverKindRow {
  readonly fields: readonly ReceiverField[];
  readonly secrets: readonly ReceiverSecret[];
}

export const RECEIVER_KINDS = {
  email: { fields: ['to', 'from', 'smarthost', 'username'], secrets: ['password'] },
  ntfy: { fields: ['url'], secrets: ['url', 'token'] },
  telegram: { fields: ['chatId'], secrets: ['token'] },
  slack: { fields: ['channel'], secrets: ['url'] },
  discord: { fields: [], secrets: ['url'] },
  webhook: { fields: ['url'], secrets: ['url', 'token'] },
} as const satisfies Readonly<Record<string, ReceiverKindRow>>;

export type ReceiverKind = keyof typeof RECEIVER_KINDS;

/** The Secret whose keys are files for Alertmanager, in the namespace of the stack. */
export const RECEIVER_SECRET = 'alertmanager-secrets';

/** By what an address of ntfy asks for words in the place of JSON. Source: https://docs.ntfy.sh/publish/#pre-defined-templates */
export const NTFY_TEMPLATE = 'template=alertmanager';

/** Longer ones are no password that anybody gives out. */
export const LONGEST_SECRET = 4_096;

/** The key that a secret of a receiver gets: `phone-ntfy-url`. The end tells an address of ntfy from another's when it is read again. */
export function secretKeyOf(name: string, kind: ReceiverKind, secret: ReceiverSecret): string {
  const start = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return [start || 'receiver', ...(kind === 'ntfy' ? ['ntfy'] : []), secret].join('-');
}
