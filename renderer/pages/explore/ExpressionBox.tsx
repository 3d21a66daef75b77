// The box for an expression within React: it lives as long as the page, and takes in what a link or the history says.
import type { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { readLabelNames, readLabelValues, readMetricNames } from '../../ipc/explore-queries.ts';
import { styleNonce } from '../../style-nonce.ts';
import css from './ExplorePage.module.css';
import { markFault, openEditor, showText } from './editor.ts';

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  /** What is wrong with the text that is shown, and where. */
  readonly fault: { readonly at: number; readonly reason: string } | undefined;
}

const NAMES = { metrics: readMetricNames, labels: readLabelNames, values: readLabelValues };

export function ExpressionBox({ text, onChange, onRun, fault }: Props) {
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that changes is taken in by the effect below
  useEffect(() => {
    if (parent.current === null) return;
    const opened = openEditor(parent.current, {
      text,
      nonce: styleNonce,
      names: NAMES,
      onChange: (next) => latest.current.onChange(next),
      onRun: () => latest.current.onRun(),
    });
    editor.current = opened;
    opened.focus();
    return () => opened.destroy();
  }, []);
  useEffect(() => {
    if (editor.current !== null) showText(editor.current, text);
  }, [text]);
  useEffect(() => {
    if (editor.current !== null) markFault(editor.current, fault);
  }, [fault]);
  return <div ref={parent} className={css.box} data-own-keys="" />;
}
