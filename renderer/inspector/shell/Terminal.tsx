// A terminal on a shell in a container: opened as it is shown, closed as it goes.
import '@xterm/xterm/css/xterm.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { ShellMessage } from '../../../shared/model/shell.ts';
import { openStream } from '../../ipc/streams.ts';
import { styleNonce } from '../../style-nonce.ts';
import css from './Shell.module.css';
import { bytesOf, piecesOf } from './shell-bytes.ts';
import { type OpenTerminal, openTerminal, themeOf } from './terminal.ts';

interface Props {
  readonly pod: ObjectRef;
  readonly container: string;
  readonly onMessage: (message: ShellMessage) => void;
  readonly onFailure: (error: unknown) => void;
  /** Gives the keyboard back. */
  readonly leave: () => void;
}

/** What it is opened on does not change while it is there: another pod or container is another terminal. */
export function Terminal(props: Props) {
  const parent = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenTerminal>(null);
  const latest = useRef(props);
  latest.current = props;
  const scheme = useComputedColorScheme();
  useEffect(() => {
    const element = parent.current;
    if (element === null) return;
    const { pod, container } = latest.current;
    const view = openTerminal(element, styleNonce, () => latest.current.leave());
    const { terminal } = view;
    opened.current = view;
    const stream = openStream<'shell'>(
      { kind: 'shell', shell: { pod, container, columns: terminal.cols, rows: terminal.rows } },
      {
        onMessage: (message) => {
          if (message.state === 'open' && message.bytes !== undefined) terminal.write(bytesOf(message.bytes));
          latest.current.onMessage(message);
        },
        onFailure: (error) => latest.current.onFailure(error),
      },
    );
    // What cannot be sent any more is told by the stream's own end.
    const send = (input: Parameters<typeof stream.send>[0]) => void stream.send(input).catch(() => {});
    terminal.onData((typed) => {
      for (const bytes of piecesOf(typed)) send({ kind: 'keys', bytes });
    });
    terminal.onResize(({ cols, rows }) => send({ kind: 'resize', columns: cols, rows }));
    const resized = new ResizeObserver(() => view.fit());
    resized.observe(element);
    terminal.focus();
    return () => {
      resized.disconnect();
      stream.close();
      terminal.dispose();
      opened.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens are others in the other scheme
  useEffect(() => {
    if (opened.current === null || parent.current === null) return;
    opened.current.terminal.options.theme = themeOf(parent.current);
  }, [scheme]);
  return <div ref={parent} className={css.terminal} data-own-keys="" />;
}
