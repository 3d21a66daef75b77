import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionBusSockets } from './address.ts';
import { type Daemon, HAS_DAEMON, startDaemon, startPretender } from './daemon.testkit.ts';
import { busMethod, openSessionBus, type SessionBus } from './session-bus.ts';

const never = new AbortController().signal;

describe.skipIf(!HAS_DAEMON)('on a real bus', () => {
  let daemon: Daemon;
  let socketPath: string;
  const open: SessionBus[] = [];
  const connect = async (listeners = { onSignal: () => {}, onClosed: () => {} }) => {
    const bus = await openSessionBus(socketPath, listeners, never);
    open.push(bus);
    return bus;
  };

  beforeEach(async () => {
    daemon = await startDaemon();
    socketPath = sessionBusSockets({ DBUS_SESSION_BUS_ADDRESS: daemon.address })[0] ?? '';
  });
  afterEach(async () => {
    for (const bus of open.splice(0)) await bus.dispose();
    await daemon.stop();
  });

  it('gets a name, a list and a number', async () => {
    const bus = await connect();
    expect(bus.uniqueName).toMatch(/^:1\.\d+$/);
    const [names] = await bus.call(busMethod('ListNames'));
    expect(names).toContain(bus.uniqueName);
    expect(await bus.call(busMethod('GetConnectionUnixProcessID'), bus.uniqueName)).toEqual([process.pid]);
  });

  it('reads a property, which comes as a variant', async () => {
    const bus = await connect();
    const get = { ...busMethod('Get'), interface: 'org.freedesktop.DBus.Properties' };
    const [features] = await bus.call(get, 'org.freedesktop.DBus', 'Features');
    expect(features).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  it('answers many calls at once, each with its own answer', async () => {
    const bus = await connect();
    const owned = [bus.uniqueName, 'org.freedesktop.DBus'];
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => bus.call(busMethod('GetNameOwner'), owned[index % 2] ?? '')),
    );
    expect(answers.map(([name]) => name)).toEqual(Array.from({ length: 300 }, (_, index) => owned[index % 2]));
  });

  it("passes on the bus' refusal", async () => {
    const bus = await connect();
    const asked = bus.call(busMethod('GetNameOwner'), 'org.example.Nobody');
    await expect(asked).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('org.freedesktop.DBus.Error.NameHasNoOwner'),
    });
  });

  it('hears the signals it asked for', async () => {
    const onSignal = vi.fn();
    const bus = await connect({ onSignal, onClosed: () => {} });
    await bus.call(busMethod('AddMatch'), "type='signal',member='NameOwnerChanged'");
    onSignal.mockClear();
    await connect();
    await vi.waitFor(() => expect(onSignal).toHaveBeenCalled());
  });

  it('tells once that the bus has ended, and fails what waits and what comes later', async () => {
    const onClosed = vi.fn();
    const bus = await connect({ onSignal: () => {}, onClosed });
    const waiting = Promise.allSettled([daemon.stop(), bus.call(busMethod('ListNames'))]);
    await vi.waitFor(() => expect(onClosed).toHaveBeenCalledTimes(1));
    await waiting;
    await expect(bus.call(busMethod('ListNames'))).rejects.toMatchObject({ code: 'unreachable' });
    daemon = await startDaemon();
  });
});

describe('on what is no bus', () => {
  it('fails when nobody listens', async () => {
    const opening = openSessionBus('/nonexistent/bus', { onSignal: () => {}, onClosed: () => {} }, never);
    await expect(opening).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('fails when it is refused', async () => {
    const pretender = await startPretender('REJECTED EXTERNAL\r\n');
    const opening = openSessionBus(pretender.socketPath, { onSignal: () => {}, onClosed: () => {} }, never);
    await expect(opening).rejects.toThrow('refused this user: REJECTED EXTERNAL');
    pretender.stop();
  });

  it('fails when what comes is not a message', async () => {
    const pretender = await startPretender('OK 0123\r\nWelcome, dear stranger, to this place.');
    const opening = openSessionBus(pretender.socketPath, { onSignal: () => {}, onClosed: () => {} }, never);
    await expect(opening).rejects.toMatchObject({ code: 'unreachable' });
    pretender.stop();
  });

  it('waits for the silent only as long as it is told to', async () => {
    const pretender = await startPretender();
    const stop = new AbortController();
    const opening = openSessionBus(pretender.socketPath, { onSignal: () => {}, onClosed: () => {} }, stop.signal);
    stop.abort();
    await expect(opening).rejects.toMatchObject({ code: 'unreachable' });
    pretender.stop();
  });
});
