// The sentence about something done, which stays until it was read.
import { CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { commonText } from '../../text/common.ts';
import { Banner } from '../../ui/Banner.tsx';

interface Props {
  readonly sentence: string;
  readonly close: () => void;
}

export function Done({ sentence, close }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  // What had the focus, the button with the verb, is gone.
  useEffect(() => button.current?.focus(), []);
  return (
    <Banner tone="ok" action={<CloseButton ref={button} size="sm" aria-label={commonText.close} onClick={close} />}>
      {sentence}
    </Banner>
  );
}
