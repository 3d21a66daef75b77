// The changes in one object, line by line.
import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { stackText } from '../text/stack.ts';
import css from './Diff.module.css';
import { type DiffLine, diffOf } from './diff-lines.ts';

const SIGNS = { same: ' ', added: '+', removed: '-' } as const;

interface Props {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function Diff({ before, after }: Props) {
  const lines = useMemo(() => diffOf(before, after), [before, after]);
  return (
    <div className={css.diff}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a diff's lines have no identity but their place, and are never reordered
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: DiffLine }) {
  const [isOpen, setIsOpen] = useState(false);
  if (line.kind !== 'folded') {
    return (
      <div className={`${css.line} ${css[line.kind]}`}>
        <span className={css.sign}>{SIGNS[line.kind]}</span>
        {line.text}
      </div>
    );
  }
  if (!isOpen) {
    return (
      <UnstyledButton className={css.fold} onClick={() => setIsOpen(true)}>
        {stackText.unchangedLines(line.lines.length)}
      </UnstyledButton>
    );
  }
  return line.lines.map((hidden, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what is folded has no identity but its place either
    <div key={index} className={css.line}>
      <span className={css.sign}> </span>
      {hidden}
    </div>
  ));
}
