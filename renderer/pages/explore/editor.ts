// CodeMirror as the box for an expression: PromQL, completion, the place of what is wrong, and one key that runs it.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { look } from '../../editor/look.ts';
import { KEYS } from '../../keys.ts';
import { editorText } from '../../text/editor.ts';
import { exploreText } from '../../text/explore.ts';
import { completionOf, type NameSource } from './completion.ts';
import { promql, promqlColours } from './language.ts';

interface Options {
  readonly text: string;
  readonly nonce: string;
  readonly names: NameSource;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

const box = EditorView.theme({
  '&': { height: 'auto', fontSize: '12.5px', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { lineHeight: '20px', minHeight: '60px', maxHeight: '160px', overflow: 'auto' },
  '.cm-content': { padding: '8px 0' },
  '.cm-line': { padding: '0 12px' },
  '.cm-placeholder': { color: 'var(--faint)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--hover)',
    outline: '1px solid var(--line)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '.cm-tooltip.cm-tooltip-autocomplete': { boxShadow: 'var(--float-shadow)', borderRadius: 'var(--radius-small)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '12px', maxHeight: '224px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', lineHeight: '20px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 18%, var(--raised))',
    color: 'var(--text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '650' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-tooltip.cm-completionInfo': {
    maxWidth: '320px',
    padding: '6px 10px',
    fontFamily: 'var(--font)',
    fontSize: '12px',
    color: 'var(--muted)',
    overflowWrap: 'anywhere',
  },
});

/** Drawn in `parent` until it is destroyed. Tab stays the key that leads on: the box is no trap for the keyboard. */
export function openEditor(parent: HTMLElement, { text, nonce, names, onChange, onRun }: Options): EditorView {
  const run = (view: EditorView) => {
    closeCompletion(view);
    onRun();
    return true;
  };
  const editor = new EditorView({
    parent,
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorState.phrases.of(editorText),
      // Before the key's own meaning there, a new line.
      Prec.highest(keymap.of([{ key: `Mod-${KEYS.explore.run}`, run }])),
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      promql,
      syntaxHighlighting(promqlColours),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completionOf(names)], icons: false }),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      placeholder(exploreText.placeholder),
      EditorState.tabSize.of(2),
      EditorView.contentAttributes.of({ 'aria-label': exploreText.expression }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
      look,
      Prec.high(box),
    ],
  });
  // A long expression scrolls also without the text's own focus.
  editor.scrollDOM.tabIndex = 0;
  return editor;
}

/** Another text in its place, with the cursor behind it. */
export function showText(editor: EditorView, text: string): void {
  const { doc } = editor.state;
  if (doc.toString() === text) return;
  editor.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: text.length } });
}

/** Marks the sign at that place, or the last one where something is missing at the end; undefined: no mark. */
export function markFault(editor: EditorView, fault: { readonly at: number; readonly reason: string } | undefined) {
  const { state } = editor;
  if (fault === undefined) {
    editor.dispatch(setDiagnostics(state, []));
    return;
  }
  const word = state.wordAt(Math.min(fault.at, state.doc.length));
  const from = Math.max(0, Math.min(fault.at, state.doc.length - 1));
  const to = word !== null && word.from === fault.at ? word.to : Math.min(from + 1, state.doc.length);
  editor.dispatch(setDiagnostics(state, [{ from, to, severity: 'error', message: fault.reason }]));
}
