// The apply phase of the built-in stack, beside `kubectl apply --server-side` of the same files on the same API server.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { assetsDir } from '../electron/assets.ts';
import { connect } from '../electron/kube/connect.ts';
import { Discovery } from '../electron/kube/discovery.ts';
import { applyPlan } from '../electron/release/apply-plan.ts';
import type { Desired } from '../electron/release/desired.ts';
import { planRevision } from '../electron/release/plan-revision.ts';
import { renderStack } from '../electron/stack/render.ts';
import type { Row } from './statistics.ts';

/** Each run applies to a namespace of its own, so that every object is new both times. Needs no node: pods never start. */
export async function measureApply(kubeconfig: string, runs: number): Promise<Row> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = -1; i < runs; i++) {
    const mine = await applyPhase(kubeconfig, `bench-odin-${i + 1}`);
    const kubectl = await kubectlApply(kubeconfig, `bench-kubectl-${i + 1}`);
    if (i < 0) continue;
    ours.push(mine);
    theirs.push(kubectl);
  }
  return { work: 'apply phase of the stack', peer: 'kubectl apply --server-side', unit: 's', ours, theirs, goal: 1 };
}

async function desiredIn(namespace: string): Promise<Desired> {
  const capabilities = {
    runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
    runtimeHandlers: undefined,
    storageClasses: [{ name: 'local-path', isDefault: true }],
  };
  const rendered = await renderStack({ assetsDir: join(assetsDir(), 'stack'), namespace, capabilities });
  // Cluster-scoped objects would be there already the second time; each run has its own.
  const objects = rendered.objects.map((object) =>
    object.metadata.namespace === undefined && object.kind !== 'Namespace'
      ? { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-${namespace}` } }
      : object,
  );
  return { release: namespace, namespace, ...rendered, objects };
}

async function applyPhase(kubeconfig: string, namespace: string): Promise<number> {
  const [context = ''] = execFileSync('kubectl', ['--kubeconfig', kubeconfig, 'config', 'current-context'], {
    encoding: 'utf8',
  }).split('\n');
  const client = await connect({ file: kubeconfig, context });
  try {
    const target = { client, discovery: new Discovery(client) };
    const prepared = await planRevision(
      target,
      { desired: await desiredIn(namespace), consent: [] },
      AbortSignal.timeout(60_000),
    );
    const stop = new AbortController();
    let startedAt = Number.NaN;
    let endedAt = Number.NaN;
    await applyPlan(
      target,
      prepared,
      ({ phase }) => {
        if (phase === 'applying' && Number.isNaN(startedAt)) startedAt = performance.now();
        if (phase !== 'verifying' || !Number.isNaN(endedAt)) return;
        endedAt = performance.now();
        stop.abort();
      },
      stop.signal,
    );
    return (endedAt - startedAt) / 1000;
  } finally {
    await client.close();
  }
}

async function kubectlApply(kubeconfig: string, namespace: string): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'odin-bench-apply-'));
  try {
    const { objects } = await desiredIn(namespace);
    const file = join(dir, 'stack.yaml');
    await writeFile(file, objects.map((object) => stringify(object, { version: '1.1' })).join('---\n'));
    const startedAt = performance.now();
    execFileSync('kubectl', ['--kubeconfig', kubeconfig, 'apply', '--server-side', '-f', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return (performance.now() - startedAt) / 1000;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
