// A setting as a row: its label and a line of help at the left, its control at the right; a dot while it is changed, and the way
// back to its default while it differs from it.
import { Button } from '@mantine/core';
import { type ReactNode, useContext, useState } from 'react';
import { settingsText } from '../../../text/settings.ts';
import { ChangedDot } from './ChangedDot.tsx';
import { differsFromDefault, type FieldProps } from './field-props.ts';
import { SettingsFormContext } from './form-context.ts';
import css from './Settings.module.css';
import { keyOf } from './setting-errors.ts';

/** Longer help is cut off at its line until somebody wants more: as long as a line is, and as where it shares one with its label. */
const ONE_LINE = 72;
const PART_OF_A_LINE = 42;

interface Props {
  readonly field: FieldProps;
  readonly children: ReactNode;
}

export function FieldRow({ field, children }: Props) {
  const { schema, path, onChange } = field;
  const { title = '', description = '', default: fallback } = schema;
  const { changed } = useContext(SettingsFormContext);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={css.field} data-setting={keyOf(path)} data-open={isOpen}>
      {children}
      {changed.has(keyOf(path)) ? <ChangedDot className={css.mark} label={settingsText.changedMark} /> : null}
      {description.length <= PART_OF_A_LINE ? null : (
        <Button
          className={css.more}
          data-short={description.length <= ONE_LINE}
          variant="subtle"
          size="compact-xs"
          fz="xs"
          aria-label={settingsText.moreOf(title)}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? settingsText.less : settingsText.more}
        </Button>
      )}
      {differsFromDefault(field) ? (
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
      ) : null}
    </div>
  );
}
