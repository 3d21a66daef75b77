// Our side of a measurement; the one place that says how it is started: `odin` for whole verbs, a program around the engine for parts of them.
import { join } from 'node:path';
import { odin } from '../e2e/app/odin.ts';
import { run } from '../e2e/cluster/run.ts';
import type { EngineReport } from './engine.ts';
import { RELEASE, type Scene } from './scene.ts';
import { secondsOf } from './statistics.ts';

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

async function runOdin({ kubeconfig, namespace, folder }: Scene, verb: string, ...flags: string[]): Promise<void> {
  const args = [verb, RELEASE, '--from', folder, '--namespace', namespace, '--kubeconfig', kubeconfig, ...flags];
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
