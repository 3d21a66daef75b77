// A folder of this machine: chosen in the system's dialog, for the main process reads no path that was only typed here.
import { Button, TextInput } from '@mantine/core';
import { useChooseFolder } from '../../../ipc/queries.ts';
import { settingsText } from '../../../text/settings.ts';
import { notifyFailure } from '../../../ui/notify-failure.tsx';
import { type FieldProps, useFieldWords } from './field-props.ts';

export function FolderField(props: FieldProps) {
  const words = useFieldWords(props);
  // No button that waits: one that is disabled loses the focus, and asked again the main process has the same dialog.
  const { mutate: choose } = useChooseFolder();
  const folder = typeof props.value === 'string' ? props.value : '';
  const ask = () =>
    choose(undefined, {
      onSuccess: (chosen) => {
        if (chosen !== null) props.onChange(chosen);
      },
      onError: (error) => notifyFailure(settingsText.noFolder, error),
    });
  return (
    <TextInput
      {...words}
      size="xs"
      readOnly
      placeholder={settingsText.noFolder}
      value={folder}
      title={folder}
      rightSectionWidth={108}
      rightSection={
        <Button size="compact-xs" fz="xs" aria-label={settingsText.chooseFolder(words.label)} onClick={ask}>
          {settingsText.choose}
        </Button>
      }
    />
  );
}
