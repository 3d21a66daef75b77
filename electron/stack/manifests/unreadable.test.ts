import { expect, it } from 'vitest';
import { unreadable } from './unreadable.ts';

it.each([
  ['ENOENT', 'install ODIN Control Panel again.'],
  ['EACCES', 'install ODIN Control Panel again.'],
  ['EMFILE', 'end some programs, and try again.'],
  ['ENFILE', 'end some programs, and try again.'],
])('names the next step where a file of the app gives %s', (code, next) => {
  const { message } = unreadable('/app/assets', Object.assign(new Error('x'), { code }));
  expect(message).toBe(`/app/assets cannot be read (${code}): ${next}`);
});
