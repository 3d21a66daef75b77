// The built-in stack from its install to its reinstall with real pods, by way of upgrades that fail: what Prometheus wrote at the start is there at the end.
import { beforeAll, expect, it, vi } from 'vitest';
import { readHistory } from '../../electron/release/look/history.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { changesIn, configMap } from '../engine/objects.ts';
import { succeeded } from '../engine/odin.ts';
import { expectRolledOut } from './rolled-out.ts';
import { STACK, stackRelease } from './stack-release.ts';

const { engine, desired, prometheus } = stackRelease('upgrade');
const { namespace: NAMESPACE } = STACK;
const { kubectl, tryKubectl } = engine;
const never = new AbortController().signal;
const inside = (...args: readonly string[]) => kubectl(['-n', NAMESPACE, ...args]);

/** A pod and a volume that no probe guards: a controller of the default kind waits for ever for a bad pod of it. */
const ordered = (image: string, storage = '1Gi'): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'ordered' },
  spec: {
    replicas: 1,
    serviceName: 'ordered',
    selector: { matchLabels: { app: 'ordered' } },
    template: {
      metadata: { labels: { app: 'ordered' } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'main',
            image,
            command: ['sleep', '1000000'],
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
    ],
  },
});

let stack: Desired;
beforeAll(async () => {
  const plain = await desired();
  stack = { ...plain, objects: [...plain.objects, ordered('busybox:1.37')] };
});

/** The stack with other objects in the place of those of the same kind and name. */
const variant = (
  version: string,
  change: (object: KubeObject) => KubeObject | undefined,
  more: readonly KubeObject[] = [],
): Desired => ({
  ...stack,
  version,
  objects: [...stack.objects.flatMap((object) => change(object) ?? []), ...more],
});
const is = ({ kind, metadata }: KubeObject, what: string) => `${kind}/${metadata.name}` === what;
/** The object with one text in it changed, wherever it is. */
function reworded(object: KubeObject, from: string, to: string): KubeObject {
  const text = JSON.stringify(object);
  expect(text).toContain(from);
  return JSON.parse(text.replaceAll(from, to));
}

async function query(
  promql: string,
  at?: number,
): Promise<readonly { readonly metric: object; readonly value: readonly [number, string] }[]> {
  const time = at === undefined ? '' : `&time=${at}`;
  return (await prometheus(`query?query=${encodeURIComponent(promql)}${time}`)).result;
}
/** What this very process goes by: such as `15d or 8GiB`. */
const retention = async (): Promise<string> => (await prometheus('status/runtimeinfo')).storageRetention;

/** Ready to Kubernetes as it is now, without any patience, however long kubectl itself takes. */
async function expectHealthy(): Promise<void> {
  const workloads = (await inside('get', 'deployment,statefulset,daemonset', '-o', 'name')).trim().split('\n');
  for (const workload of workloads) await expectRolledOut(kubectl, NAMESPACE, workload);
  const ready = '{range .items[*]}{.status.conditions[?(@.type=="Ready")].status} {.metadata.name}{"\\n"}{end}';
  const pods = (await inside('get', 'pods', '-o', `jsonpath=${ready}`)).trim().split('\n');
  expect(pods.filter((line) => !line.startsWith('True '))).toEqual([]);
}
const history = async () =>
  [...(await readHistory(openBook(engine.context, STACK, never)))]
    .reverse()
    .map(({ revision, status, version }) => `${revision} ${status} ${version}`);

/** The oldest samples that Prometheus has of every target that was up then. */
let witness: { readonly at: number; readonly series: readonly object[] };
const seriesAt = async (at: number) =>
  (await query('up == 1', at))
    .map(({ metric }) => metric)
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

it('installs the stack: every pod is Ready the moment it says so', async () => {
  const operation = succeeded(await engine.apply(await engine.plan(stack)));
  await expectHealthy();
  expect(operation.objects.filter(({ health }) => health?.state !== 'Current')).toEqual([]);
  expect(await history()).toEqual([`1 deployed ${stack.version}`]);
  const up = () => query('up == 1 and on() up{job="node-exporter"} == 1');
  await vi.waitFor(async () => expect((await up()).length).toBeGreaterThan(3), { timeout: 120_000, interval: 1_000 });
  const at = Number((await up())[0]?.value[0]);
  witness = { at, series: await seriesAt(at) };
  expect(witness.series.length).toBeGreaterThan(3);
});

it.each([
  ['StatefulSet/prometheus', 'quay.io/prometheus/prometheus:', 'example.com/nobody/prometheus:'],
  [
    'Deployment/kube-state-metrics',
    'registry.k8s.io/kube-state-metrics/kube-state-metrics:',
    'example.com/nobody/kube-state-metrics:',
  ],
  ['StatefulSet/ordered', 'busybox:1.37', 'example.com/nobody/busybox:1'],
])('goes back by itself when the image of %s cannot be had, and says so', async (what, from, to) => {
  const [kind, name] = what.split('/');
  const images = () => inside('get', 'pods', '-o', 'jsonpath={range .items[*]}{.spec.containers[*].image}{"\\n"}{end}');
  const before = (await images()).split('\n').sort();
  const bad = variant('1.0.1', (one) => (is(one, what) ? reworded(one, from, to) : one));
  const prepared = await engine.plan(bad);
  expect(changesIn(prepared.plan)).toEqual([`configured ${kind}/${NAMESPACE}/${name}`]);
  const operation = await engine.apply(prepared);
  expect(operation, operation.error).toMatchObject({ phase: 'failed', rolledBackTo: expect.any(Number) });
  expect(operation.error).toMatch(new RegExp(`^${kind}/${NAMESPACE}/${name}: .*(pull|image).*`, 'i'));
  expect(operation.error).toContain(to);
  await expectHealthy();
  expect((await images()).split('\n').sort()).toEqual(before);
  expect((await history()).slice(-2)).toEqual([
    expect.stringMatching(/^\d+ failed 1\.0\.1$/),
    expect.stringMatching(new RegExp(`^\\d+ deployed ${stack.version}$`)),
  ]);
});

const retained = (days: number) => (one: KubeObject) =>
  is(one, 'ConfigMap/prometheus-config') ? reworded(one, 'time: 15d', `time: ${days}d`) : one;
let good = 0;

it('upgrades twice, with pods that follow their configuration and volumes that stay', async () => {
  good = Number((await history()).at(-1)?.split(' ')[0]);
  expect(await retention()).toMatch(/^15d/);
  const pod = (await engine.get(NAMESPACE, 'pod/ordered-0')).metadata.uid;
  const volume = (await engine.get(NAMESPACE, 'pvc/data-ordered-0')).metadata.uid;
  const storage = (one: KubeObject) => (is(one, 'StatefulSet/ordered') ? ordered('busybox:1.37', '2Gi') : one);
  const two = await engine.plan(
    variant('1.1.0', (one) => storage(retained(10)(one)), [configMap('added', { n: '1' })]),
  );
  expect(changesIn(two.plan)).toEqual([
    `configured ConfigMap/${NAMESPACE}/prometheus-config`,
    `configured StatefulSet/${NAMESPACE}/prometheus`,
    `created ConfigMap/${NAMESPACE}/added`,
    `replaced StatefulSet/${NAMESPACE}/ordered`,
  ]);
  succeeded(await engine.apply(two));
  await expectHealthy();
  expect(await retention()).toMatch(/^10d/);
  expect((await engine.get(NAMESPACE, 'pvc/data-ordered-0')).metadata.uid).toBe(volume);

  const isGone = ['ConfigMap/added', 'Service/kube-state-metrics', 'Deployment/kube-state-metrics'];
  const three = await engine.plan(
    variant('1.2.0', (one) => (isGone.some((name) => is(one, name)) ? undefined : storage(retained(5)(one)))),
  );
  expect(changesIn(three.plan).filter((line) => line.startsWith('deleted'))).toEqual(
    [
      'ConfigMap/monitoring/added',
      'Deployment/monitoring/kube-state-metrics',
      'Service/monitoring/kube-state-metrics',
    ].map((name) => `deleted ${name}`),
  );
  succeeded(await engine.apply(three));
  await expectHealthy();
  expect(await retention()).toMatch(/^5d/);
  expect(await engine.names(NAMESPACE, 'deployment')).toEqual(['deployment.apps/grafana']);
  expect((await engine.get(NAMESPACE, 'pod/ordered-0')).metadata.uid).toBe(pod);
});

it('goes back two revisions at once', async () => {
  const prepared = await engine.planRollback(STACK, good);
  expect(prepared.plan).toMatchObject({ toRevision: good, version: stack.version, blockers: [] });
  succeeded(await engine.apply(prepared));
  await expectHealthy();
  expect(await retention()).toMatch(/^15d/);
  expect(changesIn((await engine.plan(stack)).plan)).toEqual([]);
  expect(
    (await tryKubectl(['diff', '-f', '-'], { input: await engine.helm(4, 'get', 'manifest', 'odin', '-n', NAMESPACE) }))
      .stdout,
  ).toBe('');
  expect(await seriesAt(witness.at)).toEqual(witness.series);
});

it('ends, begins again, and still has the samples of the beginning', async () => {
  const password = (await engine.get(NAMESPACE, 'secret/grafana-admin')).data;
  await engine.uninstalled(STACK);
  expect(await engine.names(NAMESPACE, 'pod,deployment,statefulset,daemonset,service')).toEqual([]);
  expect(await engine.names(NAMESPACE, 'pvc')).toContain('persistentvolumeclaim/prometheus-data');
  const again = await engine.plan({ ...stack, createOnly: stack.createOnly });
  expect(again.plan).toMatchObject({ verb: 'install', blockers: [], needs: [] });
  succeeded(await engine.apply(again));
  await expectHealthy();
  expect((await engine.get(NAMESPACE, 'secret/grafana-admin')).data).toEqual(password);
  await vi.waitFor(async () => expect(await seriesAt(witness.at)).toEqual(witness.series), {
    timeout: 60_000,
    interval: 1_000,
  });
  const now = (await query('time()')) as unknown as readonly [number, string];
  expect(Number(now[1])).toBeGreaterThan(witness.at);
  const oldest = await query('min_over_time(timestamp(up{job="node-exporter"})[1h:1s])');
  expect(Number(oldest[0]?.value[1])).toBeLessThanOrEqual(witness.at);
});
