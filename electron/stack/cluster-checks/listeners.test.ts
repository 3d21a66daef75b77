// Judged by the kernel: a port that this very process opens. A tree of files stands for what cannot be had here.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Listener, listenersOn, THIS_MACHINE } from './listeners.ts';

const NODE = '192.168.1.7';
const here = () => ({ ...THIS_MACHINE.identity(), addresses: [NODE] });
const nodeAt = (address: string) => ({
  name: 'blade',
  addresses: [address],
  bootId: '',
  machineId: '',
  os: 'linux',
  isContainer: false,
  isWsl: false,
});
const undo: (() => unknown)[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function listening(host: string): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((done) => server.listen(0, host, done));
  undo.push(() => new Promise((done) => server.close(done)));
  return (server.address() as AddressInfo).port;
}

describe.runIf(process.platform === 'linux')('on this machine', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::', '::1'])('finds who listens on %s', async (host) => {
    const port = await listening(host);
    const found = (await listenersOn([nodeAt(NODE)], { ...THIS_MACHINE, identity: here })).filter(
      (one) => one.port === port,
    );
    expect(found).toMatchObject([
      { userId: process.getuid?.(), process: { pid: process.pid, name: 'node', isPod: false } },
    ]);
  });

  it('names no port that nobody listens on any more', async () => {
    const port = await listening('127.0.0.1');
    for (const one of undo.splice(0)) await one();
    expect(
      (await listenersOn([nodeAt(NODE)], { ...THIS_MACHINE, identity: here })).map((one) => one.port),
    ).not.toContain(port);
  });

  it.each([[[]], [['10.0.0.1']], [['blade']], [['127.0.0.1']]])(
    'asks nothing where the nodes are %j',
    async (nodes) => {
      await listening('0.0.0.0');
      expect(await listenersOn(nodes.map(nodeAt), { ...THIS_MACHINE, identity: here })).toEqual([]);
      // A container of this machine is not it, and its addresses are others.
      expect(THIS_MACHINE.identity().addresses).not.toContain('127.0.0.1');
    },
  );
});

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, state: string, userId: number, inode: number) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000 ${userId}        0 ${inode} 1 0000 100 0 0 10 0`;

/** A `/proc` with these lists, and these processes: command line, control group, sockets. */
function proc(tcp: string, processes: Readonly<Record<string, readonly [string, string, ...string[]]>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'odin-proc-'));
  folders.push(folder);
  mkdirSync(join(folder, 'net'));
  writeFileSync(join(folder, 'net', 'tcp6'), tcp);
  for (const [pid, [command, cgroup, ...sockets]] of Object.entries(processes)) {
    mkdirSync(join(folder, pid, 'fd'), { recursive: true });
    writeFileSync(join(folder, pid, 'cmdline'), command.replaceAll(' ', '\0'));
    writeFileSync(join(folder, pid, 'cgroup'), cgroup);
    for (const [index, socket] of sockets.entries()) symlinkSync(socket, join(folder, pid, 'fd', String(index)));
  }
  return { identity: here, processes: folder };
}

const any6 = '00000000000000000000000000000000:238C';
const service = '0::/system.slice/prometheus-node-exporter.service';

it.each<[string, ReturnType<typeof proc>, readonly Listener[]]>([
  [
    'a service of systemd',
    proc(line(any6, '0A', 113, 7), { 812: ['/usr/bin/prometheus-node-exporter --collector.x', service, 'socket:[7]'] }),
    [
      {
        port: 9100,
        userId: 113,
        process: { pid: 812, name: 'prometheus-node-exporter', unit: 'prometheus-node-exporter.service', isPod: false },
      },
    ],
  ],
  [
    'a pod',
    proc(line(any6, '0A', 65534, 7), {
      9: ['/bin/node_exporter', '0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-1.scope', 'socket:[7]'],
    }),
    [{ port: 9100, userId: 65534, process: { pid: 9, name: 'node_exporter', isPod: true } }],
  ],
  [
    'a pod of the second kind of control groups',
    proc(line('00000000:238C', '0A', 65534, 7), {
      9: ['node_exporter', '4:memory:/kubepods/burstable/pod1/2', 'socket:[7]'],
    }),
    [{ port: 9100, userId: 65534, process: { pid: 9, name: 'node_exporter', isPod: true } }],
  ],
  [
    'another user',
    proc(line(any6, '0A', 0, 7), { 1: ['init', '0::/init.scope', 'socket:[8]'] }),
    [{ port: 9100, userId: 0 }],
  ],
  ['a connection', proc(line(any6, '01', 0, 7)), []],
  [
    'a name that is none',
    proc(line(any6, '0A', 0, 7), { 5: ['/tmp/\u001b[2J<b>`rm`', '', 'socket:[7]'] }),
    [{ port: 9100, userId: 0, process: { pid: 5, name: '2Jbrm', isPod: false } }],
  ],
  [
    'no name',
    proc(line(any6, '0A', 0, 7), { 5: ['', '', 'pipe:[7]', 'socket:[7]'] }),
    [{ port: 9100, userId: 0, process: { pid: 5, name: 'a program without a name', isPod: false } }],
  ],
  ['nonsense', proc(`${HEAD}\n\n x\n 0: zz:zz y 0A\n   0: : 0A\n`), []],
  ['nothing', { identity: here, processes: '/nowhere' }, []],
])('reads %s', async (_name, machine, listeners) => {
  expect(await listenersOn([nodeAt(NODE)], machine)).toEqual(listeners);
});
