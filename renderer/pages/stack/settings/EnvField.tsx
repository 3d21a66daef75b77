// Environment variables, one a line.
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { envOf, linesOf } from './env-lines.ts';
import { type FieldProps, useFieldWords } from './field-props.ts';
import css from './Settings.module.css';
import { isSame } from './setting-schema.ts';

export function EnvField(props: FieldProps) {
  // As it was typed, with empty lines and all, while it says the same as the value.
  const [typed, setTyped] = useState('');
  const { value, onChange } = props;
  return (
    <Textarea
      {...useFieldWords(props)}
      classNames={{ input: css.code ?? '' }}
      size="xs"
      rows={3}
      spellCheck={false}
      placeholder="NAME=value"
      value={isSame(envOf(typed), value) ? typed : linesOf(value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(envOf(event.currentTarget.value));
      }}
    />
  );
}
