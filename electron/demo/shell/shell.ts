// A shell in a container of the demo cluster: a few commands, and honest about it.
import { type JsonObject, stringAt } from '../store/json.ts';
import { type Outcome, runCommand } from './commands.ts';
import { Terminal } from './terminal.ts';

/** Where a shell runs, and its way out. */
export interface ShellOptions {
  readonly pod: JsonObject;
  readonly container: JsonObject;
  readonly command: readonly string[];
  readonly output: (bytes: Buffer) => void;
  readonly exit: (code: number) => void;
}

/** Images that have nothing in them but their program. */
const WITHOUT_SHELL = ['kube-state-metrics', 'nvidia_gpu_exporter', 'coredns', 'grafana/loki', 'distroless', 'pause'];

/** How long what was read in parts may lie until the rest of a character comes. */
const decoder = () => new TextDecoder('utf-8');

/** Starts `sh` or `bash`; undefined where the image has neither, and for any other program. */
export function startShell({ pod, container, command, output, exit }: ShellOptions) {
  const [program = ''] = command;
  const image = stringAt(container, 'image');
  if (!/(^|\/)(ba)?sh$/.test(program) || WITHOUT_SHELL.some((name) => image.includes(name))) return undefined;
  const print = (text: string): void => {
    if (text !== '') output(Buffer.from(text));
  };
  const characters = decoder();
  let size = { columns: 80, rows: 24 };
  let last: Outcome = { text: '', code: 0 };
  const terminal = new Terminal(
    {
      prompt: () => '/ # ',
      run: (line) => {
        const [, code] = /^\s*exit(?:\s+(\d+))?\s*$/.exec(line) ?? [undefined, undefined];
        if (/^\s*exit\b/.test(line)) {
          exit(Number(code ?? last.code) % 256);
          return '';
        }
        last = runCommand(line, { pod, container, size, lastCode: last.code });
        return last.text;
      },
      end: () => exit(last.code),
    },
    print,
  );
  print('This is the demo cluster: a shell with a few commands (help).\r\n/ # ');
  return {
    input: (bytes: Buffer) => terminal.type(characters.decode(bytes, { stream: true })),
    resize: (columns: number, rows: number) => {
      size = { columns, rows };
    },
  };
}
