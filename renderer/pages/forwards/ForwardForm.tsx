// The form for a new forward: what it leads to, which port, and the port of this machine if that matters.
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { Forwardable } from '../../../shared/model/kept-forward.ts';
import { refKey } from '../../../shared/model/object.ts';
import { useStartForward } from '../../ipc/forward-queries.ts';
import { forwardFormText } from '../../text/forwards.ts';
import { StatusIcon } from '../../ui/StatusIcon.tsx';
import css from './ForwardsPage.module.css';
import { PortFields, type Ports } from './PortFields.tsx';
import { portIn } from './port-in.ts';
import { TargetChoice } from './TargetChoice.tsx';

interface Props {
  /** Chosen already. */
  readonly object: Forwardable | undefined;
  readonly close: () => void;
}

const NO_PORTS: Ports = { port: '', localPort: '' };

export function ForwardForm({ object, close }: Props) {
  const [chosen, setChosen] = useState(object);
  const [typed, setTyped] = useState(NO_PORTS);
  const { mutate, isPending, error, reset } = useStartForward();
  const port = portIn(typed.port);
  const localPort = portIn(typed.localPort);
  const isWhole =
    chosen !== undefined && port !== undefined && (typed.localPort.trim() === '' || localPort !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole || isPending) return;
    mutate({ object: chosen, port, ...(localPort === undefined ? {} : { localPort }) }, { onSuccess: close });
  };
  const choose = (next: Forwardable) => {
    reset();
    setChosen(next);
    setTyped(({ localPort }) => ({ port: '', localPort }));
  };
  const failure = error === null ? undefined : toAppError(error);
  return (
    <form className={css.form} onSubmit={submit}>
      <TargetChoice chosen={chosen} onChoose={choose} />
      <div className={css.ports}>
        {chosen === undefined ? (
          <p className={css.note}>{forwardFormText.choose}</p>
        ) : (
          <PortFields key={refKey(chosen)} object={chosen} ports={typed} onChange={setTyped} />
        )}
      </div>
      {failure === undefined || failure.code === 'cancelled' ? null : (
        <p className={css.failure} role="alert">
          <StatusIcon tone="bad" />
          {failure.message}
        </p>
      )}
      <div className={css.foot}>
        {forwardFormText.isAsking}
        <Button type="submit" variant="filled" fw={600} flex="none" loading={isPending} disabled={!isWhole}>
          {forwardFormText.submit}
        </Button>
      </div>
    </form>
  );
}
