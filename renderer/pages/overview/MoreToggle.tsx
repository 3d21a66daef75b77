// Unfolds what is known beyond a problem's sentence.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import css from './Problem.module.css';

interface Props {
  readonly isOpen: boolean;
  /** The id of what it unfolds. */
  readonly controls: string;
  readonly onClick: () => void;
  readonly children: string;
}

export function MoreToggle({ isOpen, controls, onClick, children }: Props) {
  return (
    <UnstyledButton className={css.toggle} aria-expanded={isOpen} aria-controls={controls} onClick={onClick}>
      <IconChevronRight size={13} className={isOpen ? css.opened : css.closed} aria-hidden />
      {children}
    </UnstyledButton>
  );
}
