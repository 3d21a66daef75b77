// The field above a table that narrows it; the key / leads into it, Escape empties it.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import css from './FilterField.module.css';

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
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
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
      rightSection={value === '' ? <kbd className={css.key}>/</kbd> : null}
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

const TYPED_INTO = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [role="dialog"]';

/** Whether somebody types already, or is in a dialog, which has fields of its own. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(TYPED_INTO) !== null);
}
