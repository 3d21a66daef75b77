// Copies what a problem names, such as an image; says so for a moment.
import { UnstyledButton } from '@mantine/core';
import { commonText } from '../../text/common.ts';
import { useCopied } from '../../ui/use-copied.ts';
import css from './Problem.module.css';

export function CopyLink({ label, text }: { readonly label: string; readonly text: string }) {
  const [isCopied, copy] = useCopied();
  return (
    <UnstyledButton className={css.action} title={text} onClick={() => copy(text)}>
      {isCopied ? commonText.copied : label}
    </UnstyledButton>
  );
}
