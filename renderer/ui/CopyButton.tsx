// A button that puts a text on the clipboard, and says for a moment that it did.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { commonText } from '../text/common.ts';
import { useCopied } from './use-copied.ts';

interface Props {
  /** Asked for as it is pressed: it may be long. */
  readonly text: () => string;
  readonly children: ReactNode;
}

export function CopyButton({ text, children }: Props) {
  const [isCopied, copy] = useCopied();
  return (
    <Button variant="subtle" aria-live="polite" onClick={() => copy(text())}>
      {isCopied ? commonText.copied : children}
    </Button>
  );
}
