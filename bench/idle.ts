// The cost of the app when nobody does anything: the CPU time of all its processes, beside one core.
import { setTimeout as sleep } from 'node:timers/promises';
import { launchApp } from '../e2e/app/launch.ts';
import { odin } from '../e2e/app/odin.ts';
import { cpuSecondsOf } from './processes.ts';
import type { Row } from './statistics.ts';

const SETTLE_MS = 10_000;
const WINDOW_MS = 30_000;

/** The overview of the installed stack on a real cluster, watches open, for 30 s. Linux only: it reads /proc. */
export async function measureIdle(kubeconfig: string): Promise<Row> {
  await expectOdin(kubeconfig, 'install', '--yes');
  const launched = await launchApp({ kubeconfig });
  try {
    await launched.page.getByRole('heading', { level: 1 }).waitFor();
    await sleep(SETTLE_MS);
    const before = await cpuSecondsOf(launched.app);
    await sleep(WINDOW_MS);
    const used = ((await cpuSecondsOf(launched.app)) - before) / (WINDOW_MS / 1000);
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
