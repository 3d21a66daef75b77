// For tests: a real terminal, xterm's, which is fed what `odin` printed and tells what became of it.
import xterm from '@xterm/headless';

/** What bytes did to a terminal besides being read: all of it empty where they did nothing. */
export interface ScreenReport {
  /** Each row as a person sees it, without the blanks at its end; empty rows at the end left out. */
  readonly rows: readonly string[];
  /** What acted, in words: a title, an answer to the program, a colour. */
  readonly acts: readonly string[];
}

const COLUMNS = 300;

/** Shows it on a terminal that translates line ends, as a pseudo terminal does. */
export async function shownOn(printed: string): Promise<ScreenReport> {
  const acts: string[] = [];
  const screen = new xterm.Terminal({
    cols: COLUMNS,
    rows: 40,
    scrollback: 200_000,
    convertEol: true,
    allowProposedApi: true,
    logLevel: 'off',
  });
  screen.onTitleChange((title) => acts.push(`title ${title}`));
  screen.onBell(() => acts.push('bell'));
  screen.onData((answer) => acts.push(`answer ${JSON.stringify(answer)}`));
  screen.buffer.onBufferChange(({ type }) => acts.push(`buffer ${type}`));
  for (const number of [0, 1, 2, 4, 8, 9, 52, 777, 1337]) {
    screen.parser.registerOscHandler(number, (data) => {
      acts.push(`OSC ${number} ${data}`);
      return true;
    });
  }
  const sequences = 'ABCDEFGHJKLMPSTXZ@`abcdefghlmnpqrstu'.split('');
  for (const final of sequences) {
    screen.parser.registerCsiHandler({ final }, () => void acts.push(`CSI ${final}`) === undefined && false);
    screen.parser.registerCsiHandler(
      { prefix: '?', final },
      () => void acts.push(`CSI ? ${final}`) === undefined && false,
    );
  }
  for (const final of ['7', '8', 'c', 'D', 'E', 'H', 'M', 'N', 'O', '=', '>']) {
    screen.parser.registerEscHandler({ final }, () => void acts.push(`ESC ${final}`) === undefined && false);
  }
  await new Promise<void>((resolve) => screen.write(printed, resolve));
  const rows: string[] = [];
  for (let y = 0; y < screen.buffer.active.length; y++) {
    const line = screen.buffer.active.getLine(y);
    const text = line?.translateToString(true) ?? '';
    if (line?.isWrapped === true) rows.push((rows.pop() ?? '') + text);
    else rows.push(text);
    for (let x = 0; x < COLUMNS; x++) {
      const cell = line?.getCell(x);
      if (cell !== undefined && !cell.isAttributeDefault()) acts.push(`style at ${x},${y}`);
    }
  }
  while (rows.at(-1) === '') rows.pop();
  screen.dispose();
  return { rows, acts };
}
