// A shell in a container of a pod: which container, the terminal, and how it ended.
import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { ShellMessage } from '../../../shared/model/shell.ts';
import { terminalText } from '../../text/terminal.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './Shell.module.css';
import { Terminal } from './Terminal.tsx';

interface Props {
  readonly pod: ObjectRef;
  readonly containers: readonly string[];
  /** The one that a person was led to. */
  readonly container: string | undefined;
}

export function ShellTab({ pod, containers, container }: Props) {
  const [chosen, setChosen] = useState(container);
  const [attempt, setAttempt] = useState(0);
  const [end, setEnd] = useState<Exclude<ShellMessage, { state: 'open' }>>();
  const again = useRef<HTMLDivElement>(null);
  const name = containers.find((one) => one === chosen) ?? containers[0];
  if (name === undefined) return <Notice tone="none" title={terminalText.none} />;
  const begin = () => {
    setEnd(undefined);
    setAttempt(attempt + 1);
  };
  const retry = <Button onClick={begin}>{terminalText.again}</Button>;
  return (
    <div className={css.shell}>
      <div ref={again} className={css.bar} tabIndex={-1}>
        {containers.length < 2 ? null : (
          <NativeSelect
            size="xs"
            aria-label={terminalText.container}
            value={name}
            data={[...containers]}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
              begin();
            }}
          />
        )}
        <span className={css.hint}>{terminalText.leave}</span>
      </div>
      {end?.state === 'ended' ? (
        <div className={css.note}>
          <Banner tone={end.exitCode === 0 ? 'none' : 'warn'} action={retry}>
            {endOf(end)}
          </Banner>
        </div>
      ) : null}
      {end?.state === 'failed' ? (
        <Notice tone="bad" title={terminalText.failed} reason={end.reason} remedy={end.remedy}>
          {retry}
        </Notice>
      ) : (
        <Terminal
          key={`${name} ${attempt}`}
          pod={pod}
          container={name}
          onMessage={(message) => {
            if (message.state !== 'open') setEnd(message);
          }}
          onFailure={(error) => {
            const { message, remedy } = toAppError(error);
            setEnd({ state: 'failed', reason: message, ...(remedy === undefined ? {} : { remedy }) });
          }}
          leave={() => again.current?.focus()}
        />
      )}
    </div>
  );
}

function endOf({ exitCode, reason }: Extract<ShellMessage, { state: 'ended' }>): string {
  if (reason !== undefined) return terminalText.endedBecause(reason);
  return exitCode === undefined ? terminalText.ended : terminalText.endedWith(exitCode);
}
