// A network before an API server that can swallow everything without closing anything: a VPN that dropped, a Wi-Fi that was
// left, a server that was stopped in mid-air.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';

export interface BlackHole {
  /** The upstream's kubeconfig, but through the hole. Its certificates stay good: the address is the same machine's. */
  readonly kubeconfig: string;
  /** From now on nothing is passed on, either way, and new connections are accepted and not answered. */
  swallow(): void;
  /** Passes on what came meanwhile, and all that comes: the connections of before live on. */
  release(): void;
  /** Another network: the connections of before stay open and lead nowhere for ever, new ones work. */
  reroute(): void;
  close(): Promise<void>;
}

/** Opens one before the server that the kubeconfig's current context names. */
export async function openBlackHole(upstreamKubeconfig: string): Promise<BlackHole> {
  const config = new KubeConfig();
  config.loadFromFile(upstreamKubeconfig);
  const upstream = new URL(config.getCurrentCluster()?.server ?? '');
  const passages = new Set<Passage>();
  let isOpen = true;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const passage = new Passage(socket, connect(Number(upstream.port), upstream.hostname));
    passages.add(passage);
    if (isOpen) passage.flow();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(join(tmpdir(), 'odin-hole-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const { port } = server.address() as AddressInfo;
  const text = await readFile(upstreamKubeconfig, 'utf8');
  await writeFile(kubeconfig, text.replaceAll(upstream.host, `${upstream.hostname}:${port}`), { mode: 0o600 });

  const open = (): void => {
    isOpen = true;
    for (const passage of passages) passage.flow();
  };
  return {
    kubeconfig,
    swallow: () => {
      isOpen = false;
      for (const passage of passages) passage.stop();
    },
    release: open,
    reroute: () => {
      for (const passage of passages) passage.forget();
      open();
    },
    close: async () => {
      for (const passage of passages) passage.end();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

/** One connection and its other half. */
class Passage {
  readonly #sockets: readonly [Socket, Socket];
  #isForgotten = false;

  constructor(near: Socket, far: Socket) {
    this.#sockets = [near, far];
    far.pause();
    for (const [from, to] of this.#ways()) {
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => this.end());
      from.on('close', () => this.end());
      from.pause();
    }
  }

  flow(): void {
    if (!this.#isForgotten) for (const socket of this.#sockets) socket.resume();
  }

  stop(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  forget(): void {
    this.#isForgotten = true;
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #ways(): readonly (readonly [Socket, Socket])[] {
    const [near, far] = this.#sockets;
    return [
      [near, far],
      [far, near],
    ];
  }
}
