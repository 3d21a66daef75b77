import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { LiveRow, LiveTableChange } from '../../shared/model/live-table.ts';
import { applyChange, liveTableStore, MAX_ROWS } from './live-table.ts';
import type { openStream, StreamListener } from './streams.ts';

const row = (id: string, restarts = 0): LiveRow => ({
  id,
  object: { apiVersion: 'v1', kind: 'Pod', namespace: 'demo', name: id },
  health: { state: 'Current', reason: '' },
  restarts,
});
const change = (fields: Partial<LiveTableChange>): LiveTableChange => ({
  isWhole: false,
  set: [],
  removed: [],
  ...fields,
});

describe('applyChange', () => {
  it('sets, removes, and begins anew with the whole', () => {
    const rows = new Map<string, LiveRow>();
    applyChange(rows, change({ isWhole: true, set: [row('a'), row('b'), row('c')] }));
    applyChange(rows, change({ set: [row('b', 3), row('d')], removed: ['a', 'never there'] }));
    expect([...rows.values()].map(({ id, restarts }) => [id, restarts])).toEqual([
      ['b', 3],
      ['c', 0],
      ['d', 0],
    ]);
    applyChange(rows, change({ isWhole: true, set: [row('z')] }));
    expect([...rows.keys()]).toEqual(['z']);
  });

  it('keeps no more than it may, and goes on renewing what it keeps', () => {
    const rows = new Map<string, LiveRow>();
    const many = Array.from({ length: MAX_ROWS + 10 }, (_, index) => row(String(index)));
    applyChange(rows, change({ isWhole: true, set: many }));
    applyChange(rows, change({ set: [row('0', 7), row('new')] }));
    expect(rows.size).toBe(MAX_ROWS);
    expect(rows.get('0')?.restarts).toBe(7);
    expect(rows.has('new')).toBe(false);
  });
});

describe('liveTableStore', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const start = () => {
    const close = vi.fn();
    let listener: StreamListener<'table'> | undefined;
    const open = ((_request: unknown, told: StreamListener<'table'>) => {
      listener = told;
      return { close, send: async () => {} };
    }) as unknown as typeof openStream;
    const store = liveTableStore('pods', open);
    const onChange = vi.fn();
    const stop = store.subscribe(onChange);
    return { store, onChange, stop, close, tell: (told: LiveTableChange) => listener?.onMessage(told), listener };
  };

  it('tells of a burst four times a second, with the last of it', () => {
    const { store, onChange, tell } = start();
    expect(store.read()).toEqual({ state: 'loading' });
    for (let index = 0; index < 100; index++) {
      tell(change({ set: [row('a', index)] }));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(250);
    expect(onChange.mock.calls.length).toBeLessThanOrEqual(6);
    expect(store.read()).toMatchObject({ state: 'known', rows: [{ id: 'a', restarts: 99 }] });
  });

  it('says why nothing newer is known, until something is', () => {
    const { store, tell } = start();
    tell(change({ set: [row('a')], staleReason: 'The watch was refused (503).' }));
    vi.runAllTimers();
    expect(store.read()).toMatchObject({ staleReason: 'The watch was refused (503).' });
    tell(change({}));
    vi.runAllTimers();
    expect(store.read()).toMatchObject({ state: 'known', staleReason: undefined });
  });

  it('keeps the same answer between two changes', () => {
    const { store, tell } = start();
    tell(change({ set: [row('a')] }));
    vi.runAllTimers();
    expect(store.read()).toBe(store.read());
  });

  it('tells of a refusal', () => {
    const { store, listener } = start();
    listener?.onFailure(new AppError('forbidden', 'User "freya" may not list pods.'));
    expect(store.read()).toMatchObject({ state: 'failed', error: { code: 'forbidden' } });
  });

  it('closes the stream, tells nothing after it, and begins anew', () => {
    const { store, onChange, stop, close, tell } = start();
    tell(change({ set: [row('a')] }));
    stop();
    vi.runAllTimers();
    expect(close).toHaveBeenCalledOnce();
    expect(onChange).not.toHaveBeenCalled();
    expect(store.read()).toEqual({ state: 'loading' });
  });
});
