// A server of the stack that runs by itself for a test, on a port of 127.0.0.1 and in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_MS = 30_000;

export interface Started {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts it and waits until it answers at `ready`. Rejects, with what it printed, where it ends before that.
 * @param args of its folder and its port
 */
export async function start(
  program: string,
  ready: string,
  args: (folder: string, port: number) => Promise<readonly string[]>,
): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), `odin-${program}-`));
  const port = await freePort();
  const child = spawn(program, await args(folder, port), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  let isOver = false;
  const ended = new Promise<void>((done) => {
    const end = () => {
      isOver = true;
      done();
    };
    child.once('close', end).once('error', (error) => {
      said += error.message;
      end();
    });
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const end = Date.now() + START_MS;
  while (!(await answers(url + ready))) {
    if (isOver || Date.now() > end) {
      await stop();
      throw new Error(`${program} does not answer at ${ready}: ${said}`);
    }
    await sleep(100);
  }
  return { url, stop };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
