// Runs the measurements one after the other and reports them. `--short` runs each once, to see that it runs.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../e2e/app/launch.ts';
import { formatTable } from '../electron/cli/table.ts';
import { measureApply } from './apply.ts';
import { measureIdle } from './idle.ts';
import { type Result, type Row, resultOf } from './statistics.ts';
import { measureWindow } from './window.ts';

const runs = process.argv.includes('--short') ? 1 : 7;
const kubeconfig = process.env.ODIN_E2E_KUBECONFIG ?? '';
const apiKubeconfig = process.env.ODIN_E2E_API_KUBECONFIG ?? kubeconfig;

const measurements: readonly (() => Promise<Row>)[] = [
  () => measureWindow(runs),
  () => measureApply(apiKubeconfig, runs),
  () => measureIdle(kubeconfig),
];

const results: Result[] = [];
for (const measure of measurements) results.push(resultOf(await measure()));

const rows = results.map(({ work, peer, unit, oursMedian, theirsMedian, ratio, goal, isMet, ours }) => [
  work,
  `${oursMedian.toFixed(2)} ${unit}`,
  `${theirsMedian.toFixed(2)} ${unit}`,
  ratio.toFixed(3),
  `≤ ${goal}`,
  isMet ? 'met' : 'missed',
  String(ours.length),
  peer,
]);
console.log(formatTable(['WORK', 'ODIN', 'PEER', 'RATIO', 'GOAL', '', 'RUNS', 'BESIDE'], rows));

const folder = join(PROJECT, 'bench', 'results');
await mkdir(folder, { recursive: true });
const at = new Date().toISOString();
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
const file = join(folder, `${at.replaceAll(':', '-')}.json`);
await writeFile(file, `${JSON.stringify({ at, machine, results }, null, 2)}\n`);
console.log(`\n${file}`);
