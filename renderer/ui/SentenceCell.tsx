// A table's sentence with a shape before it; unfolds the row's detail where there is more to say.
import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { Disclosure } from './DataTable.tsx';
import css from './SentenceCell.module.css';
import { StatusIcon } from './StatusIcon.tsx';
import type { Tone } from './tone.ts';

/** Three lines of the column, in the window that the designs are drawn for; more is cut there and unfolds. */
const LONG_CHARACTERS = 120;

/** Whether a sentence is cut in its cell. */
export function isLong(sentence: string): boolean {
  return sentence.length > LONG_CHARACTERS;
}

interface Props {
  readonly tone: Tone;
  /** The name of the shape for a screen reader. */
  readonly label: string;
  readonly sentence: string;
  /** Whether it begins with a capital, however it is written. */
  readonly isCapitalised?: boolean;
  /** Absent where the sentence says it all. */
  readonly disclosure?: Disclosure | undefined;
}

export function SentenceCell({ tone, label, sentence, isCapitalised = false, disclosure }: Props) {
  return (
    <div className={isCapitalised ? `${css.cell} ${css.capitalised}` : css.cell}>
      <StatusIcon tone={tone} label={label} />
      {disclosure === undefined ? (
        <span className={css.words}>{sentence}</span>
      ) : (
        <UnstyledButton
          className={isLong(sentence) ? `${css.toggle} ${css.long}` : css.toggle}
          aria-expanded={disclosure.isOpen}
          aria-controls={disclosure.detailId}
          onClick={disclosure.toggle}
        >
          {/* The space that does not break keeps the arrow on the last word's line. */}
          {isLong(sentence) ? <span className={css.clamped}>{sentence}</span> : `${sentence}\u00a0`}
          <IconChevronRight size={14} className={disclosure.isOpen ? css.opened : css.closed} aria-hidden />
        </UnstyledButton>
      )}
    </div>
  );
}
