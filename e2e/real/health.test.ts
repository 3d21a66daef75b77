// Seven ways to be unhealthy, provoked on the node: what Kubernetes says of each in its own words, ODIN's sentence that
// carries them, and the engine that waits for them and gives up as soon as it is certain.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { FailureCause } from '../../electron/cluster/health/diagnosis.ts';
import { diagnose } from '../../electron/cluster/health/health-of.ts';
import { relatedFrom } from '../../electron/cluster/health/related.ts';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { planUninstall } from '../../electron/release/plan/plan-uninstall.ts';
import { openBook } from '../../electron/release/record/book.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const { kubeconfig, kubectl } = sharedCluster();
const never = new AbortController().signal;
let client: KubeClient;

beforeAll(async () => {
  client = await connect({ file: kubeconfig, context: (await kubectl(['config', 'current-context'])).trim() });
});
afterAll(() => client.close());

/** The troubles of `unhealthy.yaml`, in namespaces of this suite. */
function troubles(namespace: string): readonly KubeObject[] {
  const text = readFileSync(new URL('../cluster/unhealthy.yaml', import.meta.url), 'utf8');
  return parseAllDocuments(text.replaceAll(/\bunhealthy\b/g, namespace)).map((document): KubeObject => document.toJS());
}

describe('seven ways to be unhealthy', () => {
  const NAMESPACE = 'health-seven';
  const manifest = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: troubles(NAMESPACE) });
  beforeAll(() => kubectl(['apply', '--server-side', '-f', '-'], { input: manifest }));
  afterAll(() => kubectl(['delete', '--wait=false', '-f', '-'], { input: manifest }));

  const POD = '.items[0].status';
  it.each<[string, string, string, RegExp]>([
    ['image', `{${POD}.containerStatuses[0].state.waiting}`, 'pods', /ErrImagePull.*example\.invalid\/none:1/],
    ['crash', `{${POD}.containerStatuses[0].lastState.terminated.exitCode}`, 'pods', /^3$/],
    ['oom', `{${POD}.containerStatuses[0].lastState.terminated.reason}`, 'pods', /^OOMKilled$/],
    [
      'unschedulable',
      `{${POD}.conditions[?(@.type=="PodScheduled")].message}`,
      'pods',
      /Insufficient nvidia\.com\/gpu/,
    ],
    ['probe', '{.items[?(@.reason=="Unhealthy")].message}', 'events', /Readiness probe failed: .*connection refused/],
    ['claim', '{.items[?(@.reason=="ProvisioningFailed")].message}', 'events', /"does-not-exist" not found/],
    [
      'quota',
      '{.items[0].status.conditions[?(@.type=="ReplicaFailure")].message}',
      'deployments',
      /exceeded quota: none-left/,
    ],
  ])('%s, in Kubernetes’ own words', { timeout: 180_000 }, async (name, jsonpath, kind, words) => {
    const selector = kind === 'pods' ? [`--selector=app=${name}`] : [];
    const args = ['-n', namespaceOf(name), 'get', kind, ...selector, '-o', `jsonpath=${jsonpath}`];
    await vi.waitFor(async () => expect(await kubectl(args)).toMatch(words), { timeout: 90_000, interval: 500 });
  });

  it.each<[name: string, cause: FailureCause, sentence: RegExp, message: (all: readonly KubeObject[]) => unknown]>([
    ['image', 'image', /^image pull failed: /, (all) => waitingOf(all).message],
    [
      'crash',
      'crash',
      /^container main crashes \(exit code 3, restarted \d times\): /,
      (all) => eventOf(all, 'BackOff'),
    ],
    [
      'oom',
      'oom',
      /^container main is killed for using more memory than its limit of 16Mi \(/,
      () => 'OOMKilled, exit code 137',
    ],
    ['unschedulable', 'unschedulable', /^cannot be scheduled: /, (all) => podCondition(all, 'PodScheduled')],
    ['probe', 'probe', /^container main is not ready: /, (all) => eventOf(all, 'Unhealthy')],
    [
      'claim',
      'claim',
      /^waits for PersistentVolumeClaim\/.*: no volume: /,
      (all) => eventOf(all, 'ProvisioningFailed'),
    ],
    ['quota', 'quota', /^pods cannot be created: /, (all) => replicaFailure(all)],
  ])('%s, in a sentence', { timeout: 180_000 }, async (name, cause, sentence, message) => {
    await vi.waitFor(
      async () => {
        const all = await around(name);
        const deployment = all.find((object) => object.kind === 'Deployment');
        if (deployment === undefined) throw new Error('not there yet');
        const diagnosis = diagnose(deployment, relatedFrom(all));
        expect(diagnosis).toMatchObject({ cause, reason: expect.stringMatching(sentence) });
        const words = message(all);
        expect(words).not.toBe('');
        expect(diagnosis.reason).toContain(imageWords(words));
      },
      { timeout: 150_000, interval: 500 },
    );
  });

  /** A quota counts everybody, so that its Deployment lives alone. */
  function namespaceOf(name: string): string {
    return name === 'quota' ? `${NAMESPACE}-quota` : NAMESPACE;
  }

  /** The Deployment and what Kubernetes keeps around it. */
  async function around(name: string): Promise<readonly KubeObject[]> {
    const kinds = 'deployments,replicasets,pods,persistentvolumeclaims,events';
    const { items } = JSON.parse(await kubectl(['get', kinds, '-n', namespaceOf(name), '-o', 'json'])) as {
      items: KubeObject[];
    };
    const isOf = (object: KubeObject) => {
      const about = (object.involvedObject as { name?: string } | undefined)?.name ?? object.metadata.name;
      return (
        about === name || about.startsWith(`${name}-`) || object.kind === 'PersistentVolumeClaim' || name === 'claim'
      );
    };
    return items.filter((object) => isOf(object) && (object.kind !== 'Deployment' || object.metadata.name === name));
  }
});

describe('an install that cannot become healthy', () => {
  it('fails within seconds of an image that is not there, and says which', async () => {
    const namespace = 'health-verify';
    const context = { client, discovery: new Discovery(client) };
    const wanted = troubles(namespace).filter(({ metadata }) => ['image', namespace].includes(metadata.name));
    const desired = { release: 'broken', namespace, version: '1', objects: wanted, createOnly: [], skipped: [] };
    const operation = await applyPlan(
      context,
      await planRevision(openBook(context, desired, never), { desired, consent: [] }),
      () => {},
      never,
    );
    const endedAt = Date.now();
    expect(operation).toMatchObject({
      phase: 'failed',
      error: expect.stringMatching(
        new RegExp(`^Deployment/${namespace}/image: image pull failed: .*example\\.invalid/none:1`),
      ),
    });
    const { items } = JSON.parse(
      await kubectl(['get', 'events', '-n', namespace, '-o', 'json', '--field-selector=reason=Failed']),
    ) as { items: (KubeObject & { firstTimestamp: string })[] };
    const first = Math.min(...items.map(({ firstTimestamp }) => Date.parse(firstTimestamp)));
    expect(endedAt - first, 'milliseconds after the kubelet saw it').toBeLessThan(5_000);

    const gone = await planUninstall(openBook(context, { release: 'broken', namespace }, never), {
      deleteData: true,
      consent: [],
    });
    expect(await applyPlan(context, gone, () => {}, never)).toMatchObject({ phase: 'succeeded' });
    expect(gone.plan.changes.map(({ ref, op }) => `${op} ${formatRef(ref)}`)).toEqual([
      `deleted Deployment/${namespace}/image`,
      `deleted Namespace/${namespace}`,
    ]);
  });
});

describe('an install that crashes', () => {
  it('fails after the third crash, with the last words of its log', { timeout: 120_000 }, async () => {
    const namespace = 'health-crash';
    const context = { client, discovery: new Discovery(client) };
    const wanted = troubles(namespace).filter(({ metadata }) => ['crash', namespace].includes(metadata.name));
    const desired = { release: 'broken', namespace, version: '1', objects: wanted, createOnly: [], skipped: [] };
    const operation = await applyPlan(
      context,
      await planRevision(openBook(context, desired, never), { desired, consent: [] }),
      () => {},
      never,
    );
    expect(operation).toMatchObject({
      phase: 'failed',
      error: expect.stringMatching(/^Deployment\/health-crash\/crash: container main crashes \(exit code 3, restarted/),
    });
    const { health } = operation.objects.find(({ ref }) => ref.kind === 'Deployment') ?? {};
    expect(health?.evidence).toContain('no such setting: colour');
    const gone = await planUninstall(openBook(context, { release: 'broken', namespace }, never), {
      deleteData: true,
      consent: [],
    });
    expect(await applyPlan(context, gone, () => {}, never)).toMatchObject({ phase: 'succeeded' });
  });
});

type Status = { readonly [field: string]: unknown };
const statusOf = (object: KubeObject | undefined) => (object?.status ?? {}) as Status;
const podOf = (all: readonly KubeObject[]) => all.find((object) => object.kind === 'Pod');

function waitingOf(all: readonly KubeObject[]): { message: string } {
  const [container] = (statusOf(podOf(all)).containerStatuses ?? []) as { state: { waiting?: { message: string } } }[];
  return container?.state.waiting ?? { message: '' };
}

function conditionOf(object: KubeObject | undefined, type: string): string {
  const conditions = (statusOf(object).conditions ?? []) as { type: string; message: string }[];
  return conditions.find((condition) => condition.type === type)?.message ?? '';
}

const podCondition = (all: readonly KubeObject[], type: string) => conditionOf(podOf(all), type);
const replicaFailure = (all: readonly KubeObject[]) =>
  conditionOf(
    all.find((object) => object.kind === 'Deployment'),
    'ReplicaFailure',
  );

function eventOf(all: readonly KubeObject[], reason: string): string {
  const events = all.filter((object) => object.kind === 'Event' && object.reason === reason);
  return String(events.at(-1)?.message ?? '').trim();
}

/** The registry's words inside the kubelet's. */
function imageWords(words: unknown): string {
  return String(words)
    .replace(/^Back-off pulling image "[^"]*": ErrImagePull: /, '')
    .trim();
}
