// The form for one receiver. What is typed becomes part of the settings; a secret goes into the Secret at once, after a native question.
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AppError, toAppError } from '../../../../shared/errors.ts';
import type { Receiver } from '../../../../shared/model/receiver.ts';
import { RECEIVER_KINDS, type ReceiverKind } from '../../../../shared/model/receiver-kinds.ts';
import { useChangeReceivers, usePutReceiverSecret } from '../../../ipc/receiver-queries.ts';
import { commonText } from '../../../text/common.ts';
import { receiverText } from '../../../text/receivers.ts';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import { ReceiverFields } from './ReceiverFields.tsx';
import css from './Receivers.module.css';
import { askedFor, BLANK, formOf, secretFault, typedOf } from './receiver-typed.ts';

const KINDS = Object.keys(RECEIVER_KINDS) as ReceiverKind[];

interface Props {
  /** That the settings have now. */
  readonly yaml: string;
  readonly receivers: readonly Receiver[];
  /** Those of the Secret; undefined while nobody knows them. */
  readonly keys: readonly string[] | undefined;
  /** The one that is changed; undefined for a new one. */
  readonly former: Receiver | undefined;
  readonly onChange: (yaml: string) => void;
  readonly close: () => void;
}

export function ReceiverDialog({ yaml, receivers, keys, former, onChange, close }: Props) {
  const [typed, setTyped] = useState(() => (former && typedOf(former)) ?? BLANK);
  /** Its name in the YAML: also of a new one whose secret was not put there. */
  const [name, setName] = useState(former?.name);
  const [failure, setFailure] = useState<AppError>();
  const { mutateAsync: change, isPending: isChanging } = useChangeReceivers();
  const { mutateAsync: put, isPending: isPutting } = usePutReceiverSecret();
  const others = receivers.filter((one) => one.name !== name).flatMap(({ secrets }) => Object.values(secrets));
  const isBusy = isChanging || isPutting;
  const hasBadSecret = askedFor(typed).secrets.some(
    (secret) => secretFault(typed.kind, secret, typed.values[secret] ?? '') !== undefined,
  );

  const save = async () => {
    const { form, values } = formOf(typed, others);
    setFailure(undefined);
    try {
      const changed = { to: 'put', receiver: form, ...(name === undefined ? {} : { former: name }) } as const;
      onChange(await change({ yaml, change: changed }));
    } catch (error) {
      return setFailure(toAppError(error));
    }
    setName(form.name);
    setTyped((now) => ({ ...now, keys: form.secrets }));
    try {
      for (const { secret, key, value } of values) {
        await put({ key, value });
        setTyped((now) => ({ ...now, values: { ...now.values, [secret]: '' } }));
      }
      close();
    } catch (error) {
      setFailure(toAppError(error));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && !hasBadSecret) void save();
  };
  const fieldError = (field: string) => (failure?.subject === field ? failure.message : undefined);
  return (
    <Modal
      opened
      onClose={close}
      title={former === undefined ? receiverText.addTitle : receiverText.changeTitle(former.name)}
      closeButtonProps={{ 'aria-label': commonText.close }}
      centered
      lockScroll={false}
      size={480}
    >
      <form className={css.form} onSubmit={submit} noValidate>
        <div className={css.pair}>
          <TextInput
            data-autofocus
            size="xs"
            label={receiverText.name}
            placeholder={receiverText.nameHint}
            maxLength={100}
            spellCheck={false}
            error={fieldError('name')}
            value={typed.name}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, name: value })}
          />
          <NativeSelect
            size="xs"
            label={receiverText.kind}
            disabled={name !== undefined}
            error={fieldError('kind')}
            data={KINDS.map((kind) => ({ value: kind, label: receiverText.kinds[kind] }))}
            value={typed.kind}
            onChange={({ currentTarget: { value } }) =>
              setTyped({ ...typed, kind: value as ReceiverKind, isSecretUrl: false, values: {} })
            }
          />
        </div>
        <ReceiverFields typed={typed} others={others} keys={keys} errorOf={fieldError} onChange={setTyped} />
        <NativeSelect
          size="xs"
          label={receiverText.tellsOf}
          disabled={typed.tells === 'other'}
          error={fieldError('tells')}
          data={(typed.tells === 'all' || typed.tells === 'critical'
            ? (['all', 'critical'] as const)
            : typed.tells === 'nothing'
              ? (['nothing', 'all', 'critical'] as const)
              : (['other'] as const)
          ).map((tells) => ({ value: tells, label: receiverText.tellsChoices[tells] }))}
          value={typed.tells}
          onChange={({ currentTarget: { value } }) => setTyped({ ...typed, tells: value as Receiver['tells'] })}
        />
        {former === undefined || former.beyond.length === 0 ? null : (
          <p className={css.note}>{receiverText.beyond(former.beyond)}</p>
        )}
        {failure === undefined || isOfField(failure) ? null : (
          <p className={css.failure} role="alert">
            <StatusIcon tone="bad" />
            {name === undefined ? failure.message : receiverText.notPut(reasonOf(failure))}
          </p>
        )}
        <div className={css.foot}>
          {askedFor(typed).secrets.some((secret) => typed.values[secret])
            ? receiverText.willAsk
            : receiverText.goesToPlan}
          <Button type="submit" variant="filled" fw={600} flex="none" loading={isBusy} disabled={hasBadSecret}>
            {former === undefined ? receiverText.save : receiverText.saveChange}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const FIELDS = new Set([
  ...['name', 'kind', 'tells'],
  ...Object.values(RECEIVER_KINDS).flatMap(({ fields, secrets }): readonly string[] => [...fields, ...secrets]),
]);

function isOfField({ subject = '' }: AppError): boolean {
  return FIELDS.has(subject);
}

function reasonOf({ code, message }: AppError): string {
  return code === 'cancelled' ? receiverText.declined : message;
}
