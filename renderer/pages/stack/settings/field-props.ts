// The properties that every field of the form is given, and what follows from them.
import type { InputWrapperProps } from '@mantine/core';
import { useContext } from 'react';
import { settingsText } from '../../../text/settings.ts';
import { SettingsFormContext } from './form-context.ts';
import css from './Settings.module.css';
import { isSame, type SettingPath, type SettingSchema } from './setting-schema.ts';

export interface FieldProps {
  readonly schema: SettingSchema;
  readonly path: SettingPath;
  readonly value: unknown;
  /** Has no default, and cannot be left out. */
  readonly isRequired: boolean;
  /** `undefined` takes the value away. */
  readonly onChange: (value: unknown) => void;
}

/** The kit's boxes around label, help and control go, so that all of them are cells of the row. */
const CELLS = {
  root: css.box ?? '',
  label: css.label ?? '',
  description: css.help ?? '',
  error: css.error ?? '',
  wrapper: css.control ?? '',
};

/** Words and errors as the kit's inputs take them, which tie them to the input by `aria-describedby`. */
export function useFieldWords(props: FieldProps) {
  const { schema, path, isRequired } = props;
  const { errorAt, leave } = useContext(SettingsFormContext);
  const { title = '', description = '' } = schema;
  const error = errorAt(path);
  const former = differsFromDefault(props) ? defaultWords(schema) : '';
  return {
    label: title,
    description: [former, description].filter((words) => words !== '').join(' '),
    error: error === undefined ? undefined : `${title} ${error.replace(/\.$/, '')}.`,
    'aria-required': isRequired,
    classNames: CELLS,
    inputWrapperOrder: ['label', 'input', 'error', 'description'] satisfies InputWrapperProps['inputWrapperOrder'],
    onBlur: () => leave(path),
  };
}

/** Whether there is a default to go back to. */
export function differsFromDefault({ schema, value, isRequired }: FieldProps): boolean {
  return !isRequired && !isSame(value, schema.default);
}

function defaultWords({ default: fallback }: SettingSchema): string {
  if (typeof fallback === 'boolean') return settingsText.defaultIs(fallback ? settingsText.on : settingsText.off);
  const hasWords = typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '');
  return hasWords ? settingsText.defaultIs(String(fallback)) : '';
}
