// The built `odin` as a process with a heap of 64 MiB.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../dist/main/cli.js', import.meta.url));
const LOOK_MS = 50;

export interface Outcome {
  /** Null when it was killed: it ran past its time. */
  readonly code: number | null;
  readonly printed: string;
  readonly said: string;
  /** Of the processor: what a busy machine takes besides is not this program's. */
  readonly cpuSeconds: number;
  /** The most memory that it had at a time; 0 where the system does not say. */
  readonly peakMib: number;
}

/** Runs it, with a home of its own. */
export async function runSmallOdin(args: readonly string[], kubeconfig: string, limitMs: number): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'odin-hostile-home-'));
  const env = { ...process.env, KUBECONFIG: kubeconfig, HOME: home, ODIN_STATE_DIR: home };
  const child = spawn(process.execPath, ['--max-old-space-size=64', CLI, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let said = '';
  let peakMib = 0;
  let cpuSeconds = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(0, 1_000_000);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, 100_000);
  });
  const looking = setInterval(() => {
    peakMib = Math.max(peakMib, residentMib(child.pid));
    cpuSeconds = Math.max(cpuSeconds, secondsOf(child.pid));
  }, LOOK_MS);
  const killing = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, printed, said, cpuSeconds, peakMib };
  } finally {
    clearInterval(looking);
    clearTimeout(killing);
    rmSync(home, { recursive: true, force: true });
  }
}

function residentMib(pid: number | undefined): number {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Its user's and system's time, in ticks of which every Linux has a hundred a second; 0 where the system does not say. */
function secondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
