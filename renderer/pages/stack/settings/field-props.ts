// The properties that every field of the form is given, and what follows from them.
import type { InputWrapperProps } from '@mantine/core';
import { useContext } from 'react';
import { settingsText } from '../../../text/settings.ts';
import { SettingsFormContext } from './form-context.ts';
import type { SettingPath, SettingSchema } from './setting-schema.ts';

export interface FieldProps {
  readonly schema: SettingSchema;
  readonly path: SettingPath;
  readonly value: unknown;
  /** Has no default, and cannot be left out. */
  readonly isRequired: boolean;
  /** `undefined` takes the value away. */
  readonly onChange: (value: unknown) => void;
}

/** Words and errors as the kit's inputs take them, which tie them to the input by `aria-describedby`. */
export function useFieldWords({ schema, path, isRequired }: FieldProps) {
  const { errorAt, leave } = useContext(SettingsFormContext);
  const { title = '', description = '' } = schema;
  const error = errorAt(path);
  return {
    label: title,
    description: [description, defaultWords(schema)].filter((words) => words !== '').join(' '),
    error: error === undefined ? undefined : `${title} ${error.replace(/\.$/, '')}.`,
    'aria-required': isRequired,
    // Inputs of one row stand in one line, however long their descriptions are.
    inputWrapperOrder: ['label', 'input', 'error', 'description'] satisfies InputWrapperProps['inputWrapperOrder'],
    onBlur: () => leave(path),
  };
}

function defaultWords({ default: fallback }: SettingSchema): string {
  if (typeof fallback === 'boolean') return settingsText.defaultIs(fallback ? settingsText.on : settingsText.off);
  const hasWords = typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '');
  return hasWords ? settingsText.defaultIs(String(fallback)) : '';
}
