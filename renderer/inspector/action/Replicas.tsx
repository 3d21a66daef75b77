// A small number that is chosen by typing, or one by one.
import { ActionIcon, TextInput } from '@mantine/core';
import { useState } from 'react';
import { actionText } from '../../text/inspector.ts';
import css from './Action.module.css';

/** As the contract allows. */
const MOST = 10_000;

interface Props {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function Replicas({ value, onChange }: Props) {
  const [typed, setTyped] = useState(String(value));
  const set = (text: string) => {
    setTyped(text);
    const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : MOST + 1;
    if (number <= MOST) onChange(number);
  };
  return (
    <div className={css.replicas}>
      <span>{actionText.replicas}</span>
      <ActionIcon aria-label={actionText.fewer} disabled={value <= 0} onClick={() => set(String(value - 1))}>
        −
      </ActionIcon>
      <TextInput
        size="xs"
        w={64}
        inputMode="numeric"
        aria-label={actionText.replicas}
        value={typed}
        onChange={(event) => set(event.currentTarget.value)}
        onBlur={() => setTyped(String(value))}
      />
      <ActionIcon aria-label={actionText.one} disabled={value >= MOST} onClick={() => set(String(value + 1))}>
        +
      </ActionIcon>
    </div>
  );
}
