// The gate as its container runs it: httpd, scrapes at the same time, locks that were left behind, and nvidia-smi's stand-in.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUSYBOX, GATE, GPU, Machine, pageOf, sampleOf } from './machine.testkit.ts';

const run = promisify(execFile);

let machine: Machine;
const started: ChildProcess[] = [];
beforeEach(async () => {
  machine = await Machine.make();
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  await machine.end();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** As the ConfigMap is mounted. */
async function start(): Promise<string> {
  const home = machine.path('gate');
  mkdirSync(join(home, 'www/cgi-bin'), { recursive: true });
  mkdirSync(join(home, 'www/metrics'));
  for (const file of ['decide.sh', 'lock.sh', 'memory.sh', 'series.sh', 'filter.awk', 'processes.awk'])
    symlinkSync(join(GATE, file), join(home, file));
  for (const name of ['metrics', 'index.cgi']) symlinkSync(join(GATE, 'metrics'), join(home, 'www/cgi-bin', name));
  copyFileSync(join(GATE, 'healthy'), join(home, 'www/metrics/healthy'));
  const port = await freePort();
  const child = spawn(BUSYBOX ?? 'busybox', ['sh', join(GATE, 'start')], {
    env: { ...machine.variables(), GATE_HOME: home, GATE_LISTEN: `127.0.0.1:${port}` },
    stdio: 'ignore',
  });
  started.push(child);
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => expect((await fetch(`${url}/metrics/healthy`)).status).toBe(200), 10_000);
  return url;
}

describe.skipIf(BUSYBOX === undefined)('the gate', () => {
  it('answers at the exporter’s own address and at its own, and asks nobody for a probe', async () => {
    const url = await start();
    expect(machine.calls).toBe(0);
    for (const path of ['/metrics', '/cgi-bin/metrics']) {
      const response = await fetch(`${url}${path}`);
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      const page = await response.text();
      expect(sampleOf(page, `odin_gpu_asked{pci="${GPU.pci}"}`)).toBe(1);
      expect(page.endsWith(pageOf([GPU]))).toBe(true);
    }
    expect(machine.calls).toBe(2);
  });

  it('ends when it is told to', async () => {
    await start();
    const [child] = started;
    const ended = new Promise((done) => child?.once('exit', done));
    child?.kill('SIGTERM');
    await ended;
    expect(child?.exitCode).toBe(0);
  });

  it('asks once for scrapes at the same time, which all get the answer', async () => {
    const url = await start();
    machine.answer = (_request, response) => setTimeout(() => response.end(pageOf([GPU])), 1_000);
    const pages = await Promise.all([1, 2, 3].map(async () => (await fetch(`${url}/cgi-bin/metrics`)).text()));
    expect(machine.calls).toBe(1);
    for (const page of pages) expect(page.endsWith(pageOf([GPU]))).toBe(true);
    await (await fetch(`${url}/cgi-bin/metrics`)).text();
    expect(machine.calls).toBe(2);
  });

  it('goes on after a scrape that was killed', async () => {
    machine.write('state/lock/owner', '4194305\n'); // above every pid
    expect(await machine.scrape()).toContain('nvidia_smi_gpu_info');
    machine.write('state/lock/owner', `${process.pid}\n`); // another has its pid now
    await start(); // a container begins anew
    expect(await machine.scrape()).toContain('nvidia_smi_gpu_info');
  });

  it('does not wait for ever for one that hangs, and says that it has no answer', async () => {
    machine.write('state/lock/owner', `${process.pid}\n`);
    const scrape = async () =>
      (await run(BUSYBOX ?? 'busybox', ['sh', join(GATE, 'metrics')], { env: machine.variables() })).stdout;
    expect(await scrape()).toMatch(/^Status: 503 /);
    expect(await scrape()).toMatch(/^Status: 503 /);
    expect(await scrape()).toContain('nvidia_smi_gpu_info');
  });

  it('gives a scrape its own files, though one that was given up goes on', async () => {
    const url = await start();
    const waiting: (() => void)[] = [];
    machine.answer = (_request, response) => waiting.push(() => response.end(pageOf([GPU])));
    const scrape = () => fetch(`${url}/cgi-bin/metrics`);
    const asked = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count), 3_000);
    const first = scrape();
    await asked(1);
    rmSync(machine.path('state/lock'), { recursive: true });
    const second = scrape();
    await asked(2);
    waiting[0]?.();
    expect((await first).status).toBe(503);
    expect(existsSync(machine.path('state/lock'))).toBe(true); // the second's
    waiting[1]?.();
    expect((await (await second).text()).endsWith(pageOf([GPU]))).toBe(true);
    expect(waiting).toHaveLength(2);
    expect(readdirSync(machine.path('state')).sort()).toEqual(['answer', 'ask', 'boot', 'count', 'gpu', 'info']);
  });

  it('does not pretend where it cannot write', async () => {
    machine.environment.GATE_STATE = '/proc/none';
    const { stdout } = await run(BUSYBOX ?? 'busybox', ['sh', join(GATE, 'metrics')], { env: machine.variables() });
    expect(stdout).toMatch(/^Status: 503 /);
    expect(machine.calls).toBe(0);
  });
});

describe.skipIf(BUSYBOX === undefined)('nvidia-smi', () => {
  /** The arguments that reach the real one. */
  async function passed(...args: readonly string[]): Promise<string> {
    machine.write('smi/nvidia-smi', '#!/bin/sh\necho "$*"\n');
    await run('chmod', ['+x', machine.path('smi/nvidia-smi')]);
    const { stdout } = await run(BUSYBOX ?? 'busybox', ['sh', join(GATE, 'nvidia-smi'), ...args], {
      env: { PATH: machine.path('smi'), GATE_STATE: machine.path('state') },
    });
    return stdout.trim();
  }
  const QUERY = ['--query-gpu=uuid,name', '--format=csv'];

  it('asks about all where the gate named none', async () => {
    expect(await passed(...QUERY)).toBe(QUERY.join(' '));
    machine.write('state/ask', '\n');
    expect(await passed(...QUERY)).toBe(QUERY.join(' '));
  });

  it('asks about those that the gate named', async () => {
    machine.write('state/ask', '0000:01:00.0,0000:02:00.0\n');
    expect(await passed(...QUERY)).toBe(`-i 0000:01:00.0,0000:02:00.0 ${QUERY.join(' ')}`);
    expect(await passed('--query-compute-apps=pid', '--format=csv')).toBe(
      '-i 0000:01:00.0,0000:02:00.0 --query-compute-apps=pid --format=csv',
    );
  });

  it('leaves questions alone that are about no GPU', async () => {
    machine.write('state/ask', '0000:01:00.0\n');
    expect(await passed('--help-query-gpu')).toBe('--help-query-gpu');
    expect(await passed('--version')).toBe('--version');
  });
});
