// One setting that has no settings inside: a switch, a choice or text.
import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { ClassField, isClass } from './ClassField.tsx';
import { FolderField } from './FolderField.tsx';
import { type FieldProps, useFieldWords } from './field-props.ts';
import { isRetention, RetentionField } from './RetentionField.tsx';
import css from './Settings.module.css';
import { showWhole } from './show-whole.ts';

/** Text that may be longer is a document of its own. */
const ONE_LINE = 1_000;

export function LeafField(props: FieldProps) {
  const { schema, value, onChange } = props;
  const words = useFieldWords(props);
  if (schema.type === 'boolean') {
    const { 'aria-required': _required, inputWrapperOrder: _order, classNames, ...rest } = words;
    const { root, label, description, error, wrapper } = classNames;
    return (
      <Switch
        {...rest}
        classNames={{ root, body: root, labelWrapper: root, label, description, error, track: wrapper }}
        // Its label holds the description too, which would be read twice.
        aria-label={words.label}
        size="xs"
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const shown = value === undefined ? '' : String(value);
  if (schema.enum !== undefined) {
    return (
      <NativeSelect
        {...words}
        size="xs"
        data={schema.enum.map(String)}
        value={shown}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (isClass(props)) return <ClassField {...props} />;
  if (isRetention(props)) return <RetentionField {...props} />;
  if (schema.format === 'directory') return <FolderField {...props} />;
  if ((schema.maxLength ?? 0) > ONE_LINE) {
    return (
      <Textarea
        {...words}
        classNames={{ ...words.classNames, input: css.code ?? '' }}
        size="xs"
        rows={8}
        onFocus={showWhole}
        spellCheck={false}
        value={shown}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...words}
      size="xs"
      spellCheck={false}
      inputMode={schema.type === 'integer' ? 'numeric' : 'text'}
      placeholder={schema.default === undefined ? undefined : String(schema.default)}
      value={shown}
      onChange={(event) => onChange(typed(props, event.currentTarget.value))}
    />
  );
}

/** A number once it is one; nothing for an emptied field that may be left out. */
function typed({ schema, isRequired }: FieldProps, text: string): unknown {
  if (text === '' && !isRequired && schema.default === undefined) return undefined;
  return schema.type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}
