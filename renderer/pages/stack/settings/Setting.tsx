// One setting as its schema describes it, with the settings inside of it.
import { FieldRow } from './FieldRow.tsx';
import type { FieldProps } from './field-props.ts';
import { LeafField } from './LeafField.tsx';
import { LinesField } from './LinesField.tsx';
import { ListField } from './ListField.tsx';
import { isReceivers, ReceiversField } from './ReceiversField.tsx';
import css from './Settings.module.css';
import {
  blankOf,
  childrenOf,
  type Draft,
  isDraft,
  itemOf,
  type SettingPath,
  type SettingSchema,
} from './setting-schema.ts';

export function Setting(props: FieldProps) {
  const { schema, path } = props;
  if (schema.properties !== undefined) return <Group {...props} />;
  if (isReceivers(props)) return <ReceiversField {...props} />;
  const isLines = schema.type === 'object' || itemOf(schema).type === 'string';
  if (schema.type === 'array' && !isLines) {
    return (
      <ListField
        {...props}
        renderItem={(item, value, index, onChange) => (
          <MapFields schema={item} path={[...path, index]} value={value} onChange={onChange} />
        )}
      />
    );
  }
  return <FieldRow field={props}>{isLines ? <LinesField {...props} /> : <LeafField {...props} />}</FieldRow>;
}

interface MapFieldsProps {
  readonly schema: SettingSchema;
  readonly path: SettingPath;
  readonly value: Draft;
  readonly onChange: (value: Draft) => void;
}

/** The fields of a map. */
function MapFields({ schema, path, value, onChange }: MapFieldsProps) {
  return (
    <div className={css.fields}>
      {childrenOf(schema).map(([key, child]) => (
        <Setting
          key={key}
          schema={child}
          path={[...path, key]}
          value={value[key]}
          isRequired={schema.required?.includes(key) === true}
          onChange={(next) => {
            const { [key]: _former, ...others } = value;
            onChange(next === undefined ? others : { ...value, [key]: next });
          }}
        />
      ))}
    </div>
  );
}

/** A map that is there only once it is switched on. */
function Group({ schema, path, value, onChange }: FieldProps) {
  const { title = '', description = '' } = schema;
  const toggle: FieldProps = {
    schema: { title, description, type: 'boolean', default: false },
    path,
    value: value !== undefined,
    isRequired: true,
    onChange: (isOn) => onChange(isOn === true ? blankOf(schema) : undefined),
  };
  return (
    <fieldset className={css.group} aria-label={title}>
      <FieldRow field={toggle}>
        <LeafField {...toggle} />
      </FieldRow>
      {isDraft(value) ? <MapFields schema={schema} path={path} value={value} onChange={onChange} /> : null}
    </fieldset>
  );
}
