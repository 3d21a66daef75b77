// The ways out that no filter of requests sees: WebRTC, and names that are looked up.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { LockStage, Probe } from './stage.ts';

/** Tells what arrived at this process' own ports, and who was looked up. */
export const network: Probe = async (stage) => {
  const arrived = new Set<string>();
  const udp = createSocket('udp4', () => arrived.add('WebRTC over UDP'));
  udp.bind(0);
  const tcp = createServer((socket) => {
    arrived.add('WebRTC over TCP');
    socket.on('error', () => {}).destroy();
  });
  tcp.listen(0);
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  try {
    const resolved = await resolves(stage, (tcp.address() as AddressInfo).port);
    arrived.delete('WebRTC over TCP');
    if (resolved !== undefined) arrived.add(`a lookup: ${resolved}`);
    const done = gather(stage, udp.address().port, (tcp.address() as AddressInfo).port);
    // A packet is on its way as soon as the page asks: what has not come by the end of its search does not come.
    await done;
    return [...arrived];
  } finally {
    udp.close();
    tcp.close();
  }
};

/** What a request said that no filter has seen: anything but that there is no such address. */
function resolves({ app }: LockStage, port: number): Promise<string | undefined> {
  return app.evaluate(async ({ BrowserWindow, session }, port) => {
    const partition = session.fromPartition('unfiltered');
    partition.webRequest.onBeforeRequest(null);
    const hidden = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const said = await hidden.loadURL(`http://127.0.0.1:${port}/`).then(() => 'loaded', String);
    hidden.destroy();
    return said.includes('ERR_NAME_NOT_RESOLVED') ? undefined : said;
  }, port);
}

/** Lets the page search for ways to a peer, by every kind of server. */
function gather({ page }: LockStage, udp: number, tcp: number): Promise<void> {
  return page.evaluate(
    async ([udp, tcp]) => {
      const login = { username: 'a', credential: 'b' };
      const peer = new RTCPeerConnection({
        iceServers: [
          { urls: [`stun:127.0.0.1:${udp}`, `stun:localhost:${udp}`] },
          { urls: [`turn:127.0.0.1:${udp}`, `turn:127.0.0.1:${tcp}?transport=tcp`], ...login },
        ],
      });
      peer.createDataChannel('out');
      const complete = new Promise<void>((resolve) => {
        peer.onicegatheringstatechange = () => {
          if (peer.iceGatheringState === 'complete') resolve();
        };
      });
      await peer.setLocalDescription(await peer.createOffer());
      await complete;
      peer.close();
    },
    [udp, tcp] as const,
  );
}
