// The fields that a kind of receiver has, and its secrets: those are typed blind, and are never read back.
import { Switch, TextInput } from '@mantine/core';
import type { ReceiverField, ReceiverSecret } from '../../../../shared/model/receiver-kinds.ts';
import { LONGEST_SECRET } from '../../../../shared/model/receiver-kinds.ts';
import { receiverText } from '../../../text/receivers.ts';
import css from './Receivers.module.css';
import { askedFor, choosesUrl, keyOf, secretFault, type TypedReceiver } from './receiver-typed.ts';

interface Props {
  readonly typed: TypedReceiver;
  /** Keys of the Secret that other receivers have. */
  readonly others: readonly string[];
  /** Those of the Secret; undefined while nobody knows them. */
  readonly keys: readonly string[] | undefined;
  readonly errorOf: (field: string) => string | undefined;
  readonly onChange: (typed: TypedReceiver) => void;
}

export function ReceiverFields({ typed, others, keys, errorOf, onChange }: Props) {
  const { kind, fields, values, isSecretUrl } = typed;
  const asked = askedFor(typed);
  const setField = (field: ReceiverField, value: string) =>
    onChange({ ...typed, fields: { ...fields, [field]: value } });
  const setSecret = (secret: ReceiverSecret, value: string) =>
    onChange({ ...typed, values: { ...values, [secret]: value } });
  return (
    <>
      {asked.fields.length === 0 ? null : (
        <div className={asked.fields.length > 1 ? css.pair : undefined}>
          {asked.fields.map((field) => (
            <TextInput
              key={field}
              size="xs"
              label={receiverText.fields[field]}
              placeholder={hintOf(kind, field)}
              maxLength={2_000}
              spellCheck={false}
              error={errorOf(field)}
              value={fields[field] ?? ''}
              onChange={({ currentTarget: { value } }) => setField(field, value)}
            />
          ))}
        </div>
      )}
      {asked.secrets.map((secret) => {
        const typedSecret = values[secret] ?? '';
        const isThere = keys?.includes(typed.keys[secret] ?? '') === true;
        return (
          <TextInput
            key={secret}
            type="password"
            autoComplete="off"
            size="xs"
            label={receiverText.secrets[secret]}
            description={describe(typed, secret, others)}
            placeholder={isThere ? receiverText.keptAlready : ''}
            maxLength={LONGEST_SECRET}
            error={secretFault(kind, secret, typedSecret) ?? errorOf(secret)}
            value={typedSecret}
            onChange={({ currentTarget: { value } }) => setSecret(secret, value)}
          />
        );
      })}
      {choosesUrl(kind) ? (
        <Switch
          size="xs"
          label={receiverText.isSecretUrl}
          description={receiverText.isSecretUrlHelp}
          checked={isSecretUrl}
          onChange={({ currentTarget: { checked } }) => onChange({ ...typed, isSecretUrl: checked })}
        />
      ) : null}
    </>
  );
}

function hintOf(kind: TypedReceiver['kind'], field: ReceiverField): string {
  return field === 'url' && (kind === 'ntfy' || kind === 'webhook')
    ? receiverText.urlHints[kind]
    : receiverText.hints[field];
}

function describe(typed: TypedReceiver, secret: ReceiverSecret, others: readonly string[]): string {
  const { kind, name } = typed;
  const isOptional = secret === 'password' || (secret === 'token' && kind !== 'telegram');
  const isNamed = typed.keys[secret] !== undefined || name.trim() !== '';
  return [
    ...(isOptional ? [receiverText.optional] : []),
    ...(isNamed ? [receiverText.keptAs(keyOf(typed, secret, others))] : []),
  ].join(' ');
}
