// A field with the way back to its default, while it differs from it.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { settingsText } from '../../../text/settings.ts';
import type { FieldProps } from './field-props.ts';
import css from './Settings.module.css';
import { isSame } from './setting-schema.ts';

export function ResettableField({ field, children }: { readonly field: FieldProps; readonly children: ReactNode }) {
  const { schema, value, isRequired, onChange } = field;
  const { title = '', default: fallback } = schema;
  const isDefault = isRequired || isSame(value, fallback);
  return (
    <div className={css.field}>
      {children}
      {isDefault ? null : (
        <Button
          className={css.reset}
          variant="subtle"
          size="compact-xs"
          fz="xs"
          aria-label={settingsText.resetField(title)}
          onClick={(event) => {
            // The button goes, and would take the focus with it.
            event.currentTarget.parentElement?.querySelector<HTMLElement>('input, select, textarea')?.focus();
            onChange(fallback);
          }}
        >
          {settingsText.reset}
        </Button>
      )}
    </div>
  );
}
