// For how long something is kept: a usual time by a click, any other typed; of samples, what that will take.
import { Button, TextInput } from '@mantine/core';
import { settingsText } from '../../../text/settings.ts';
import { Estimate } from './Estimate.tsx';
import { type FieldProps, useFieldWords } from './field-props.ts';
import css from './Settings.module.css';
import { keyOf } from './setting-errors.ts';

const USUAL = ['7d', '15d', '30d', '90d'] as const;
const OF_SAMPLES = 'prometheus.retention.time';

/** Whether a setting is such a time. */
export function isRetention({ path }: FieldProps): boolean {
  return keyOf(path) === OF_SAMPLES || keyOf(path) === 'loki.retention';
}

export function RetentionField(props: FieldProps) {
  const { schema, path, value, onChange } = props;
  const words = useFieldWords(props);
  const shown = value === undefined ? '' : String(value);
  return (
    <>
      <TextInput
        {...words}
        size="xs"
        spellCheck={false}
        placeholder={String(schema.default ?? '')}
        value={shown}
        onChange={(event) => onChange(event.currentTarget.value)}
        inputContainer={(input) => (
          <div className={css.retention}>
            {USUAL.map((time) => (
              <Button
                key={time}
                className={css.usual}
                aria-label={settingsText.usualTime(words.label, time)}
                aria-pressed={time === shown}
                onClick={() => onChange(time)}
              >
                {time}
              </Button>
            ))}
            {input}
          </div>
        )}
      />
      {keyOf(path) === OF_SAMPLES ? <Estimate time={shown} /> : null}
    </>
  );
}
