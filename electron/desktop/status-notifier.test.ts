// Presence where there is no panel; e2e/app/tray-icon.spec.ts has a real one.
import { describe, expect, it, vi } from 'vitest';
import { HAS_DAEMON, startDaemon, startPretender } from './dbus/daemon.testkit.ts';
import { busNameOf, watchTrayPresence } from './status-notifier.ts';

describe('watchTrayPresence', () => {
  it('sees no host without a session bus', async () => {
    const onChange = vi.fn();
    watchTrayPresence({}, onChange);
    await vi.waitFor(() => expect(onChange.mock.calls).toEqual([['noHost']]));
  });

  it.skipIf(!HAS_DAEMON)('sees no host on a bus without a panel, and again nothing when the bus ends', async () => {
    const daemon = await startDaemon();
    const onChange = vi.fn();
    watchTrayPresence({ DBUS_SESSION_BUS_ADDRESS: daemon.address }, onChange);
    await vi.waitFor(() => expect(onChange.mock.calls).toEqual([['noHost']]));
    await daemon.stop();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('gives an answer even when the bus does not', async () => {
    const pretender = await startPretender();
    const onChange = vi.fn();
    const stop = watchTrayPresence({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${pretender.socketPath}` }, onChange);
    await vi.waitFor(() => expect(onChange.mock.calls).toEqual([['noHost']]), { timeout: 4000 });
    await stop();
    pretender.stop();
  });

  it('is silent after its end', async () => {
    const pretender = await startPretender();
    const onChange = vi.fn();
    const stop = watchTrayPresence({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${pretender.socketPath}` }, onChange);
    await stop();
    pretender.stop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(onChange).not.toHaveBeenCalled();
  });
});

it.each([
  [':1.42/StatusNotifierItem', ':1.42'],
  ['org.kde.StatusNotifierItem-42-1/StatusNotifierItem', 'org.kde.StatusNotifierItem-42-1'],
  [':1.42@/org/ayatana/NotificationItem/a', ':1.42'],
  ['org.freedesktop.StatusNotifierItem-7-1', 'org.freedesktop.StatusNotifierItem-7-1'],
])('the owner of %s is %s', (item, name) => {
  expect(busNameOf(item)).toBe(name);
});
