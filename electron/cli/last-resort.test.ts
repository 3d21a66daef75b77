import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { type Exiting, outliveReaders } from './last-resort.ts';

const failure = (code: string) => Object.assign(new Error(`write ${code}`), { code });

function outlived() {
  const said: string[] = [];
  const words = Object.assign(new EventEmitter(), { write: (text: string | Uint8Array) => said.push(`${text}`) > 0 });
  const exiting = Object.assign(new EventEmitter(), { exitCode: undefined }) as EventEmitter & Exiting;
  const results = new EventEmitter();
  outliveReaders(results, words, exiting);
  const end = (status: number) => {
    exiting.emit('exit', status);
    return exiting.exitCode ?? status;
  };
  return { results, words, said, end };
}

it.each(['EPIPE', 'ECONNRESET', 'ENOTCONN', 'EIO', 'ERR_STREAM_DESTROYED'])(
  'keeps the status, and is silent, where whoever reads is gone (%s)',
  (code) => {
    const { results, words, said, end } = outlived();
    results.emit('error', failure(code));
    words.emit('error', failure(code));
    expect(end(0)).toBe(0);
    expect(said).toEqual([]);
  },
);

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EFBIG', 'EFBIG'],
  ['EBADF', 'EBADF'],
])('is not 0 where the results could not be kept (%s), and says so once', (code, why) => {
  const { results, said, end } = outlived();
  for (let times = 0; times < 3; times++) results.emit('error', failure(code));
  expect(end(0)).toBe(1);
  expect(said).toEqual([expect.stringContaining(`could not be written (${why})`)]);
});

it('keeps a status that says more, and one where only words were lost', () => {
  const lost = outlived();
  lost.results.emit('error', failure('ENOSPC'));
  expect(lost.end(5)).toBe(5);
  const wordless = outlived();
  wordless.words.emit('error', failure('ENOSPC'));
  expect(wordless.end(0)).toBe(0);
});
