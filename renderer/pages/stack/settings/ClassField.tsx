// A StorageClass or IngressClass: one that the cluster has; typed where the cluster does not tell which there are.
import { NativeSelect, TextInput } from '@mantine/core';
import type { StackChoices } from '../../../../shared/model/stack-choices.ts';
import { useStackChoices } from '../../../ipc/queries.ts';
import { settingsText } from '../../../text/settings.ts';
import { type FieldProps, useFieldWords } from './field-props.ts';

/** The settings that are such a class, by the last key of their paths. */
const LISTS: Readonly<Record<string, keyof StackChoices>> = {
  storageClassName: 'storageClasses',
  ingressClassName: 'ingressClasses',
};

/** Whether a setting is such a class. */
export function isClass({ path }: FieldProps): boolean {
  return LISTS[String(path.at(-1))] !== undefined;
}

export function ClassField(props: FieldProps) {
  const { path, value, onChange } = props;
  const words = useFieldWords(props);
  const { data, error } = useStackChoices();
  const list = data?.[LISTS[String(path.at(-1))] ?? 'storageClasses'];
  const shown = value === undefined ? '' : String(value);
  if (list?.state === 'unknown' || (data === undefined && error !== null)) {
    const reason = settingsText.classesUntold(list?.state === 'unknown' ? list.reason : settingsText.classesLost);
    return (
      <TextInput
        {...words}
        description={`${reason} ${words.description}`}
        size="xs"
        spellCheck={false}
        placeholder={settingsText.clusterDefaultUnknown}
        value={shown}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    );
  }
  const classes = list?.classes ?? [];
  const first = classes.find(({ isDefault }) => isDefault)?.name;
  const isElsewhere = list !== undefined && shown !== '' && !classes.some(({ name }) => name === shown);
  return (
    <NativeSelect
      {...words}
      size="xs"
      data={[
        {
          value: '',
          label: first === undefined ? settingsText.clusterDefaultUnknown : settingsText.clusterDefault(first),
        },
        ...(list === undefined && shown !== '' ? [{ value: shown, label: shown }] : []),
        ...(isElsewhere ? [{ value: shown, label: settingsText.notInCluster(shown) }] : []),
        ...classes.map(({ name }) => ({ value: name, label: name })),
      ]}
      value={shown}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
