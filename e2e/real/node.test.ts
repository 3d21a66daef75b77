// One command brings a node up and one takes it down, with nothing left behind.
import { readFile, readlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { startNode } from '../cluster/cluster.ts';
import { attempt, run } from '../cluster/run.ts';

const mayHaveNode = process.getuid?.() === 0 && process.env.ODIN_CLUSTER_HOME !== undefined;

it.skipIf(!mayHaveNode)('comes up, runs a pod that asks DNS, and leaves nothing', async () => {
  const node = await startNode();
  const state = dirname(node.kubeconfig);
  const cgroups = (await readFile(`${state}/cgroups`, 'utf8')).trim().split('\n');
  try {
    // The first answers of a DNS that has only just come up may not come.
    const lookup = ['sh', '-c', 'until nslookup kubernetes.default.svc.cluster.local; do sleep 1; done'];
    await node.kubectl(['run', 'lookup', '--image=busybox:1.37', '--restart=Never', '--', ...lookup]);
    await node.kubectl(['wait', 'pod/lookup', '--for=jsonpath={.status.phase}=Succeeded', '--timeout=120s']);
    expect(await node.kubectl(['logs', 'lookup'])).toContain('10.43.0.1');
    expect(await node.exec(['ip', '-4', '-brief', 'address', 'show', 'eth0'])).toContain('10.44.0.2/24');
  } finally {
    await node.down();
  }
  for (const path of [state, ...cgroups]) expect((await attempt('test', ['-e', path])).code).toBe(1);
  expect(await run('cat', ['/proc/self/mountinfo'])).not.toContain(state);
  await expect(processesUsing(state)).resolves.toEqual([]);
});

/** Command lines of the processes that name a path or work in it. */
async function processesUsing(path: string): Promise<readonly string[]> {
  const pids = (await run('ps', ['-e', '-o', 'pid='])).trim().split(/\s+/);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return command.includes(path) || folder.startsWith(path) ? [command] : [];
    }),
  );
  return found.flat();
}
