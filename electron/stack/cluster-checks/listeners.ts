// Programs that listen on ports of this machine, where it is a node of the cluster. By Linux' own lists; elsewhere nodes are
// virtual machines, and nothing is known of them.
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type MachineIdentity, thisMachine } from '../../distribution/this-machine.ts';
import { isThisMachine, type NodeIdentity } from '../../distribution/whereabouts.ts';

/** A TCP port of this machine that somebody listens on. */
export interface Listener {
  readonly port: number;
  /** Of the one who opened it. */
  readonly userId: number;
  /** Who holds it; undefined where that is another user's process, into which nobody but root may look. */
  readonly process?: HoldingProcess;
}

interface HoldingProcess {
  readonly pid: number;
  /** Of its program, without the folder. */
  readonly name: string;
  /** The systemd unit that runs it, such as `prometheus-node-exporter.service`. */
  readonly unit?: string;
  /** It is in a pod. */
  readonly isPod: boolean;
}

/** This machine, as far as it is asked. */
export interface Machine {
  readonly identity: () => MachineIdentity;
  /** Where its processes are listed: `/proc`. */
  readonly processes: string;
}

export const THIS_MACHINE: Machine = { identity: () => thisMachine(process.platform), processes: '/proc' };

const LISTENING = '0A';

/** None where this machine is none of the nodes, and where the lists cannot be read. Never throws. */
export async function listenersOn(nodes: readonly NodeIdentity[], machine: Machine): Promise<readonly Listener[]> {
  const identity = machine.identity();
  if (!nodes.some((node) => isThisMachine(node, identity))) return [];
  const lists = await Promise.all(['tcp', 'tcp6'].map((name) => textOf(join(machine.processes, 'net', name))));
  const sockets = lists.flatMap((text) => socketsOf(text));
  const holders = await holdersOf(new Set(sockets.map(({ inode }) => inode)), machine.processes);
  return sockets.map(({ port, userId, inode }) => {
    const process = holders.get(inode);
    return { port, userId, ...(process === undefined ? {} : { process }) };
  });
}

/** Of lines such as `0: 00000000:238C 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534 0 31337 1 …`. */
function socketsOf(list: string) {
  return list.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , userId, , inode = ''] = line.trim().split(/\s+/);
    const port = Number.parseInt(local.split(':')[1] ?? '', 16);
    return state === LISTENING && port > 0 ? [{ port, userId: Number(userId), inode }] : [];
  });
}

async function holdersOf(inodes: ReadonlySet<string>, processes: string): Promise<ReadonlyMap<string, HoldingProcess>> {
  const holders = new Map<string, HoldingProcess>();
  for (const pid of (await namesIn(processes)).filter((name) => /^\d+$/.test(name))) {
    const folder = join(processes, pid, 'fd');
    for (const fd of await namesIn(folder)) {
      const target = await readlink(join(folder, fd)).catch(() => '');
      const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? [];
      if (inode !== undefined && inodes.has(inode)) holders.set(inode, await processOf(processes, pid));
    }
  }
  return holders;
}

async function processOf(processes: string, pid: string): Promise<HoldingProcess> {
  const [command, cgroups] = await Promise.all([
    textOf(join(processes, pid, 'cmdline')),
    textOf(join(processes, pid, 'cgroup')),
  ]);
  const [, unit] = /\/([\w@:.-]+\.service)(?:\/|$)/m.exec(cgroups) ?? [];
  return {
    pid: Number(pid),
    name: nameOf(command),
    ...(unit === undefined ? {} : { unit }),
    isPod: cgroups.includes('kubepods'),
  };
}

/** Whoever wrote the command line may have written anything: a name, and no more of it. */
function nameOf(command: string): string {
  const program = command.split('\0')[0]?.split('/').at(-1) ?? '';
  return program.replaceAll(/[^\w.+-]/g, '').slice(0, 40) || 'a program without a name';
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
