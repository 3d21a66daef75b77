// Runs the measurements, all or those that are named, one after the other and reports them. `--short` runs each once, to
// see that it runs.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../e2e/app/launch.ts';
import { formatTable } from '../electron/cli/table.ts';
import { measureApplyMany, measureApplyStack } from './apply-phase.ts';
import { measureGrowth } from './growth.ts';
import { measureIdle } from './idle.ts';
import { measureImagePull } from './image-pull.ts';
import { measureInstallMany } from './install-many.ts';
import { measureInstallStack } from './install-stack.ts';
import { measureLiveTable } from './live-table.ts';
import { measureLogSearch } from './log-search.ts';
import { measurePage } from './page.ts';
import { measurePlanChart } from './plan-chart.ts';
import { measurePlanMany } from './plan-many.ts';
import { measureSoak } from './soak.ts';
import { measureStartUp } from './start-up.ts';
import { type Result, type Row, resultOf } from './statistics.ts';
import { measureUpgradeOne } from './upgrade-one.ts';
import { measureWindow } from './window.ts';

const runs = process.argv.includes('--short') ? 1 : 5;
const kubeconfig = process.env.ODIN_E2E_KUBECONFIG ?? '';
const apiKubeconfig = process.env.ODIN_E2E_API_KUBECONFIG ?? kubeconfig;

const MEASUREMENTS: Readonly<Record<string, () => Promise<Row | readonly Row[]>>> = {
  window: () => measureWindow(runs),
  'start-up': () => measureStartUp(apiKubeconfig, runs),
  page: () => measurePage(runs),
  'log-search': () => measureLogSearch(runs),
  'apply-stack': () => measureApplyStack(apiKubeconfig, runs),
  'apply-many': () => measureApplyMany(apiKubeconfig, runs),
  'plan-many': () => measurePlanMany(apiKubeconfig, runs),
  'plan-chart': () => measurePlanChart(apiKubeconfig, runs),
  'upgrade-one': () => measureUpgradeOne(apiKubeconfig, runs),
  'install-many': () => measureInstallMany(apiKubeconfig, runs),
  growth: () => measureGrowth(apiKubeconfig, runs),
  'live-table': () => measureLiveTable(apiKubeconfig, runs, runs === 1 ? 20 : 300),
  soak: () => measureSoak(runs === 1),
  'install-stack': () => measureInstallStack(kubeconfig, runs),
  'image-pull': () => measureImagePull(kubeconfig, runs),
  idle: () => measureIdle(runs),
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.filter((name) => MEASUREMENTS[name] === undefined);
if (unknown.length > 0) {
  throw new Error(`No measurement is called ${unknown.join(', ')}; there are ${Object.keys(MEASUREMENTS).join(', ')}.`);
}

const results: Result[] = [];
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const measured = [await measure()].flat().map(resultOf);
  for (const { work, ratio } of measured) console.log(`${name}: ${work}: ${ratio.toFixed(3)}`);
  results.push(...measured);
}

const rows = results.map(({ work, how, peer, unit, oursMedian, theirsMedian, ratio, goal, isMet, ours }) => [
  work,
  `${oursMedian.toFixed(2)} ${unit}`,
  `${theirsMedian.toFixed(2)} ${unit}`,
  ratio.toFixed(3),
  `≤ ${goal}`,
  isMet ? 'met' : 'missed',
  String(ours.length),
  how,
  peer,
]);
const heading = ['WORK', 'ODIN', 'PEER', 'RATIO', 'GOAL', '', 'RUNS', 'MEASURED', 'BESIDE'];
console.log(`\n${formatTable({ heading, rows }).join('\n')}`);

const folder = join(PROJECT, 'bench', 'results');
await mkdir(folder, { recursive: true });
const at = new Date().toISOString();
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
const file = join(folder, `${at.replaceAll(':', '-')}.json`);
await writeFile(file, `${JSON.stringify({ at, machine, results }, null, 2)}\n`);
console.log(`\n${file}`);
