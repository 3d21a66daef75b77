// For tests: a console that keeps what a command says.
import type { Console } from './console.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

export interface RecordedConsole extends Console {
  readonly results: { readonly value: unknown; readonly text: string }[];
  readonly said: string[];
}

/** Nobody answers it: a command that asks is not what it is for. */
export function recordedConsole(): RecordedConsole {
  const results: RecordedConsole['results'] = [];
  const said: string[] = [];
  const result: Console['result'] = (value, blocks) =>
    void results.push({ value, text: layOut(blocks).map(plain).join('\n') });
  return {
    isForPrograms: false,
    isLive: false,
    results,
    said,
    result,
    update: result,
    item: (value, line) => void results.push({ value, text: plain(line) }),
    document: (value, text) => void results.push({ value, text }),
    say: (line) => void said.push(plain(line)),
    tell: (line) => void said.push(line),
    progress: () => {},
    confirm: () => Promise.reject(new Error('asked')),
  };
}
