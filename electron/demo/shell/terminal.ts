// The terminal of a demo shell: what is typed is shown, put right, and handed on line by line.

/** What a terminal does with a line, and whether it goes on then. */
export interface LineHandler {
  /** What it prints, without an end of line where there is nothing. */
  readonly run: (line: string) => string;
  readonly prompt: () => string;
  /** Ctrl-D on an empty line. */
  readonly end: () => void;
}

/** Longer lines are not taken, as by a real one. */
const LONGEST = 4_096;

/** The line discipline, as far as a person at a shell uses it: editing at the end, Ctrl-C, Ctrl-D, Ctrl-L, Ctrl-U. */
export class Terminal {
  readonly #handler: LineHandler;
  readonly #print: (text: string) => void;
  #line = '';
  /** Inside of an escape sequence, as of an arrow key: it does nothing here. */
  #isEscaped = false;

  constructor(handler: LineHandler, print: (text: string) => void) {
    this.#handler = handler;
    this.#print = print;
  }

  type(text: string): void {
    for (const key of text) this.#press(key);
  }

  #press(key: string): void {
    if (this.#isEscaped) {
      this.#isEscaped = !/[A-Za-z~]/.test(key) || key === 'O';
      return;
    }
    const { prompt, run, end } = this.#handler;
    switch (key) {
      case '\x1b':
        this.#isEscaped = true;
        break;
      case '\r':
      case '\n': {
        const line = this.#line;
        this.#line = '';
        this.#print('\r\n');
        this.#print(run(line).replaceAll('\n', '\r\n'));
        this.#print(prompt());
        break;
      }
      case '\x7f':
      case '\b':
        if (this.#line === '') break;
        this.#line = [...this.#line].slice(0, -1).join('');
        this.#print('\b \b');
        break;
      case '\x03':
        this.#line = '';
        this.#print(`^C\r\n${prompt()}`);
        break;
      case '\x04':
        if (this.#line === '') end();
        break;
      case '\x0c':
        this.#print(`\x1b[H\x1b[2J${prompt()}${this.#line}`);
        break;
      case '\x15':
        this.#print('\b \b'.repeat([...this.#line].length));
        this.#line = '';
        break;
      default:
        if (key < ' ' || this.#line.length >= LONGEST) break;
        this.#line += key;
        this.#print(key);
    }
  }
}
