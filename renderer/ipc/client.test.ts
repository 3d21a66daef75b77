import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, Reply } from '../../shared/ipc/types.ts';
import { call } from './client.ts';

function bridgeThat(reply: Reply | Promise<Reply>) {
  const bridge = {
    call: vi.fn<Bridge['call']>(() => Promise.resolve(reply)),
    cancel: vi.fn<Bridge['cancel']>(),
    on: vi.fn<Bridge['on']>(() => () => {}),
  };
  vi.stubGlobal('window', { odin: bridge });
  return bridge;
}

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('gives the value of a good reply, and an id of its own to each call', async () => {
    const bridge = bridgeThat({ ok: true, value: { state: 'none' } });
    expect(await call('clusters.status', undefined)).toEqual({ state: 'none' });
    await call('clusters.select', { id: 'demo' });
    expect(bridge.call.mock.calls.map(([name, input]) => [name, input])).toEqual([
      ['clusters.status', undefined],
      ['clusters.select', { id: 'demo' }],
    ]);
    expect(new Set(bridge.call.mock.calls.map(([, , id]) => id)).size).toBe(2);
  });

  it('throws what the handler threw, with all its facts', async () => {
    bridgeThat({ ok: false, error: { code: 'forbidden', message: 'No.', subject: 'pods', remedy: 'sudo yes' } });
    await expect(call('clusters.list', undefined)).rejects.toMatchObject({
      name: 'AppError',
      code: 'forbidden',
      message: 'No.',
      subject: 'pods',
      remedy: 'sudo yes',
    });
  });

  it('cancels in the main process and rejects at once when the signal aborts', async () => {
    const bridge = bridgeThat(new Promise<Reply>(() => {}));
    const controller = new AbortController();
    const waiting = call('stack.plan', { want: 'install', consent: [] }, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(bridge.cancel.mock.calls).toEqual([[bridge.call.mock.calls[0]?.[2]]]);
  });

  it('does not call at all with a signal that has already aborted', async () => {
    const bridge = bridgeThat({ ok: true, value: null });
    await expect(call('overview.get', undefined, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(bridge.call).not.toHaveBeenCalled();
  });

  it('does not cancel a call that has been answered', async () => {
    const bridge = bridgeThat({ ok: true, value: null });
    const controller = new AbortController();
    await call('overview.get', undefined, controller.signal);
    controller.abort();
    expect(bridge.cancel).not.toHaveBeenCalled();
  });
});
