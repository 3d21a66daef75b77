// A command or an address in mono with a button that copies it.
import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { commonText } from '../text/common.ts';
import css from './CopyLine.module.css';
import { copyText } from './copy-text.ts';

const CONFIRMED_MS = 2_000;

export function CopyLine({ value }: { readonly value: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <div className={css.line}>
      <code className={css.value}>{value}</code>
      <ActionIcon
        variant="subtle"
        aria-label={isCopied ? commonText.copied : commonText.copy(value)}
        onClick={() => setIsCopied(copyText(value))}
      >
        {isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    </div>
  );
}
