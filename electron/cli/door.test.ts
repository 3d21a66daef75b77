// The door to the terminal, judged by a terminal: whatever is printed is read, and does nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ATTACKS, hostileText } from '../../shared/hostile-text.testkit.ts';
import { visible } from '../../shared/visible.ts';
import { openConsole } from './console.ts';
import { printLines } from './door.ts';
import { shownOn } from './screen.testkit.ts';
import { formatTable } from './table.ts';
import { toned } from './tone.ts';
import { widthOf } from './width.ts';

let printed: { stdout: string; stderr: string };
const written = () => printed.stdout + printed.stderr;

beforeEach(() => {
  printed = { stdout: '', stderr: '' };
  for (const way of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[way], 'write').mockImplementation((text) => {
      printed[way] += String(text);
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

/** Each way that a command has to the terminal, with one text in it. */
const WAYS: readonly (readonly [string, (text: string) => void])[] = [
  ['result', (text) => openConsole('text').result(null, [`before ${text} behind`])],
  ['say', (text) => openConsole('text').say(text)],
  ['tell', (text) => openConsole('json').tell(text)],
  ['table', (text) => openConsole('text').result(null, [{ heading: ['A', text], rows: [[text, 'b']] }])],
  ['toned', (text) => openConsole('text').result(null, [['before ', toned('bad', text)]])],
  ['item', (text) => openConsole('text').item(null, text)],
  ['document', (text) => openConsole('text').document(null, text.replace(/[\n\t]/g, ''))],
  ['json', (text) => openConsole('json').result({ [text]: text }, [])],
  ['json items', (text) => openConsole('json').item({ [text]: text }, '')],
  ['yaml', (text) => openConsole('yaml').result({ [text]: [text] }, [])],
  ['error', (text) => printLines('stderr', [`odin: ${text}`])],
];

describe.each(WAYS)('%s', (_name, print) => {
  it.each(Object.entries(ATTACKS))('shows %s, and obeys nothing of it', async (_attack, text) => {
    print(text);
    const output = written();
    const { rows, acts } = await shownOn(output);
    expect(acts).toEqual([]);
    expect(rows.join('\n')).toContain('odin-evil');
    expect(rows).toHaveLength(output.split('\n').length - 1);
  });

  it('shows anything', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        printed = { stdout: '', stderr: '' };
        print(text);
        expect((await shownOn(written())).acts).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it('a line end in a cell makes no row, and one in a line no line', () => {
  expect(formatTable({ heading: ['A', 'B'], rows: [['one\nadmin', '\x1b[2K']] })).toEqual([
    'A            B',
    'one\\nadmin   \\x1b[2K',
  ]);
  openConsole('text').say('all is well\nodin: installed');
  expect(printed.stderr).toBe('all is well\\nodin: installed\n');
});

it('a cell of a megabyte does not make every row as long', () => {
  const [heading = ''] = formatTable({ heading: ['A', 'B'], rows: [['x'.repeat(1_000_000), 'b']] });
  expect(heading.length).toBeLessThan(200);
});

it('JSON keeps its meaning', () => {
  fc.assert(
    fc.property(fc.dictionary(hostileText, hostileText), (value) => {
      printed.stdout = '';
      openConsole('json').result(value, []);
      expect(JSON.parse(printed.stdout)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

describe('in colour', () => {
  beforeEach(() => vi.stubEnv('FORCE_COLOR', '1'));
  afterEach(() => vi.unstubAllEnvs());

  it('a tone is ours, and whatever stands in it stays text', async () => {
    const HARMLESS = /^style at \d+,\d+$|^CSI m$/;
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        printed.stdout = '';
        openConsole('text').result(null, [[toned('bad', text)]]);
        const { acts } = await shownOn(printed.stdout);
        expect(acts.filter((act) => !HARMLESS.test(act))).toEqual([]);
        // Two codes: on before it, off behind it.
        expect(printed.stdout.split('\x1b').length - 1).toBe(text === '' ? 0 : 2);
      }),
      { numRuns: 60 },
    );
  });

  it('documents have none', () => {
    openConsole('json').result({ health: 'Failed' }, [[toned('bad', 'Failed')]]);
    openConsole('yaml').result({ health: 'Failed' }, [[toned('bad', 'Failed')]]);
    expect(printed.stdout).not.toContain('\x1b');
  });
});

describe('on a terminal', () => {
  const stderr = process.stderr as { isTTY?: boolean; columns?: number; rows?: number };
  const before = { ...stderr };
  beforeEach(() => Object.assign(stderr, { isTTY: true, columns: 60, rows: 20 }));
  afterEach(() => Object.assign(stderr, { isTTY: before.isTTY, columns: before.columns, rows: before.rows }));

  it('live lines never leave one of theirs behind, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(hostileText, { maxLength: 5 }), { maxLength: 4 }), async (frames) => {
        printed.stderr = '';
        const console = openConsole('text');
        console.say('above');
        for (const frame of frames) console.progress(frame);
        console.say('below');
        expect((await shownOn(printed.stderr)).rows).toEqual(['above', 'below']);
      }),
      { numRuns: 200 },
    );
  });

  it('a live line of wide letters fits into its row', () => {
    openConsole('text').progress([`日本語👩‍🚒${'宽'.repeat(100)}`]);
    expect(widthOf(printed.stderr.trimEnd())).toBeLessThan(60);
  });
});

it('what is measured is no narrower than a terminal has it', async () => {
  for (const text of ['abc', '日本語', 'é', '한글', 'ｆｕｌｌ', '→ …', visible('\x1b\u202e')]) {
    const { rows } = await shownOn(`${text}|`);
    expect(rows, text).toEqual([`${text}|`]);
    expect(widthOf(text)).toBeGreaterThanOrEqual([...text.normalize('NFC')].length);
  }
});

it('nobody else writes to the terminal', () => {
  const DOORS = ['electron/cli/door.ts', 'electron/log/print.ts'];
  const root = join(import.meta.dirname, '../..');
  const sources = ['electron', 'shared'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${room}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const own = sources.filter(
    (name) => name.endsWith('.ts') && !/\.(test|testkit)\.ts$/.test(name) && !DOORS.includes(name),
  );
  expect(own.length).toBeGreaterThan(300);
  const writing =
    /process\.std(?:out|err)\.(?:write|end)|\bprocess\[|\bconsole\.(?:log|error|warn|info|debug|trace|dir|table)\b|writeSync\([12],/;
  expect(own.filter((name) => writing.test(readFileSync(join(root, name), 'utf8')))).toEqual([]);
});
