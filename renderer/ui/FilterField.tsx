// The field above a table that narrows it; the key / leads into it, Escape empties it.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { KEYS } from '../keys.ts';
import css from './FilterField.module.css';
import { isElsewhere } from './is-elsewhere.ts';

/** Longer than any name that is looked for. */
const MAX_CHARACTERS = 300;

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function FilterField({ label, value, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== KEYS.page.filter || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (isElsewhere(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <TextInput
      ref={field}
      size="xs"
      className={css.field}
      classNames={{ input: css.input }}
      aria-label={label}
      placeholder={label}
      value={value}
      maxLength={MAX_CHARACTERS}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={value === '' ? <kbd className={css.key}>{KEYS.page.filter}</kbd> : null}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        // What else Escape closes stays open while it empties this.
        event.preventDefault();
        event.stopPropagation();
        onChange('');
      }}
    />
  );
}
