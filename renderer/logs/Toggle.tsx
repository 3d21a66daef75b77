// A button that is on or off.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './Logs.module.css';

interface Props {
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
  readonly children: ReactNode;
}

export function Toggle({ isOn, set, children }: Props) {
  return (
    <Button
      variant="subtle"
      className={isOn ? `${css.toggle} ${css.on}` : css.toggle}
      aria-pressed={isOn}
      onClick={() => set(!isOn)}
    >
      {children}
    </Button>
  );
}
