// The manual page: all of the command line is in it, and groff and lexgrog, where they are, read it as it is meant.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { factsOf, type ProgramFacts } from '../facts/facts.ts';
import { buildProgram } from '../tree/program.ts';
import { manualPage } from './page.ts';
import { roff } from './roff.ts';
import { ENVIRONMENT } from './surroundings.ts';

const facts = factsOf(buildProgram(() => async () => {}));
const page = manualPage(facts, '1.2.3', [[7, 'a meaning of seven']]);
const folder = mkdtempSync(join(tmpdir(), 'odin-manual-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** From one heading to the next of the same weight. */
function section(macro: 'SH' | 'SS', name: string): string {
  const [, after = ''] = page.split(`\n.${macro} "${name}"\n`);
  return after.split(/\n\.S[HS] /)[0] ?? '';
}

it('has the sections that manual pages have, in their order', () => {
  const names = [...page.matchAll(/^\.SH "(.*)"$/gm)].map(([, name]) => name);
  expect(names).toEqual([
    'NAME',
    'SYNOPSIS',
    'DESCRIPTION',
    'OPTIONS',
    'COMMANDS',
    'EXIT STATUS',
    'ENVIRONMENT',
    'FILES',
    'LINKS',
    'SEE ALSO',
  ]);
});

it('has every verb with its options, arguments and examples', () => {
  expect(facts.verbs.length).toBeGreaterThan(20);
  for (const verb of facts.verbs) {
    const text = section('SS', verb.name);
    expect(text, verb.name).not.toBe('');
    for (const { short, long } of verb.options) {
      for (const flag of short === undefined ? [long] : [short, long]) expect(text).toContain(`\\fB${roff(flag)}\\fR`);
    }
    for (const { name } of verb.arguments.filter(({ choices }) => choices.length === 0)) {
      expect(text).toContain(roff(name.slice(1, -1)));
    }
    expect(verb.examples, verb.name).not.toEqual([]);
    for (const [line, what] of verb.examples) {
      expect(text).toContain(`\\fB${roff(`odin ${line}`)}\\fR`);
      expect(text.replaceAll(/\\f[BR]/g, '')).toContain(roff(what.replaceAll('`', '')));
    }
  }
});

it('has the options of every verb once, at the beginning', () => {
  for (const { long } of facts.options) expect(section('SH', 'OPTIONS')).toContain(`\\fB${roff(long)}\\fR`);
});

it('writes options so that they can be copied into a shell, whatever the reader makes of a hyphen', () => {
  expect(page).toContain('\\fB\\-\\-follow\\fR');
});

it('says what the exit statuses mean', () => {
  expect(section('SH', 'EXIT STATUS')).toContain('\\fB7\\fR\na meaning of seven');
});

it('names each variable of its own that `odin` reads', () => {
  const cli = join(import.meta.dirname, '..', '..');
  const files = ['cli.ts', 'paths.ts', ...['cli', 'log', 'demo'].flatMap((room) => sourcesIn(cli, room))];
  const read = files.flatMap((file) =>
    [...readFileSync(join(cli, file), 'utf8').matchAll(/env(?:ironment)?\.(ODIN_[A-Z_]+)/g)].map(([, name]) => name),
  );
  const named = ENVIRONMENT.map(([name]) => name);
  expect(read.length).toBeGreaterThan(2);
  expect(named).toEqual(expect.arrayContaining(read));
});

describe.skipIf(!isThere('groff'))('groff (where it is installed)', () => {
  it('has nothing to warn of', () => {
    expect(warnings(page)).toBe('');
  });

  it('shows the words as they are', () => {
    const text = shown(page);
    for (const { name } of facts.verbs) expect(text).toContain(`odin ${name}`);
    expect(text).toContain("odin query 'nvidia_smi_power_draw_watts'");
    expect(text).toContain('-o, --output format');
    expect(text).toContain('grafana, pod/NAME, node/NAME …');
  });

  it('obeys no word of a description', () => {
    const hostile = [
      '.so /etc/hostname',
      "'br",
      '\\fBx\\*(PX \\n(.g',
      '.',
      "a\n.ab gone\n'b",
      '"" \\" rest',
      '~ ^ ` …',
    ];
    const verbs = hostile.map((text, index) => ({
      name: `verb-${index}`,
      description: text,
      arguments: [{ name: '[it]', description: text, choices: [] }],
      options: [{ short: undefined, long: '--it', description: text, value: text, choices: [] }],
      examples: [[text, text] as const],
      choices: [],
    }));
    const evil: ProgramFacts = { description: '.ab gone', options: [], verbs };
    const written = manualPage(evil, '1.2.3\n.ab', [[7, '.ab']]);
    const text = shown(written);
    expect(warnings(written)).toBe('');
    for (const word of hostile) expect(text).toContain(word.replace(/\s+/g, ' '));
  });
});

describe.skipIf(!isThere('lexgrog'))('lexgrog (where it is installed)', () => {
  it('finds what `apropos` is to find', () => {
    const file = join(folder, 'odin.1');
    writeFileSync(file, page);
    const found = execFileSync('lexgrog', [file], { encoding: 'utf8' });
    expect(found).toContain('"odin - install, watch and open the ODIN monitoring stack on Kubernetes"');
  });
});

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function groff(text: string, ...args: readonly string[]) {
  return spawnSync('groff', ['-man', '-Tutf8', '-ww', '-rLL=300n', ...args], { input: text, encoding: 'utf8' });
}

function warnings(text: string): string {
  return groff(text, '-z').stderr;
}

/** As on a terminal so wide that no line breaks, without bold and underlining. */
function shown(text: string): string {
  return groff(text, '-P-cbou').stdout;
}

function sourcesIn(root: string, room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|testkit)\.ts$/.test(name))
    .map((name) => join(room, name));
}
