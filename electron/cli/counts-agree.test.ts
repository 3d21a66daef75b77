// One cluster, told in five places: headline, table, problems, tray and `odin status` must count the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, type AlertReport, SEVERITIES } from '../../shared/model/alert.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { type Overview, overviewSchema, type Verdict, verdictSchema } from '../../shared/model/overview.ts';
import { snapshotOf } from '../cluster/snapshot.testkit.ts';
import { summarize } from '../cluster/summarize.ts';
import { verdictOf } from '../cluster/verdict.ts';
import { withAlerts } from '../cluster/verdict-with-alerts.ts';
import { withGpus } from '../cluster/verdict-with-gpus.ts';
import { trayView } from '../desktop/tray-view.ts';
import { healthBlocks } from './status-report.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const context = { id: 'f#k3s', kind: 'kubeconfig', name: 'k3s', isCurrent: true } as const;
const connected: ClusterStatus = { state: 'connected', context, version: 'v1.36.5', distribution: 'K3s', nodeCount: 1 };
const NAMESPACE = 'lab';
const TITLES: Readonly<Record<string, string>> = { grafana: 'Grafana', loki: 'Loki', agent: 'GPU exporter' };

const name = fc.constantFrom('grafana', 'loki', 'agent', 'web', 'web-2');
const few = fc.integer({ min: 0, max: 2 });
const labels = (app: string) => ({ 'app.kubernetes.io/name': app, 'app.kubernetes.io/part-of': 'odin' });

/** Who wrote the number of pods, beside the release that made the workload. */
const scaler = fc.constantFrom(undefined, 'helm', 'kubectl-scale', 'odin-control-panel-scale', 'k3s');
const HANDS = ['kubectl-scale', 'odin-control-panel-scale'];

function managersOf(scaledBy: string | undefined): readonly object[] {
  const replicas = { 'f:replicas': {} };
  const own = { 'f:selector': {}, ...(scaledBy === 'helm' ? replicas : {}) };
  const entries = [{ manager: 'helm', operation: 'Apply', fieldsV1: { 'f:spec': own } }];
  if (scaledBy === undefined || scaledBy === 'helm') return entries;
  return [
    ...entries,
    { manager: scaledBy, operation: 'Update', subresource: 'scale', fieldsV1: { 'f:spec': replicas } },
  ];
}

function isStoppedByHand({ kind, metadata, spec }: KubeObject): boolean {
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return false;
  const { manager = '' } = (metadata.managedFields as { manager?: string }[] | undefined)?.at(-1) ?? {};
  return (spec as { replicas?: number }).replicas === 0 && HANDS.includes(manager);
}

const workload: fc.Arbitrary<KubeObject> = fc
  .record({
    kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'),
    name,
    app: name,
    desired: few,
    ready: few,
    scaledBy: scaler,
  })
  .map(({ kind, name, app, desired, ready, scaledBy }) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: NAMESPACE,
      uid: `${kind}-${name}`,
      labels: labels(app),
      managedFields: managersOf(scaledBy),
    },
    spec: { replicas: desired, template: { metadata: { labels: { app } } } },
    status: {
      observedGeneration: 1,
      replicas: desired,
      updatedReplicas: desired,
      readyReplicas: ready,
      availableReplicas: ready,
      desiredNumberScheduled: desired,
      numberReady: ready,
      numberAvailable: ready,
      updatedNumberScheduled: desired,
    },
  }));

const service: fc.Arbitrary<KubeObject> = fc.record({ name, app: fc.option(name) }).map(({ name, app }) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: NAMESPACE, labels: labels(name) },
  spec: { ...(app === null ? {} : { selector: { app } }), ports: [{ port: 80 }] },
}));

const containerState = fc.constantFrom(
  { ready: true, state: { running: {} } },
  { ready: false, state: { running: {} } },
  { ready: false, state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } },
  {
    ready: false,
    restartCount: 4,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1 } },
  },
);
const pod: fc.Arbitrary<KubeObject> = fc
  .record({
    index: fc.integer({ min: 0, max: 40 }),
    kind: fc.constantFrom('StatefulSet', 'DaemonSet', 'Job', ''),
    owner: name,
    phase: fc.constantFrom('Running', 'Failed', 'Pending'),
    container: containerState,
  })
  .map(({ index, kind, owner, phase, container }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod-${index}`,
      namespace: NAMESPACE,
      uid: `pod-${index}`,
      ...(kind === ''
        ? {}
        : {
            ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, uid: `${kind}-${owner}`, controller: true }],
          }),
    },
    spec: { nodeName: 'node', containers: [{ name: 'main' }] },
    status: { phase, containerStatuses: [{ name: 'main', image: 'x/y:1', ...container }] },
  }));

const ref: fc.Arbitrary<ObjectRef> = fc.oneof(
  fc
    .record({ kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'), name })
    .map((one) => ({ apiVersion: 'apps/v1', namespace: NAMESPACE, ...one })),
  name.map((one) => ({ apiVersion: 'v1', kind: 'Service', namespace: NAMESPACE, name: one })),
  fc
    .integer({ min: 0, max: 40 })
    .map((index) => ({ apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name: `pod-${index}` })),
  name.map((one) => ({ apiVersion: 'batch/v1', kind: 'Job', namespace: NAMESPACE, name: one })),
  fc.constant({ apiVersion: 'v1', kind: 'Node', name: 'node' }),
);
const alert: fc.Arbitrary<Alert> = fc
  .record({ id: fc.integer({ min: 0, max: 1e6 }), severity: fc.constantFrom(...SEVERITIES), object: fc.option(ref) })
  .map(({ id, severity, object }) => ({
    fingerprint: `f${id}`,
    name: 'Rule',
    severity,
    state: 'firing',
    since: id,
    summary: `Alert ${id}`,
    labels: {},
    ...(object === null ? {} : { object }),
  }));

const cluster = fc.record({
  objects: fc
    .tuple(fc.array(workload, { maxLength: 6 }), fc.array(service, { maxLength: 6 }), fc.array(pod, { maxLength: 40 }))
    .map((lists) => lists.flat()),
  missing: fc.array(ref, { maxLength: 3 }),
  alerts: fc.uniqueArray(alert, { maxLength: 8, selector: ({ fingerprint }) => fingerprint }),
});

/** The numbers of a headline that counts parts. */
function counted(sentence: string): { readonly healthy: number; readonly total: number } | undefined {
  const some = /^(\d+) of (\d+) parts/.exec(sentence);
  if (some !== null) return { healthy: Number(some[1]), total: Number(some[2]) };
  const all = sentence === 'The one part is healthy' ? 1 : Number(/^All (\d+) parts are healthy$/.exec(sentence)?.[1]);
  return Number.isNaN(all) ? undefined : { healthy: all, total: all };
}

function sightOf({ objects, missing, alerts }: typeof cluster extends fc.Arbitrary<infer T> ? T : never): {
  readonly overview: Overview;
  readonly verdict: Verdict;
} {
  const snapshot = snapshotOf(objects, { namespace: NAMESPACE });
  const overview = summarize(snapshot, missing, (one) => TITLES[one]) ?? expect.unreachable('incomplete');
  const report: AlertReport = { state: 'known', source: 'alertmanager', alerts: [...alerts], at: 0 };
  return { overview, verdict: withAlerts(verdictOf(connected, overview), overview, report) };
}

test('headline, parts, problems, tray and `odin status` agree on any cluster', () => {
  fc.assert(
    fc.property(cluster, (one) => {
      const { overview, verdict } = sightOf(one);
      expect(overviewSchema.parse(overview)).toEqual(overview);
      expect(verdictSchema.parse(verdict)).toEqual(verdict);
      const { parts } = overview;
      const sick = parts.filter(({ health }) => health.state !== 'Current');
      expect(new Set(parts.map(({ title }) => title)).size).toBe(parts.length);
      if (!overview.installed) {
        expect(verdict).toMatchObject({ level: 'notInstalled', problems: [] });
        return;
      }

      // The headline counts the rows; critical alerts alone have a headline of their own.
      const numbers = counted(verdict.sentence);
      const critical = one.alerts.filter(({ severity }) => severity === 'critical').length;
      if (numbers === undefined) {
        expect([sick.length, verdict.level]).toEqual([0, 'degraded']);
        expect(verdict.sentence).toBe(critical === 1 ? 'A critical alert fires' : `${critical} critical alerts fire`);
      } else {
        expect(numbers).toEqual({ healthy: parts.length - sick.length, total: parts.length });
      }
      expect(verdict.level === 'healthy').toBe(sick.length === 0 && critical === 0);

      // What a hand has scaled to zero is not among the healthy. Of two with one name the later counts.
      const latest = new Map(one.objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
      for (const [key, object] of latest) {
        if (!isStoppedByHand(object)) continue;
        const part = sick.find(({ object: { kind, name } }) => `${kind}/${name}` === key);
        expect(part?.health.state, key).toBe('Stopped');
      }

      // One problem for each part that is not well, and each alert in exactly one.
      const { problems } = verdict;
      expect(new Set(problems.map(({ id }) => id)).size).toBe(problems.length);
      const about = (object: ObjectRef) =>
        problems.filter((problem) => JSON.stringify(problem.object) === JSON.stringify(object)).length;
      for (const part of sick) expect(about(part.object), part.title).toBe(1);
      expect(problems.flatMap(({ alerts }) => alerts).sort()).toEqual(one.alerts.map((it) => it.fingerprint).sort());
      const titles = new Set(sick.map(({ health }) => health.why?.title));
      const ofParts = problems.filter(({ title, alerts }) => titles.has(title) || alerts.length > 0);
      const strays = problems.filter((problem) => !ofParts.includes(problem));
      for (const { object } of strays) expect(object?.kind).toBe('Pod');
      expect(verdict.reason).toBe(verdict.level === 'healthy' ? undefined : problems[0]?.title);

      // Nobody says anything else.
      const tray = trayView(withGpus(verdict, [], 0));
      expect(tray.tooltip.split('\n')[0]).toBe(`ODIN: ${verdict.sentence}`);
      const lines = layOut(healthBlocks(verdict, overview)).map(plain);
      const table = lines.slice(lines.indexOf(lines.find((line) => line.startsWith('PART')) ?? '') + 1);
      expect(table.slice(0, parts.length).map((line) => line.split(/ {3,}/)[0])).toEqual(
        parts.map((part) => part.title),
      );
      expect(lines.filter((line) => problems.some(({ title }) => title === line)).length).toBe(problems.length);
    }),
    { numRuns: 150 },
  );
});

test('a problem keeps its id whatever else there is, in whichever order it is told', () => {
  fc.assert(
    fc.property(cluster, (one) => {
      const ids = ({ verdict }: { readonly verdict: Verdict }) => verdict.problems.map(({ id }) => id).sort();
      const turned = { ...one, objects: [...one.objects].reverse(), alerts: [...one.alerts].reverse() };
      const unique = new Map(one.objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
      // Of two objects with one name the later counts: without those the order is nothing.
      if (unique.size !== one.objects.length) return;
      expect(ids(sightOf(turned))).toEqual(ids(sightOf(one)));
    }),
    { numRuns: 100 },
  );
});
