import { expect, test, vi } from 'vitest';
import type { StreamKind, StreamRequest } from '../../shared/model/stream.ts';
import type { RunningStream, StreamKinds, Telling } from './stream-kind.ts';
import { Streams } from './streams.ts';

const SERVICES: StreamRequest = { kind: 'table', table: 'services' };
const SHELL: StreamRequest = {
  kind: 'shell',
  shell: { pod: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'b' }, container: 'c', columns: 80, rows: 24 },
};
const WHOLE = { isWhole: true, set: [], removed: [] };

/** Streams that do nothing by themselves; each that is opened is noted with the way back. */
function played(running: () => RunningStream = () => ({ dispose: () => {} })) {
  const opened: Telling<'table'>[] = [];
  const told: unknown[] = [];
  const source = (_request: unknown, telling: unknown): RunningStream => {
    opened.push(telling as Telling<'table'>);
    return running();
  };
  const kinds = Object.fromEntries(
    (['object', 'table', 'log', 'shell'] satisfies StreamKind[]).map((kind) => [kind, source]),
  ) as unknown as StreamKinds;
  return { streams: new Streams(kinds, (payload) => told.push(payload)), opened, told };
}

test('tells under the id and the kind that were asked for, until it is closed', async () => {
  const { streams, opened, told } = played();
  streams.open('a', SERVICES);
  opened[0]?.tell(WHOLE);
  expect(told).toEqual([{ id: 'a', told: { kind: 'table', message: WHOLE } }]);
  await streams.close('a');
  expect(opened[0]?.signal.aborted).toBe(true);
  opened[0]?.tell(WHOLE);
  expect(told).toHaveLength(1);
});

test('refuses an id that is taken, and more than 32 at once', async () => {
  const { streams, opened } = played();
  for (let n = 0; n < 32; n++) streams.open(`${n}`, SERVICES);
  expect(() => streams.open('0', SERVICES)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(() => streams.open('more', SERVICES)).toThrow(expect.objectContaining({ code: 'unavailable' }));
  await streams.close('0');
  streams.open('0', SERVICES);
  expect(opened).toHaveLength(33);
});

test('ends each when all are closed, and those of a page that opens the same again are new', async () => {
  const dispose = vi.fn();
  const { streams, opened } = played(() => ({ dispose }));
  streams.open('a', SERVICES);
  streams.open('b', SERVICES);
  const closing = streams.closeAll();
  expect(opened.every(({ signal }) => signal.aborted)).toBe(true);
  streams.open('a', SERVICES);
  await closing;
  expect(dispose).toHaveBeenCalledTimes(2);
  expect(opened[2]?.signal.aborted).toBe(false);
});

test('one that does not end cleanly keeps no other from ending', async () => {
  const { streams, opened } = played(() => ({ dispose: () => Promise.reject(new Error('no')) }));
  streams.open('a', SERVICES);
  streams.open('b', SERVICES);
  await expect(streams.closeAll()).rejects.toThrow('no');
  expect(opened.every(({ signal }) => signal.aborted)).toBe(true);
});

test('hands on what is typed to a stream that takes it', async () => {
  const send = vi.fn();
  const { streams } = played(() => ({ send, dispose: () => {} }));
  const input = { kind: 'keys', bytes: 'bHM=' } as const;
  streams.open('a', SHELL);
  await streams.send('a', input);
  expect(send).toHaveBeenCalledWith(input);
  await expect(streams.send('b', input)).rejects.toMatchObject({ code: 'notFound' });
  const { streams: deaf } = played();
  deaf.open('a', SERVICES);
  await expect(deaf.send('a', input)).rejects.toMatchObject({ code: 'badInput' });
});

test('what cannot be opened leaves its id free', () => {
  let isOpen = false;
  const { streams } = played(() => {
    if (!isOpen) throw new Error('no');
    return { dispose: () => {} };
  });
  expect(() => streams.open('a', SERVICES)).toThrow('no');
  isOpen = true;
  streams.open('a', SERVICES);
});
