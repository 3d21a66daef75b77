import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { shortageOf } from './shortage.ts';

const failure = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code });

it.each([
  ['EMFILE', /ulimit -n/],
  ['ENFILE', /end some programs/],
  ['ENOSPC', /make room/],
  ['EDQUOT', /make room/],
  ['ENOMEM', /memory/],
])('names the next step where %s is the cause, however deep', (code, words) => {
  expect(shortageOf(failure(code))).toMatch(words);
  expect(shortageOf(new AppError('internal', 'no', { cause: new Error('why', { cause: failure(code) }) }))).toMatch(
    words,
  );
  expect(shortageOf(new AggregateError([failure('ECONNREFUSED'), failure(code)]))).toMatch(words);
});

it('says nothing of other failures, nor goes round in a circle', () => {
  const circle = failure('EACCES');
  circle.cause = circle;
  for (const other of [circle, failure('constructor'), new Error('x'), 'EMFILE', null, undefined])
    expect(shortageOf(other)).toBeUndefined();
});
