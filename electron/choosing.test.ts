import { expect, it } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { choosing } from './choosing.ts';

const failing = (error: unknown) => {
  const write = () => {
    throw error;
  };
  return choosing({
    places: { userData: '/u', state: '/s', log: '/l' } as never,
    keep: () => {},
    switchTray: () => {},
    login: { read: () => false, write },
  });
};

it.each([
  ['in our words', new AppError('unsupported', 'The path is odd.'), 'The path is odd.'],
  [
    'in the system’s',
    Object.assign(new Error('no'), { code: 'EROFS' }),
    'The desktop’s list of what starts at login cannot be written (EROFS).',
  ],
])('says why nothing can be started at login, %s', (_what, error, message) => {
  const change = () => failing(error).change({ startsAtLogin: true });
  expect(change).toThrow(expect.objectContaining({ code: 'unsupported', message }));
});
