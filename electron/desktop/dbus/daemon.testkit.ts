// A real dbus-daemon for tests, and a server that never says a word.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine has the daemon. */
export const HAS_DAEMON = spawnSync('dbus-daemon', ['--version']).status === 0;

export interface Daemon {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts a session bus of its own. */
export async function startDaemon(): Promise<Daemon> {
  const options = ['--session', '--nofork', '--print-address=1'];
  const daemon = spawn('dbus-daemon', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise<string>((resolve, reject) => {
    daemon.once('error', reject).once('exit', () => reject(new Error('dbus-daemon ended')));
    daemon.stdout.once('data', (text) => resolve(String(text).trim()));
  });
  return { address, stop: () => end(daemon) };
}

/** Listens and answers each chunk of a connection with `reply`; nothing by default. */
export async function startPretender(reply?: string): Promise<{ socketPath: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'odin-dbus-'));
  const socketPath = join(folder, 'bus');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => void (reply !== undefined && socket.write(reply)));
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const stop = () => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { socketPath, stop };
}

function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill();
  return ended;
}
