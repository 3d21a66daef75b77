// A person at a shell that ODIN opened, for suites: what is typed, and what is seen.
import { expect, onTestFinished, vi } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { type ShellOptions, shellStream } from '../../electron/shell/shell-stream.ts';
import type { ShellInput, ShellMessage } from '../../shared/model/shell.ts';

/** A shell that is open, or was. */
export interface TerminalAtWork {
  readonly told: readonly ShellMessage[];
  /** All that was shown. */
  text(): string;
  type(text: string): void;
  resize(columns: number, rows: number): void;
  /** Waits until it is shown. */
  shows(pattern: RegExp): Promise<void>;
  /** Waits until it has ended, or failed. */
  end(): Promise<ShellMessage>;
}

/** Opens one in a container; it is closed when the test is over. */
export function openTerminal(
  client: KubeClient,
  place: { readonly namespace: string; readonly pod: string; readonly container: string },
  options: Partial<Omit<ShellOptions, 'client'>> = {},
): TerminalAtWork {
  const told: ShellMessage[] = [];
  const closing = new AbortController();
  const { namespace, pod: name, container } = place;
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace, name };
  const stream = shellStream({ client, permit: async () => true, platform: 'linux', ...options })(
    { kind: 'shell', shell: { pod, container, columns: 100, rows: 30 } },
    { tell: (message) => told.push(message), signal: closing.signal },
  );
  onTestFinished(() => {
    closing.abort();
    return stream.dispose();
  });
  const text = () =>
    told
      .map((message) => (message.state === 'open' ? Buffer.from(message.bytes ?? '', 'base64').toString() : ''))
      .join('');
  const send = (input: ShellInput) => stream.send?.(input);
  return {
    told,
    text,
    type: (typed) => void send({ kind: 'keys', bytes: Buffer.from(typed).toString('base64') }),
    resize: (columns, rows) => void send({ kind: 'resize', columns, rows }),
    shows: (pattern) => vi.waitFor(() => expect(text()).toMatch(pattern), { timeout: 20_000 }),
    end: async () => {
      await vi.waitFor(() => expect(told.at(-1)?.state).toMatch(/ended|failed/), { timeout: 40_000 });
      return told.at(-1) as ShellMessage;
    },
  };
}
