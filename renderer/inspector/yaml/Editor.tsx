// The editor within React: it lives as long as it is shown, and takes another text in without beginning anew.
import type { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { styleNonce } from '../../style-nonce.ts';
import { openEditor, showText } from './editor.ts';
import css from './Yaml.module.css';

interface Props {
  readonly text: string;
  /** Absent where it is only read. */
  readonly onChange?: (text: string) => void;
}

export function Editor({ text, onChange }: Props) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  const isReadOnly = onChange === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that changes is taken in by the effect below
  useEffect(() => {
    if (parent.current === null) return;
    const opened = openEditor(parent.current, {
      text,
      isReadOnly,
      nonce: styleNonce,
      onChange: (next) => latest.current?.(next),
    });
    editor.current = opened;
    if (!isReadOnly) opened.focus();
    return () => opened.destroy();
  }, [isReadOnly]);
  useEffect(() => {
    if (editor.current !== null) showText(editor.current, text);
  }, [text]);
  return <div ref={parent} className={css.editor} data-own-keys={isReadOnly ? undefined : ''} />;
}
