import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellQuote } from './shell-quote.ts';

it.each([
  ['k3s', 'linux', 'k3s'],
  ['/etc/rancher/k3s/k3s.yaml', 'linux', '/etc/rancher/k3s/k3s.yaml'],
  ['/home/me/my configs/a', 'linux', "'/home/me/my configs/a'"],
  ["it's", 'darwin', "'it'\\''s'"],
  ['$(reboot)', 'linux', "'$(reboot)'"],
  ['a;b', 'linux', "'a;b'"],
  ['', 'linux', "''"],
  ['~/.kube/k3s.yaml', 'linux', '~/.kube/k3s.yaml'],
  ['~/my files/a', 'linux', "~/'my files/a'"],
  ['C:\\Users\\me\\config', 'win32', 'C:\\Users\\me\\config'],
  ['C:\\Users\\Jo Doe\\config', 'win32', "'C:\\Users\\Jo Doe\\config'"],
  ["it's $env:X", 'win32', "'it''s $env:X'"],
])('%s on %s: %s', (word, platform, quoted) => {
  expect(shellQuote(word, platform)).toBe(quoted);
});

it('is the same word again for a shell', () => {
  const word = fc.string({ unit: fc.constantFrom(...'ab \t\n\'"\\$`;&|<>()*?[]{}!#=%^~é/-'), maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(
        word.filter((text) => !text.startsWith('~/')),
        { minLength: 200, maxLength: 200 },
      ),
      (words) => {
        const line = words.map((text) => shellQuote(text, 'linux')).join(' ');
        const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
        expect(printed.split('\0').slice(0, -1)).toEqual(words);
      },
    ),
    { numRuns: 5 },
  );
});
