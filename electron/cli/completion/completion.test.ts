// The scripts, tried in the shells that are installed here: what is offered for a line that is half typed.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsOf, valueFlags } from '../facts/facts.ts';
import { buildProgram } from '../tree/program.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

const facts = factsOf(buildProgram(() => async () => {}));
const folder = mkdtempSync(join(tmpdir(), 'odin-completion-'));
const EVIL = `$(touch ${folder}/ran)`;
const env = { ...process.env, HOME: folder, PATH: `${folder}${delimiter}${process.env.PATH}` };

beforeAll(() => {
  // In place of odin, which is asked for contexts alone; one of them means no good.
  writeFileSync(join(folder, 'odin'), `#!/bin/sh\nprintf '%s\\n' lab laptop '${EVIL}'\n`);
  chmodSync(join(folder, 'odin'), 0o755);
  writeFileSync(join(folder, 'odin.bash'), bashCompletion(facts));
  writeFileSync(join(folder, '_odin'), zshCompletion(facts));
  writeFileSync(join(folder, 'odin.fish'), fishCompletion(facts));
  writeFileSync(join(folder, 'my.yaml'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isThere = (shell: string) => {
  try {
    execFileSync(shell, ['-c', 'exit 0'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const run = (shell: string, ...args: readonly string[]) =>
  execFileSync(shell, args, { env, cwd: folder, encoding: 'utf8', timeout: 8_000 }).split('\n').filter(Boolean);

const SHELLS: Readonly<Record<string, (line: string) => string[]>> = {
  bash(line) {
    const words = line.split(' ').map((word) => `'${word}'`);
    const script = `source odin.bash; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _odin; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', '--norc', '-c', script);
  },
  fish(line) {
    return run('fish', '--no-config', '-c', `source odin.fish; complete -C '${line}'`).map(
      (offer) => offer.split('\t')[0] ?? '',
    );
  },
};

for (const [shell, offered] of Object.entries(SHELLS)) {
  describe.skipIf(!isThere(shell))(`${shell} (where it is installed)`, () => {
    it('offers verbs', () => {
      expect(offered('odin sta')).toContainEqual(expect.stringMatching(/status/));
      expect(offered('odin ')).toEqual(expect.arrayContaining(['install', 'upgrade', 'rollback']));
    });

    it('offers the options of a verb, behind options that take a value', () => {
      const offers = offered('odin --context lab upgrade --s');
      expect(offers.join(' ')).toContain('--settings');
      expect(offers.join(' ')).not.toContain('--schema');
    });

    it('offers what an argument or an option may be', () => {
      expect(offered('odin completion ')).toEqual(expect.arrayContaining(['bash', 'fish', 'zsh']));
      expect(offered('odin -o ')).toEqual(expect.arrayContaining(['json', 'wide', 'yaml']));
    });

    it('offers contexts, and runs nothing that stands in the name of one', () => {
      expect(offered('odin --context ')).toEqual(expect.arrayContaining(['lab', 'laptop']));
      expect(() => execFileSync('test', ['-e', join(folder, 'ran')])).toThrow();
    });

    it('offers files', () => {
      expect(offered('odin plan --settings m').join(' ')).toContain('my.yaml');
    });
  });
}

// It offers nothing to a script, only to a terminal.
describe.skipIf(!isThere('zsh'))('zsh (where it is installed)', () => {
  it('reads its script', () => {
    expect(run('zsh', '-f', '-n', '_odin')).toEqual([]);
  });
});

it('an option takes a value with every verb that has it, or with none', () => {
  const all = [...facts.options, ...facts.verbs.flatMap(({ options }) => options)];
  const taking = new Set(valueFlags(facts));
  for (const { short, long, value } of all) {
    for (const flag of [short ?? long, long]) expect(taking.has(flag), flag).toBe(value !== undefined);
  }
});
