// CPU time, memory and open files of the app's processes, all together. Linux only: it reads /proc.
import { readdir, readFile } from 'node:fs/promises';
import type { ElectronApplication } from 'playwright';

/** USER_HZ, which Linux has had at 100 on all common machines. */
const TICKS_PER_SECOND = 100;

/** User and system time so far, in seconds. */
export async function cpuSecondsOf(app: ElectronApplication): Promise<number> {
  const stats = await ofAll(app, (pid) => readFile(`/proc/${pid}/stat`, 'utf8'));
  return sum(stats.map(cpuTicks)) / TICKS_PER_SECOND;
}

/** Proportional set size in MB: what several processes share counts once. */
export async function pssOf(app: ElectronApplication): Promise<number> {
  const texts = await ofAll(app, (pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8'));
  return sum(texts.map((text) => Number(text.match(/^Pss:\s+(\d+) kB$/m)?.[1] ?? 0))) / 1024;
}

/** How many files, sockets and pipes are open. */
export async function descriptorsOf(app: ElectronApplication): Promise<number> {
  return sum((await ofAll(app, (pid) => readdir(`/proc/${pid}/fd`))).map(({ length }) => length));
}

/** A process may end while it is looked at. */
async function ofAll<T>(app: ElectronApplication, look: (pid: number) => Promise<T>): Promise<readonly T[]> {
  const looks = (await descendants(app.process().pid ?? 0)).map((pid) => look(pid).catch(() => undefined));
  return (await Promise.all(looks)).filter((seen) => seen !== undefined);
}

async function descendants(root: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const fields = afterName(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
    parents.set(pid, Number(fields[1]));
  }
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return pids.filter(isBelow);
}

/** utime + stime of proc(5)'s stat. */
function cpuTicks(stat: string): number {
  const fields = afterName(stat);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** The fields from the third on: the second, the program's name, may hold spaces. */
function afterName(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
