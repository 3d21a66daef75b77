// The engine's side of a measurement, as a process of its own; the one place that says how it is started.
import { join } from 'node:path';
import { run } from '../e2e/cluster/run.ts';
import type { EngineReport } from './engine.ts';
import { RELEASE, type Scene } from './scene.ts';
import { secondsOf } from './statistics.ts';

/** What a row says of it. */
export const OURS = 'the engine as a process';

/** Seconds of a whole install, or upgrade of what is there, to all healthy. */
export function odinApply(scene: Scene): Promise<number> {
  return secondsOf(() => runEngine(scene, 'apply'));
}

/** Seconds of a whole look at what an install or upgrade would change. */
export function odinDiff(scene: Scene): Promise<number> {
  return secondsOf(() => runEngine(scene, 'plan'));
}

/** `isWaitedFor: false` ends it when all is applied; `isHealthy: false` where the objects are not to become so. */
export interface EngineOptions {
  readonly isWaitedFor?: boolean;
  readonly isHealthy?: boolean;
  readonly samplesHeap?: boolean;
}

/** What the engine tells of itself. Fails when the operation ends otherwise than it should. */
export async function runEngine(
  { kubeconfig, namespace, folder }: Scene,
  verb: 'plan' | 'apply',
  { isWaitedFor = true, isHealthy = true, samplesHeap = false }: EngineOptions = {},
): Promise<EngineReport> {
  const where = ['--from', folder, '--namespace', namespace, '--kubeconfig', kubeconfig];
  const flags = [...(isWaitedFor ? [] : ['--until-applied']), ...(samplesHeap ? ['--sample-heap'] : [])];
  const program = join(import.meta.dirname, 'engine.js');
  const report: EngineReport = JSON.parse(await run(process.execPath, [program, verb, RELEASE, ...where, ...flags]));
  const expected = verb === 'plan' ? undefined : !isWaitedFor ? 'cancelled' : isHealthy ? 'succeeded' : 'failed';
  if (report.phase !== expected) throw new Error(`The operation ended as ${report.phase}: ${report.error}`);
  return report;
}
