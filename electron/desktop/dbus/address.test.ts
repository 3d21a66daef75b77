import { describe, expect, it } from 'vitest';
import { sessionBusSockets } from './address.ts';

describe('sessionBusSockets', () => {
  it.each([
    ['a path', 'unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['a path with an id', 'unix:path=/tmp/dbus-X,guid=0123', ['/tmp/dbus-X']],
    ['an abstract socket', 'unix:abstract=/tmp/dbus-X,guid=0123', ['\0/tmp/dbus-X']],
    ['escaped bytes', 'unix:path=/tmp/a%20b+c', ['/tmp/a b+c']],
    ['several, in their order', 'unix:path=/a;tcp:host=localhost,port=1;unix:path=/b', ['/a', '/b']],
    ['only what is not a socket', 'autolaunch:', []],
    ['a socket without a place', 'unix:', []],
  ])('reads %s', (_what, address, sockets) => {
    expect(sessionBusSockets({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual(
      sockets,
    );
  });

  it("takes the runtime folder's socket when no address is told", () => {
    expect(sessionBusSockets({ XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual(['/run/user/1000/bus']);
  });

  it('finds none where nothing is told', () => {
    expect(sessionBusSockets({})).toEqual([]);
  });
});
