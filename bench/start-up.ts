// The time that `odin` takes before it does anything, beside a Node that does nothing.
import { join } from 'node:path';
import { PROJECT } from '../e2e/app/launch.ts';
import { odin } from '../e2e/app/odin.ts';
import { oracleTools } from '../e2e/cluster/helm.ts';
import { run } from '../e2e/cluster/run.ts';
import { inTurn, type Row, secondsOf } from './statistics.ts';

const CLI = join(PROJECT, 'dist', 'main', 'cli.js');

/** What a person or a shell waits for without a cluster. */
const LINES = ['--version', '--help', 'completion bash'] as const;

/** A start is short, so that one alone says little. */
const STARTS = 5;

/** A row for each, and one for what asks a cluster. */
export async function measureStartUp(kubeconfig: string, runs: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const line of LINES) {
    const seconds = (...args: readonly string[]) =>
      secondsOf(async () => {
        for (let count = 0; count < STARTS; count++) await run(process.execPath, [...args]);
      });
    const measured = await inTurn(
      runs,
      () => seconds(CLI, ...line.split(' ')),
      () => seconds('-e', '0'),
    );
    rows.push({
      work: `odin ${line}`,
      how: `\`odin\`, the whole process, ${STARTS} times`,
      peer: '`node -e 0`',
      unit: 's',
      goal: 2,
      ...measured,
    });
  }
  return [...rows, await statusRow(kubeconfig, runs)];
}

async function statusRow(kubeconfig: string, runs: number): Promise<Row> {
  const { kubectl } = await oracleTools();
  const measured = await inTurn(
    runs,
    // Its exit status says how the cluster is.
    () => secondsOf(() => odin(['status'], { KUBECONFIG: kubeconfig })),
    () => secondsOf(() => run(kubectl, ['get', 'pods', `--kubeconfig=${kubeconfig}`])),
  );
  return {
    work: 'odin status',
    how: '`odin`, the whole process',
    peer: 'kubectl get pods',
    unit: 's',
    goal: 4,
    ...measured,
  };
}
