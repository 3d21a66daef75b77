// A test for one receiver: Alertmanager takes it, and nobody can say from here whether it arrives.
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { toAppError } from '../../../../shared/errors.ts';
import type { Receiver, ReceiverTest } from '../../../../shared/model/receiver.ts';
import { formatClockExact } from '../../../format/clock.ts';
import { useTestReceiver } from '../../../ipc/receiver-queries.ts';
import { commonText } from '../../../text/common.ts';
import { receiverText } from '../../../text/receivers.ts';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import css from './Receivers.module.css';
import { testPlaceOf } from './receiver-typed.ts';

const SEVERITIES = ['warning', 'critical'] as const satisfies readonly ReceiverTest['severity'][];

interface Props {
  readonly receiver: Receiver;
  readonly close: () => void;
}

export function ReceiverTestDialog({ receiver, close }: Props) {
  const { name, tells } = receiver;
  const [severity, setSeverity] = useState<ReceiverTest['severity']>(tells === 'critical' ? 'critical' : 'warning');
  const { mutate, isPending, data, error } = useTestReceiver();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate({ name, severity });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={receiverText.testTitle(name)}
      closeButtonProps={{ 'aria-label': commonText.close }}
      centered
      lockScroll={false}
      size={480}
    >
      <form className={css.form} onSubmit={submit}>
        <p>{receiverText.testAbout}</p>
        <SegmentedControl
          size="xs"
          aria-label={receiverText.severity}
          value={severity}
          onChange={setSeverity}
          data={SEVERITIES.map((value) => ({ value, label: receiverText.severities[value] }))}
        />
        {error === null ? null : (
          <p className={css.failure} role="alert">
            <StatusIcon tone="bad" />
            {toAppError(error).message}
          </p>
        )}
        <p className={css.sent} role="status">
          {data === undefined || error !== null ? null : wordsOf(data, testPlaceOf(receiver))}
        </p>
        <div className={css.foot}>
          <span />
          <Button data-autofocus type="submit" variant="filled" fw={600} loading={isPending}>
            {receiverText.send}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function wordsOf({ endsAt, isRouted }: { readonly endsAt: number; readonly isRouted: boolean }, place: string): string {
  const until = formatClockExact(endsAt / 1_000);
  return isRouted ? receiverText.sent(place, until) : receiverText.sentElsewhere(until);
}
