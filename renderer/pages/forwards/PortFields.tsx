// The two ports of a new forward: one that the object declares, or any of a pod that declares none, and this machine's.
import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { toAppError } from '../../../shared/errors.ts';
import type { Forwardable } from '../../../shared/model/kept-forward.ts';
import { useDeclaredPorts } from '../../ipc/forward-queries.ts';
import { forwardFormText } from '../../text/forwards.ts';
import css from './ForwardsPage.module.css';

/** As they are typed. */
export interface Ports {
  readonly port: string;
  readonly localPort: string;
}

interface Props {
  readonly object: Forwardable;
  readonly ports: Ports;
  readonly onChange: (change: (ports: Ports) => Ports) => void;
}

export function PortFields({ object, ports, onChange }: Props) {
  const { data: declared, error } = useDeclaredPorts(object);
  const first = declared?.[0]?.port;
  useEffect(() => {
    if (first !== undefined) onChange((typed) => ({ ...typed, port: typed.port || String(first) }));
  }, [first, onChange]);
  if (error !== null) {
    return <p className={css.note}>{`${forwardFormText.portsFailed}: ${toAppError(error).message}`}</p>;
  }
  if (declared === undefined) return null;
  const setPort = (port: string) => onChange((typed) => ({ ...typed, port }));
  return (
    <>
      {declared.length === 0 ? (
        <TextInput
          size="xs"
          label={forwardFormText.port}
          placeholder={forwardFormText.noPorts}
          inputMode="numeric"
          maxLength={5}
          value={ports.port}
          onChange={({ currentTarget }) => setPort(currentTarget.value)}
        />
      ) : (
        <NativeSelect
          size="xs"
          label={forwardFormText.port}
          value={ports.port}
          onChange={({ currentTarget }) => setPort(currentTarget.value)}
          data={declared.map(({ port, name }) => ({ value: String(port), label: forwardFormText.portOf(port, name) }))}
        />
      )}
      <TextInput
        size="xs"
        label={forwardFormText.localPort}
        placeholder={forwardFormText.localPortHint}
        inputMode="numeric"
        maxLength={5}
        value={ports.localPort}
        onChange={({ currentTarget }) => {
          const localPort = currentTarget.value;
          onChange((typed) => ({ ...typed, localPort }));
        }}
      />
    </>
  );
}
