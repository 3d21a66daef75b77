// The people behind connections to a local address: whether one is this person's own, before a byte of it is read.
import { accessSync, constants } from 'node:fs';
import type { Socket } from 'node:net';
import { type Owners, ownerOf, ownersIn, readTables, TABLES, type TableReader } from './socket-table.ts';

/** `own`: a program of this person. `root`: it may do anything anyway, and relays for a person, as WSL does for Windows' browsers. */
export type Peer = 'own' | 'root' | 'other' | 'unknown';

/** This machine, as far as it tells who connects. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** This process' user; undefined on Windows. */
  readonly uid: number | undefined;
  /** Who called `sudo`, where this process is root's. */
  readonly sudoUid: number | undefined;
  /** Undefined where the system has no such tables. */
  readonly readTables: TableReader | undefined;
}

/** A table that is read while sockets come and go may miss one. */
const READINGS = 2;

/** What this machine can tell. */
export function thisMachine(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): Machine {
  const uid = process.geteuid?.();
  const { SUDO_UID = '' } = environment;
  return {
    platform,
    uid,
    sudoUid: uid === 0 && /^\d+$/.test(SUDO_UID) ? Number(SUDO_UID) : undefined,
    readTables: platform === 'linux' && isReadable(TABLES[0]) ? readTables : undefined,
  };
}

interface Asked {
  readonly socket: Socket;
  readonly answer: (peer: Peer) => void;
}

/** Says of each connection who made it. Those that come at once are looked up together. */
export class Peers {
  readonly #machine: Machine;
  #asked: Asked[] = [];
  /** On the monotonic clock: a flood of connections gets half of this process' time, not all of it. */
  #rest: { readonly from: number; readonly ms: number } = { from: 0, ms: 0 };

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Whether this machine tells who connects: Linux does, macOS and Windows do not. */
  get areKnown(): boolean {
    return this.#machine.readTables !== undefined;
  }

  /** `unknown` only where nobody can be known; who is in no table (gone already, or in a container) is another. Never rejects. */
  of(socket: Socket): Promise<Peer> {
    const { readTables: read } = this.#machine;
    if (read === undefined) return Promise.resolve('unknown');
    return new Promise((answer) => {
      this.#asked.push({ socket, answer });
      if (this.#asked.length > 1) return;
      const { from, ms } = this.#rest;
      if (performance.now() < from + ms) setTimeout(() => this.#answerAll(read), ms);
      else setImmediate(() => this.#answerAll(read));
    });
  }

  #answerAll(read: TableReader): void {
    const startedAt = performance.now();
    let left = this.#asked;
    this.#asked = [];
    for (let readings = 0; readings < READINGS && left.length > 0; readings += 1) {
      const owners = ownersNow(read);
      left = left.filter(({ socket, answer }) => {
        const owner = ownerOfOtherEnd(owners, socket);
        if (owner !== undefined) answer(this.#judge(owner));
        return owner === undefined;
      });
    }
    for (const { answer } of left) answer('other');
    const now = performance.now();
    this.#rest = { from: now, ms: now - startedAt };
  }

  #judge(owner: number): Peer {
    const { uid, sudoUid } = this.#machine;
    if (owner === uid || owner === sudoUid) return 'own';
    return owner === 0 ? 'root' : 'other';
  }
}

/** Nobody is known where the tables cannot be read now: too many files may be open. */
function ownersNow(read: TableReader): Owners {
  try {
    return ownersIn(read());
  } catch {
    return new Map();
  }
}

function ownerOfOtherEnd(owners: Owners, socket: Socket): number | undefined {
  const { remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 } = socket;
  const there = { address: localAddress, port: localPort };
  return ownerOf(owners, { address: remoteAddress, port: remotePort }, there);
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
