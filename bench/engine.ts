// The engine as a program that tells how long each part of an install or upgrade took, which `odin` does not.
//     engine.js RELEASE --from DIR --namespace NAMESPACE --kubeconfig FILE [--until-applied] [--sample-heap]
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '../electron/kube/connect.ts';
import { Discovery } from '../electron/kube/discovery.ts';
import { currentOf } from '../electron/kube/kubeconfig-list.ts';
import { readKubeconfigs } from '../electron/kube/read-kubeconfigs.ts';
import { applyPlan } from '../electron/release/apply/apply-plan.ts';
import type { ReleaseContext } from '../electron/release/context.ts';
import { planRevision } from '../electron/release/plan/plan-revision.ts';
import type { PreparedPlan } from '../electron/release/plan/prepared.ts';
import { openBook } from '../electron/release/record/book.ts';
import { parseManifests } from '../electron/stack/manifests/yaml.ts';
import type { Operation } from '../shared/model/operation.ts';

/** What it prints, as JSON. Times are in seconds. */
export interface EngineReport {
  readonly planSeconds: number;
  /** From the first write of the release's own objects to the last. */
  readonly applySeconds: number;
  /** The largest `heapUsed` that was seen, garbage not yet collected included. */
  readonly heapPeakMb?: number;
  readonly phase: Operation['phase'];
  readonly error?: string;
  /** When it ended, by the clock on the wall, in ms. */
  readonly endedAt: number;
}

const HEAP_INTERVAL_MS = 5;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '' },
    namespace: { type: 'string', default: '' },
    kubeconfig: { type: 'string', default: '' },
    'until-applied': { type: 'boolean', default: false },
    'sample-heap': { type: 'boolean', default: false },
  },
});
const [release = ''] = positionals;

let heapPeak = 0;
function sampleHeap(): void {
  if (values['sample-heap']) heapPeak = Math.max(heapPeak, process.memoryUsage().heapUsed);
}
const sampling = values['sample-heap'] ? setInterval(sampleHeap, HEAP_INTERVAL_MS) : undefined;

const context = currentOf(readKubeconfigs([values.kubeconfig]))?.name ?? '';
const client = await connect({ file: values.kubeconfig, context });
try {
  const target = { client, discovery: new Discovery(client) };
  const objects = await readFolder(values.from);
  const desired = {
    release,
    namespace: values.namespace,
    version: '1.0.0',
    objects,
    createOnly: [],
    skipped: [],
  };
  const startedAt = performance.now();
  const prepared = await planRevision(openBook(target, desired, new AbortController().signal), {
    desired,
    consent: [],
  });
  const planSeconds = (performance.now() - startedAt) / 1000;
  if (prepared.plan.blockers.length > 0) throw new Error(prepared.plan.blockers.join(' '));
  const carriedOut = await carryOut(target, prepared);
  sampleHeap();
  const heap = sampling === undefined ? {} : { heapPeakMb: heapPeak / 2 ** 20 };
  const report: EngineReport = { planSeconds, ...carriedOut, ...heap };
  console.log(JSON.stringify(report));
} finally {
  clearInterval(sampling);
  await client.close();
}

async function readFolder(folder: string) {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text, index) => parseManifests(text, files[index] ?? ''));
}

async function carryOut(target: ReleaseContext, prepared: PreparedPlan): Promise<Omit<EngineReport, 'planSeconds'>> {
  const began = new Map<Operation['phase'], number>();
  const stop = new AbortController();
  const note = ({ phase }: Operation): void => {
    sampleHeap();
    if (!began.has(phase)) began.set(phase, performance.now());
    if (phase === 'verifying' && values['until-applied']) stop.abort();
  };
  const { phase, error } = await applyPlan(target, prepared, note, stop.signal);
  const endedAt = Date.now();
  const applySeconds = ((began.get('verifying') ?? Number.NaN) - (began.get('applying') ?? Number.NaN)) / 1000;
  return { applySeconds, phase, endedAt, ...(error === undefined ? {} : { error }) };
}
