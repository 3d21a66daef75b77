import { expect, it } from 'vitest';
import { programCall } from './program-call.ts';

const BATCH = 'C:\\Program Files\\aws\\aws.cmd';

it.each([
  ['linux', '/usr/bin/aws', ['a b', '$x']],
  ['darwin', '/opt/aws.cmd', ['"']],
  ['win32', 'C:\\aws\\aws.exe', ['a b', '%PATH%']],
] as const)('runs a program as it is on %s', (platform, program, args) => {
  expect(programCall(program, args, platform, {})).toEqual({ file: program, args });
});

it.each([
  [['eks', 'get-token', '--region=eu-central-1'], 'eks get-token --region=eu-central-1'],
  [['a b'], '^"a^ b^"'],
  [[''], '^"^"'],
  [['%PATH%'], '^"^%PATH^%^"'],
  [['a&calc'], '^"a^&calc^"'],
  [['a|b>c<d'], '^"a^|b^>c^<d^"'],
  [['(x)!y!'], '^"^(x^)^!y^!^"'],
  [['^'], '^"^^^"'],
  [['C:\\my files\\'], '^"C:\\my^ files\\\\^"'],
  [['say "hi"'], '^^^"say^^^ \\^^^"hi\\^^^"^^^"'],
  [['"&calc&"'], '^^^"\\^^^"^^^&calc^^^&\\^^^"^^^"'],
])('hands %j to a batch file by cmd.exe', (args, words) => {
  expect(programCall(BATCH, args, 'win32', { ComSpec: 'C:\\Windows\\system32\\cmd.exe' })).toEqual({
    file: 'C:\\Windows\\system32\\cmd.exe',
    args: ['/d', '/s', '/c', `"C:\\Program^ Files\\aws\\aws.cmd ${words}"`],
    windowsVerbatimArguments: true,
  });
});

it.each(['a\nb', 'a\rb', 'a\0b'])('refuses %j, which cmd.exe cannot be given', (word) => {
  expect(() => programCall(BATCH, [word], 'win32', {})).toThrow(/takes no argument of several lines/);
});
