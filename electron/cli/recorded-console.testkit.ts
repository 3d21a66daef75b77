// For tests: a console that keeps what a command says.
import type { Console } from './console.ts';

export interface RecordedConsole extends Console {
  readonly results: { readonly value: unknown; readonly text: string }[];
  readonly said: string[];
}

/** Nobody answers it: a command that asks is not what it is for. */
export function recordedConsole(): RecordedConsole {
  const results: RecordedConsole['results'] = [];
  const said: string[] = [];
  return {
    isJson: false,
    results,
    said,
    result: (value, text) => void results.push({ value, text }),
    say: (line) => void said.push(line),
    tell: (line) => void said.push(line),
    progress: () => {},
    confirm: () => Promise.reject(new Error('asked')),
  };
}
