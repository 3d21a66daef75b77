// A command or an address in mono with a button that copies it.
import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { commonText } from '../text/common.ts';
import css from './CopyLine.module.css';
import { useCopied } from './use-copied.ts';

export function CopyLine({ value }: { readonly value: string }) {
  const [isCopied, copy] = useCopied();
  return (
    <div className={css.line}>
      <code className={css.value}>{value}</code>
      <ActionIcon
        variant="subtle"
        aria-label={isCopied ? commonText.copied : commonText.copy(value)}
        onClick={() => copy(value)}
      >
        {isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    </div>
  );
}
