// CodeMirror as this app has it: YAML, our colours, no inline styles beyond what the page's nonce admits.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { highlight, look } from '../../editor/look.ts';
import { editorText } from '../../text/editor.ts';
import { inspectorText } from '../../text/inspector.ts';

interface Options {
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly nonce: string;
  readonly onChange: (text: string) => void;
}

/** Squiggles beyond these say no more. */
const MOST_MARKS = 20;

/** Drawn in `parent` until it is destroyed. Tab stays the key that leads on: the editor is no trap for the keyboard. */
export function openEditor(parent: HTMLElement, { text, isReadOnly, nonce, onChange }: Options): EditorView {
  const forWriting: Extension = isReadOnly
    ? [EditorState.readOnly.of(true)]
    : [
        history(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        linter(({ state }) => marksIn(state), { delay: 400 }),
        keymap.of([...historyKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ];
  const editor = new EditorView({
    parent,
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorState.phrases.of(editorText),
      lineNumbers(),
      foldGutter(),
      drawSelection(),
      yaml(),
      syntaxHighlighting(highlight),
      search({ top: true }),
      highlightSelectionMatches(),
      keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': inspectorText.yaml.label }),
      forWriting,
      look,
    ],
  });
  // It scrolls also without the text's own focus, as when somebody only reads.
  editor.scrollDOM.tabIndex = 0;
  return editor;
}

/** Another text in the same place: what is scrolled to stays in sight. */
export function showText(editor: EditorView, text: string): void {
  const { doc } = editor.state;
  if (doc.toString() === text) return;
  const snapshot = editor.scrollSnapshot();
  editor.dispatch({ changes: { from: 0, to: doc.length, insert: text }, effects: snapshot });
}

/** Where the text is no YAML. What the fields mean, the API server says. */
function marksIn(state: EditorState): Diagnostic[] {
  const marks: Diagnostic[] = [];
  syntaxTree(state).iterate({
    enter({ type, from, to }) {
      if (!type.isError || marks.length >= MOST_MARKS) return;
      const line = state.doc.lineAt(from);
      const isNothing = from === to;
      marks.push({
        from: isNothing ? line.from : from,
        to: isNothing ? line.to : to,
        severity: 'error',
        message: inspectorText.yaml.invalid,
      });
    },
  });
  return marks;
}
