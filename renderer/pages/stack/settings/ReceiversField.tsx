// The receivers of alerts as a list, each with its buttons; their YAML, which is what the setting keeps, stands below on demand.
import { Button } from '@mantine/core';
import { useContext, useEffect, useState } from 'react';
import { toAppError } from '../../../../shared/errors.ts';
import { useChangeReceivers, useReceiverList, useReceiverSecretKeys } from '../../../ipc/receiver-queries.ts';
import { receiverText } from '../../../text/receivers.ts';
import { settingsText } from '../../../text/settings.ts';
import { notifyFailure } from '../../../ui/notify-failure.tsx';
import { ChangedDot } from './ChangedDot.tsx';
import { FieldRow } from './FieldRow.tsx';
import type { FieldProps } from './field-props.ts';
import { SettingsFormContext } from './form-context.ts';
import { LeafField } from './LeafField.tsx';
import { ReceiverDialog } from './ReceiverDialog.tsx';
import { ReceiverRow } from './ReceiverRow.tsx';
import css from './Receivers.module.css';
import { ReceiverTestDialog } from './ReceiverTestDialog.tsx';
import settingsCss from './Settings.module.css';
import { keyOf } from './setting-errors.ts';

const KEY = 'alerts.receivers';

/** Whether the setting is that of the receivers. */
export function isReceivers({ path }: FieldProps): boolean {
  return keyOf(path) === KEY;
}

/** What is open above the page: the form for a new one, or one of the list by its name. */
type Open = { readonly as: 'new' } | { readonly as: 'change' | 'test'; readonly name: string };

export function ReceiversField(field: FieldProps) {
  const yaml = typeof field.value === 'string' ? field.value : '';
  const { changed, errorAt } = useContext(SettingsFormContext);
  const { data: list, error } = useReceiverList(yaml);
  const { data: secrets } = useReceiverSecretKeys();
  const { mutate: change } = useChangeReceivers();
  const [open, setOpen] = useState<Open>();
  const [isYamlOpen, setIsYamlOpen] = useState(false);
  const isWrong = error !== null || errorAt(field.path) !== undefined;
  // What is wrong is mended there, and stays in sight when it is right again.
  useEffect(() => {
    if (isWrong) setIsYamlOpen(true);
  }, [isWrong]);
  const isYamlShown = isYamlOpen || isWrong;
  const close = () => setOpen(undefined);
  const receivers = error === null ? (list?.receivers ?? []) : [];
  const named = open !== undefined && open.as !== 'new' ? receivers.find(({ name }) => name === open.name) : undefined;
  const remove = (name: string) =>
    change(
      { yaml, change: { to: 'remove', name } },
      { onSuccess: field.onChange, onError: (refusal) => notifyFailure(receiverText.removeFailed, refusal) },
    );
  const keys = secrets?.state === 'known' ? secrets.keys : undefined;
  const hasSecrets = receivers.some((one) => Object.keys(one.secrets).length > 0);
  return (
    <div className={css.receivers} data-setting={KEY}>
      {changed.has(KEY) && !isYamlShown ? (
        <ChangedDot className={settingsCss.mark} label={settingsText.changedMark} />
      ) : null}
      <div className={css.head}>
        <div className={css.words}>
          <h3 className={css.title}>{receiverText.list}</h3>
          <p className={css.note}>{receiverText.about}</p>
        </div>
        <Button disabled={error !== null} onClick={() => setOpen({ as: 'new' })}>
          {receiverText.add}
        </Button>
      </div>
      {error === null ? (
        <List isEmpty={list !== undefined && receivers.length === 0}>
          {receivers.map((receiver) => (
            <ReceiverRow
              key={receiver.name}
              receiver={receiver}
              keys={keys}
              change={() =>
                receiver.kind === 'yaml' ? setIsYamlOpen(true) : setOpen({ as: 'change', name: receiver.name })
              }
              test={() => setOpen({ as: 'test', name: receiver.name })}
              remove={() => remove(receiver.name)}
            />
          ))}
        </List>
      ) : (
        <p className={css.note} role="status">
          {receiverText.unreadable} {toAppError(error).message}
        </p>
      )}
      {hasSecrets && secrets?.state === 'unknown' ? <p className={css.note}>{secrets.reason}</p> : null}
      {error === null && list !== undefined && list.beyond.length > 0 ? (
        <p className={css.note}>{receiverText.yamlWithMore(list.beyond)}</p>
      ) : null}
      {isYamlShown ? (
        <FieldRow field={field}>
          <LeafField {...field} />
        </FieldRow>
      ) : (
        <Button
          className={css.asYaml}
          variant="subtle"
          aria-label={receiverText.yamlOf}
          onClick={() => setIsYamlOpen(true)}
        >
          {receiverText.asYaml}
        </Button>
      )}
      {open?.as === 'new' || (open?.as === 'change' && named !== undefined) ? (
        <ReceiverDialog
          yaml={yaml}
          receivers={receivers}
          keys={keys}
          former={named}
          onChange={field.onChange}
          close={close}
        />
      ) : null}
      {open?.as === 'test' && named !== undefined ? <ReceiverTestDialog receiver={named} close={close} /> : null}
    </div>
  );
}

function List({ isEmpty, children }: { readonly isEmpty: boolean; readonly children: React.ReactNode }) {
  if (isEmpty) return <p className={css.note}>{receiverText.none}</p>;
  return (
    <ul className={css.list} aria-label={receiverText.list}>
      {children}
    </ul>
  );
}
