// A machine for the gate: files in the place of sysfs and /proc, clocks that stand, and a stand-in exporter that counts. The gate
// runs in it as it does in its container: by busybox alone.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const GATE = fileURLToPath(new URL('../../assets/stack/1.3.0/nvidia-gpu-exporter/gate', import.meta.url));

export const BUSYBOX = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'busybox'))
  .find(existsSync);

/** A GPU as the driver tells it. */
export interface Gpu {
  readonly pci: string;
  readonly uuid: string;
  readonly utilization?: number;
  readonly memoryBytes?: number;
  /** pid → its name and bytes; left out where processes are not collected. */
  readonly processes?: Readonly<Record<string, readonly [name: string, bytes: number]>>;
}

export const GPU: Gpu = { pci: '0000:01:00.0', uuid: 'aaaaaaaa-0000-0000-0000-000000000001' };

/** The exporter's page of some GPUs; names of processes are as they stand in it, escaped. */
export function pageOf(gpus: readonly Gpu[]): string {
  const lines = gpus.flatMap(({ pci, uuid, utilization = 0, memoryBytes = 2 ** 20, processes }, index) => [
    `nvidia_smi_gpu_info{index="${index}",name="NVIDIA Test ${index}",pci_bus_id="0000${pci.toUpperCase()}",uuid="${uuid}"} 1`,
    `nvidia_smi_utilization_gpu_ratio{uuid="${uuid}"} ${utilization}`,
    `nvidia_smi_memory_used_bytes{uuid="${uuid}"} ${memoryBytes}`,
    ...(processes === undefined
      ? []
      : [
          `nvidia_smi_compute_apps{uuid="${uuid}"} ${Object.keys(processes).length}`,
          ...Object.entries(processes).flatMap(([pid, [name, bytes]]) => [
            `nvidia_smi_compute_app_info{pid="${pid}",process_name="${name}",uuid="${uuid}"} 1`,
            ...(Number.isNaN(bytes)
              ? []
              : [
                  `nvidia_smi_compute_app_used_memory_bytes{pid="${pid}",process_name="${name}",uuid="${uuid}"} ${bytes}`,
                ]),
          ]),
        ]),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What a device's files say; undefined: there is no such file. */
export interface Power {
  readonly status?: string | undefined;
  readonly control?: string | undefined;
  readonly suspendedMs?: string | undefined;
}

export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'odin-gate-'));
  /** Requests that reached the exporter. */
  calls = 0;
  uptime = 10_000;
  wall = 1_800_000_000;
  answer: RequestListener = (_request, response) => response.end(pageOf([GPU]));
  readonly environment: Record<string, string> = {};
  readonly #server = createServer((request, response) => {
    this.calls += 1;
    this.answer(request, response);
  });

  /** With one GPU that is awake. */
  static async make(): Promise<Machine> {
    const machine = new Machine();
    await new Promise<void>((listening) => machine.#server.listen(0, '127.0.0.1', listening));
    mkdirSync(machine.path('bin'));
    execFileSync(BUSYBOX ?? 'busybox', ['--install', '-s', machine.path('bin')]);
    machine.device(GPU.pci);
    machine.refcnt('3');
    return machine;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A file below the folder; undefined: none. */
  write(name: string, text: string | undefined): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    rmSync(this.path(name), { force: true });
    if (text !== undefined) writeFileSync(this.path(name), text);
  }

  /** A GPU's files in sysfs, with its driver. */
  device(pci: string, { status = 'active', control = 'auto', suspendedMs = '0' }: Power = {}): void {
    const at = `sys/bus/pci/devices/${pci}`;
    mkdirSync(this.path(`sys/bus/pci/drivers/nvidia/${pci}`), { recursive: true });
    this.write(`${at}/vendor`, '0x10de\n');
    this.write(`${at}/class`, '0x030000\n');
    this.write(`${at}/power/runtime_status`, `${status}\n`);
    this.write(`${at}/power/control`, `${control}\n`);
    this.write(`${at}/power/runtime_suspended_time`, `${suspendedMs}\n`);
  }

  unplug(pci: string): void {
    rmSync(this.path(`sys/bus/pci/devices/${pci}`), { recursive: true });
    this.unbind(pci);
  }

  /** Takes the driver from it. */
  unbind(pci: string): void {
    rmSync(this.path(`sys/bus/pci/drivers/nvidia/${pci}`), { recursive: true });
  }

  refcnt(count: string | undefined): void {
    this.write('sys/module/nvidia/refcnt', count === undefined ? undefined : `${count}\n`);
  }

  /** Time goes on for both clocks. */
  pass(seconds: number): void {
    this.uptime += seconds;
    this.wall += seconds;
  }

  variables(): NodeJS.ProcessEnv {
    const { port } = this.#server.address() as AddressInfo;
    this.write('proc/uptime', `${this.uptime}.25 1.00\n`);
    return {
      PATH: this.path('bin'),
      GATE_SYS: this.path('sys'),
      GATE_PROC: this.path('proc'),
      GATE_STATE: this.path('state'),
      GATE_URL: `http://127.0.0.1:${port}/metrics`,
      GATE_HOME: GATE,
      GATE_NOW: `${this.wall}`,
      ...this.environment,
    };
  }

  /** The page of one scrape, without its head. */
  async scrape(): Promise<string> {
    const { stdout, stderr } = await promisify(execFile)(BUSYBOX ?? 'busybox', ['sh', join(GATE, 'metrics')], {
      env: this.variables(),
      maxBuffer: 2 ** 25,
    });
    if (stderr !== '') throw new Error(`the gate complains: ${stderr}`);
    return stdout.slice(stdout.indexOf('\r\n\r\n') + 4);
  }

  /** Whether one scrape reached the exporter, and its page. */
  async look(): Promise<{ readonly asked: boolean; readonly page: string }> {
    const before = this.calls;
    const page = await this.scrape();
    return { asked: this.calls > before, page };
  }

  /** For nvidia-smi: the GPUs that the gate names, or "". */
  only(): string {
    return readFileSync(this.path('state/ask'), 'utf8').trim();
  }

  async end(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
    rmSync(this.folder, { recursive: true });
  }
}

/** The value of a series, by its name and labels as they stand in the page; undefined where it is not there. */
export function sampleOf(page: string, series: string): number | undefined {
  const line = page.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}
