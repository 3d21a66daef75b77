// The cost of the app when nobody does anything: the CPU time of all its processes, beside one core.
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import { odin } from '../e2e/app/odin.ts';
import type { Row } from './statistics.ts';

const SETTLE_MS = 10_000;
const WINDOW_MS = 30_000;
/** USER_HZ, which Linux has had at 100 on all common machines. */
const TICKS_PER_SECOND = 100;

/** The overview of the installed stack on a real cluster, watches open, for 30 s. Linux only: it reads /proc. */
export async function measureIdle(kubeconfig: string): Promise<Row> {
  await expectOdin(kubeconfig, 'install', '--yes');
  const launched = await launchApp({ kubeconfig });
  try {
    await launched.page.getByRole('heading', { level: 1 }).waitFor();
    await sleep(SETTLE_MS);
    const before = await cpuSeconds(launched);
    await sleep(WINDOW_MS);
    const used = ((await cpuSeconds(launched)) - before) / (WINDOW_MS / 1000);
    return {
      work: 'idle CPU of all processes',
      how: 'the app with its overview open',
      peer: 'one core',
      unit: '%',
      ours: [used * 100],
      theirs: [100],
      goal: 0.01,
    };
  } finally {
    await launched.close();
    await expectOdin(kubeconfig, 'uninstall', '--yes', '--delete-data');
  }
}

async function expectOdin(kubeconfig: string, ...args: string[]): Promise<void> {
  const { code, stderr } = await odin(args, { KUBECONFIG: kubeconfig });
  if (code !== 0) throw new Error(`odin ${args.join(' ')} ended with ${code}: ${stderr}`);
}

async function cpuSeconds({ app }: LaunchedApp): Promise<number> {
  const pids = await descendants(app.process().pid ?? 0);
  const ticks = await Promise.all(
    pids.map(async (pid) => cpuTicks(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))),
  );
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND;
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
