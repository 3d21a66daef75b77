// One receiver in the list: who, where, of what, what is missing, and what can be done with it.
import { Button } from '@mantine/core';
import type { Receiver } from '../../../../shared/model/receiver.ts';
import { receiverText } from '../../../text/receivers.ts';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import css from './Receivers.module.css';
import { placeOf } from './receiver-typed.ts';

interface Props {
  readonly receiver: Receiver;
  /** Those of the Secret; undefined while nobody knows them. */
  readonly keys: readonly string[] | undefined;
  readonly change: () => void;
  readonly test: () => void;
  readonly remove: () => void;
}

export function ReceiverRow({ receiver, keys, change, test, remove }: Props) {
  const { name, kind, tells, secrets, beyond } = receiver;
  const missing = keys === undefined ? [] : Object.values(secrets).filter((key) => !keys.includes(key));
  const isYaml = kind === 'yaml';
  const place = placeOf(receiver);
  const about = [...(isYaml ? [] : [receiverText.kinds[kind]]), place, receiverText.tells[tells]].join(' · ');
  return (
    <li className={css.row}>
      <div className={css.line}>
        <p className={css.about} title={`${name} · ${about}`}>
          <b>{name}</b> {about}
        </p>
        <Button aria-label={receiverText.testNamed(name)} onClick={test}>
          {receiverText.test}
        </Button>
        <Button aria-label={receiverText.changeNamed(name)} onClick={change}>
          {receiverText.change}
        </Button>
        <Button aria-label={receiverText.removeNamed(name)} onClick={remove}>
          {receiverText.remove}
        </Button>
      </div>
      {missing.length === 0 ? null : (
        <p className={css.missing}>
          <StatusIcon tone="warn" />
          {receiverText.missing(missing)}
        </p>
      )}
      {beyond.length === 0 ? null : <p className={css.note}>{receiverText.beyond(beyond)}</p>}
    </li>
  );
}
