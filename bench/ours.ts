// Our side of a measurement; the one place that says how it is started: `odin` for whole verbs, a program around the engine for parts of them.
import { join } from 'node:path';
import { PROJECT } from '../e2e/app/launch.ts';
import { odin } from '../e2e/app/odin.ts';
import { run } from '../e2e/cluster/run.ts';
import type { EngineReport } from './engine.ts';
import { RELEASE, type Scene } from './scene.ts';
import { secondsOf } from './statistics.ts';

const CLI = join(PROJECT, 'dist', 'main', 'cli.js');

/** What a row says of a whole verb. */
export const OURS = '`odin`, the whole process';

/** Seconds of an install, to all healthy. */
export function odinInstall(scene: Scene): Promise<number> {
  return secondsOf(() => runOdin(scene, 'install', '--yes'));
}

/** Seconds of an upgrade, to all healthy. */
export function odinUpgrade(scene: Scene): Promise<number> {
  return secondsOf(() => runOdin(scene, 'upgrade', '--yes'));
}

/** Seconds of a look at what would change. Fails when there is something to show. */
export function odinDiff(scene: Scene): Promise<number> {
  return secondsOf(() => runOdin(scene, 'diff'));
}

/** Seconds of a look at what an install would do. */
export function odinPlan(scene: Scene): Promise<number> {
  return secondsOf(() => runOdin(scene, 'plan'));
}

/** Seconds of processor time, of the user and of the system, that the same takes. */
export async function odinPlanCpu(scene: Scene): Promise<number> {
  // Node does not tell what a child has used; the shell does, on its last line.
  const told = await run('sh', [
    '-c',
    '"$@" >/dev/null && times',
    'sh',
    process.execPath,
    CLI,
    ...wordsOf(scene, 'plan'),
  ]);
  const [, ofChildren = ''] = told.trim().split('\n');
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

function wordsOf({ kubeconfig, namespace, folder }: Scene, verb: string): string[] {
  return [verb, RELEASE, '--from', folder, '--namespace', namespace, '--kubeconfig', kubeconfig];
}

async function runOdin(scene: Scene, verb: string, ...flags: string[]): Promise<void> {
  const args = [...wordsOf(scene, verb), ...flags];
  const { code, stderr } = await odin(args, {});
  if (code !== 0) throw new Error(`odin ${args.join(' ')} ended with ${code}: ${stderr}`);
}

/** `isWaitedFor: false` ends it when all is applied; `isHealthy: false` where the objects are not to become so. */
export interface EngineOptions {
  readonly isWaitedFor?: boolean;
  readonly isHealthy?: boolean;
  readonly samplesHeap?: boolean;
}

/** What the engine tells of itself while it plans and applies. Fails when the operation ends otherwise than it should. */
export async function runEngine(
  { kubeconfig, namespace, folder }: Scene,
  { isWaitedFor = true, isHealthy = true, samplesHeap = false }: EngineOptions = {},
): Promise<EngineReport> {
  const where = ['--from', folder, '--namespace', namespace, '--kubeconfig', kubeconfig];
  const flags = [...(isWaitedFor ? [] : ['--until-applied']), ...(samplesHeap ? ['--sample-heap'] : [])];
  const program = join(import.meta.dirname, 'engine.js');
  const report: EngineReport = JSON.parse(await run(process.execPath, [program, RELEASE, ...where, ...flags]));
  const expected = !isWaitedFor ? 'cancelled' : isHealthy ? 'succeeded' : 'failed';
  if (report.phase !== expected) throw new Error(`The operation ended as ${report.phase}: ${report.error}`);
  return report;
}
