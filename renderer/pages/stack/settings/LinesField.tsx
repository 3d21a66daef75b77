// Environment variables or arguments, one a line.
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { argsOf, envOf, linesOf, linesOfArgs } from './env-lines.ts';
import { type FieldProps, useFieldWords } from './field-props.ts';
import css from './Settings.module.css';
import { isSame } from './setting-schema.ts';
import { showWhole } from './show-whole.ts';

const ENV = { read: envOf, show: linesOf, placeholder: 'NAME=value' } as const;
const ARGS = { read: argsOf, show: linesOfArgs, placeholder: '--flag=value' } as const;

export function LinesField(props: FieldProps) {
  // As it was typed, with empty lines and all, while it says the same as the value.
  const [typed, setTyped] = useState('');
  const { schema, value, onChange } = props;
  const words = useFieldWords(props);
  const { read, show, placeholder } = schema.type === 'array' ? ARGS : ENV;
  return (
    <Textarea
      {...words}
      classNames={{ ...words.classNames, input: css.code ?? '' }}
      size="xs"
      rows={3}
      onFocus={showWhole}
      spellCheck={false}
      placeholder={placeholder}
      value={isSame(read(typed), value) ? typed : show(value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
