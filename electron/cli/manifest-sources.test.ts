import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Input, openSources, type ReadSources } from './manifest-sources.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const at = (name: string) => join(folder, name);
function file(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}
function pipe(name: string): string {
  execFileSync('mkfifo', [at(name)]);
  return at(name);
}
/** Writes into a pipe from another process, since opening it waits for a reader. */
const write = (path: string, text: string) => spawn('sh', ['-c', 'printf %s "$1" > "$0"', path, text]);
const never = new AbortController().signal;
const input = (...parts: readonly (string | Uint8Array)[]): Input =>
  Readable.from(parts.map((part) => Buffer.from(part)));
const terminal = (): Input => Object.assign(new PassThrough(), { isTTY: true });

const namesIn = async (read: ReadSources, signal = never) =>
  (await read(signal)).files.flatMap(({ objects }) => objects.map(({ metadata }) => metadata.name));
const refusal = (read: ReadSources, signal = never) =>
  read(signal).then(
    () => 'taken',
    (error: { readonly code?: string; readonly name: string; readonly message: string }) =>
      `${error.code ?? error.name}: ${error.message.replaceAll(folder, 'DIR')}`,
  );

describe('standard input', () => {
  it.each(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'])('is %s, and is kept for the next plan', async (path) => {
    const read = openSources([path], input(object('a'), '---\n', object('b')));
    expect(await namesIn(read)).toEqual(['a', 'b']);
    expect(await namesIn(read)).toEqual(['a', 'b']);
  });

  it('is read once, whatever it is called', async () => {
    expect(await namesIn(openSources(['-', '/dev/stdin'], input(object('a'))))).toEqual(['a']);
  });

  it('may come in pieces that cut a character, and in UTF-16', async () => {
    const text = object('a').replace('}', ', annotations: {x: "é\u{1F600}"}}');
    const bytes = [...Buffer.from(text)].map((byte) => Uint8Array.of(byte));
    expect(await namesIn(openSources(['-'], input(...bytes)))).toEqual(['a']);
    expect(await namesIn(openSources(['-'], input(Buffer.from(`\ufeff${text}`, 'utf16le'))))).toEqual(['a']);
  });

  it.each<[what: string, input: () => Input, sentence: string]>([
    [
      'a terminal',
      terminal,
      'badInput: --from - reads what another program prints, and nothing is piped in: helm template my-app CHART | odin plan my-app --from -',
    ],
    [
      'nothing',
      () => input(''),
      'badInput: Standard input is empty: see whether the program that writes it has failed.',
    ],
    [
      'blank lines',
      () => input('\n \n'),
      'badInput: Standard input is empty: see whether the program that writes it has failed.',
    ],
    [
      'comments',
      () => input('# x\n---\n'),
      'badInput: Standard input holds no manifest: there is nothing in it but comments and empty documents.',
    ],
    ['bytes', () => input(Uint8Array.of(0x1f, 0x8b, 0)), 'badInput: Standard input is not text in UTF-8 or UTF-16.'],
    [
      'no manifest',
      () => input('Error: chart not found\n'),
      'badInput: Standard input, document 1 is no Kubernetes object: apiVersion: it has none.',
    ],
    [
      'a stream that breaks',
      () => new Readable({ read: (): void => {} }).destroy(Object.assign(new Error('secret'), { code: 'EIO' })),
      'badInput: Standard input broke off (EIO): run the program that writes it once more.',
    ],
  ])('that is %s is refused', async (_what, stream, sentence) => {
    expect(await refusal(openSources(['-'], stream()))).toBe(sentence);
  });

  it('is bounded', async () => {
    const part = Buffer.alloc(1024 * 1024, '#');
    let given = 0;
    const endless = new Readable({
      read(): void {
        given += 1;
        this.push(part);
      },
    });
    expect(await refusal(openSources(['-'], endless))).toBe(
      'badInput: Standard input gives more than 64 MiB, which is more than is read here.',
    );
    expect(given).toBeLessThan(70);
    expect(endless.destroyed).toBe(true);
  });

  it('is waited for until somebody gives up', async () => {
    const stalled = new PassThrough();
    stalled.write('apiVersion: v1\n');
    const controller = new AbortController();
    const ended = refusal(openSources(['-'], stalled), controller.signal);
    controller.abort();
    expect(await ended).toMatch(/abort/i);
    expect(stalled.destroyed).toBe(true);
  });
});

describe('a pipe with a name', () => {
  it('is read to its end, once for both plans', async () => {
    const read = openSources([pipe('p')]);
    const writer = write(at('p'), object('a'));
    expect(await namesIn(read)).toEqual(['a']);
    expect(await namesIn(read)).toEqual(['a']);
    expect(writer.exitCode ?? 0).toBe(0);
  });

  it('that nobody writes into is waited for until somebody gives up', async () => {
    const controller = new AbortController();
    const ended = refusal(openSources([pipe('p')]), controller.signal);
    controller.abort();
    expect(await ended).toMatch(/abort/i);
  });

  it('names itself in what is wrong', async () => {
    const ended = refusal(openSources([pipe('p')]));
    write(at('p'), 'kind: [');
    expect(await ended).toMatch(/^badInput: DIR\/p is not readable as YAML: /);
  });

  it('is no socket', async () => {
    const server = createServer().listen(at('s'));
    expect(await refusal(openSources([at('s')]))).toBe(
      'badInput: DIR/s cannot be read (ENXIO): pipe it into --from - instead.',
    );
    server.close();
  });
});

it('takes several, in their order, and reads files anew', async () => {
  const read = openSources([file('b.yaml', object('b')), file('a.yaml', object('a')), '-'], input(object('c')));
  expect(await namesIn(read)).toEqual(['b', 'a', 'c']);
  file('a.yaml', object('d'));
  expect(await namesIn(read)).toEqual(['b', 'd', 'c']);
});

it('says of each what it lacks', async () => {
  file('empty.yaml', '# x\n');
  expect(await refusal(openSources([at('empty.yaml'), '-'], input('---\n')))).toBe(
    'badInput: What --from names holds no manifest: there is nothing in it but comments and empty documents.',
  );
  expect(await refusal(openSources([file('a.yaml', object('a')), at('none')]))).toMatch(/DIR\/none cannot be read/);
});

it.each(['https://example.invalid/a.yaml', 'HTTP://example.invalid/a.yaml'])('fetches nothing: %s', async (address) => {
  expect(await refusal(openSources([address]))).toBe(
    'badInput: --from takes files, pipes and directories, not addresses: curl -fsSL ADDRESS | odin plan NAME --from -',
  );
});
