// Settings of the stack, judged by those who have the say: the API server, helm and promtool. Needs no node.
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readSupplied } from '../../electron/release/look/values.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { Session } from '../../electron/session/session.ts';
import { COMPLETE_CLUSTER as capabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { readSettings } from '../../electron/stack/settings/read-settings.ts';
import { pairwiseWays, settingsOf } from '../../electron/stack/settings/settings-space.testkit.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { apiServer } from '../cluster/cluster.ts';
import { engineOn } from './engine.ts';
import { openSession } from './open-session.ts';
import { checkConfig } from './promtool.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const engine = engineOn('settings', apiServer());
const { kubectl, tryKubectl } = engine;
const never = new AbortController().signal;
const STACK = { release: STACK_RELEASE, namespace: STACK_NAMESPACE };
const CLASS = 'settings-default';

const exporter = { name: 'mine', image: 'localhost:5000/mine:1', port: 9400 };
const first = { version: 1, prometheus: { scrapeInterval: '30s' }, exporters: [exporter], components: { logs: true } };

async function rendered(settings: object) {
  const read = readSettings(settings, 'test').settings;
  return renderStack({ assetsDir, namespace: STACK_NAMESPACE, capabilities, settings: read });
}

/** The stack's ConfigMaps alone, which are healthy without a node. */
async function configured(supplied: Readonly<Record<string, unknown>>): Promise<Desired> {
  const { version, objects } = await rendered(supplied);
  const values = { supplied, defaults: DEFAULT_SETTINGS };
  return {
    ...STACK,
    version,
    objects: objects.filter(({ kind }) => kind === 'ConfigMap'),
    createOnly: [],
    skipped: [],
    values,
  };
}

async function withSession<T>(use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(engine);
  try {
    return await use(session);
  } finally {
    await session.dispose();
  }
}

beforeAll(async () => {
  const classes = await kubectl(['get', 'storageclass', '-o', 'json']);
  if (classes.includes('is-default-class')) return;
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: CLASS, annotations },
    provisioner: 'nobody.example/none',
  };
  await kubectl(['create', '-f', '-'], { input: JSON.stringify(storageClass) });
});
afterAll(() => tryKubectl(['delete', 'storageclass', CLASS, '--ignore-not-found']));

it('are accepted by the API server, every field known to it, with every pair of choices', async () => {
  await kubectl(['create', 'namespace', STACK_NAMESPACE]);
  try {
    for (const ways of pairwiseWays()) {
      const { objects, createOnly } = await rendered(settingsOf(ways));
      const items = [...objects, ...createOnly].filter(({ kind }) => kind !== 'Namespace');
      const dryRun = ['create', '--dry-run=server', '--validate=strict', '-o', 'name', '-f', '-'];
      const accepted = await kubectl(dryRun, { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
      expect(accepted.trim().split('\n'), ways.join()).toHaveLength(items.length);
    }
  } finally {
    await kubectl(['delete', 'namespace', STACK_NAMESPACE, '--wait']);
  }
});

it('give promtool a configuration that it accepts, with every pair of choices', async ({ skip }) => {
  for (const ways of pairwiseWays()) {
    const { objects } = await rendered(settingsOf(ways));
    if (!objects.some(({ metadata }) => metadata.name === 'prometheus-config')) continue;
    const outcome = await checkConfig(objects);
    if (outcome === undefined) return skip('promtool is not in the PATH');
    expect(`${outcome.stdout}${outcome.stderr}`, ways.join()).toContain('SUCCESS');
    expect(outcome.code).toBe(0);
  }
});

describe('in the record', () => {
  afterEach(() => tryKubectl(['delete', 'namespace', STACK_NAMESPACE, '--wait', '--ignore-not-found']));
  const helmValues = async (major: 3 | 4, ...args: readonly string[]) =>
    JSON.parse(await engine.helm(major, 'get', 'values', STACK.release, '-n', STACK.namespace, '-o', 'json', ...args));
  const revisions = async () =>
    JSON.parse(await engine.helm(4, 'history', STACK.release, '-n', STACK.namespace, '-o', 'json')).length;

  it('are Helm’s values, and what was not chosen is among all of them', async () => {
    await engine.installed(await configured(first));
    for (const major of [3, 4] as const) {
      expect(await helmValues(major)).toEqual(first);
      expect(await helmValues(major, '--all')).toEqual({ ...readSettings(first, '').settings, exporters: [exporter] });
    }
  });

  it('are kept where they change no object, and come back with a rollback', async () => {
    await engine.installed(await configured(first));
    const second = { ...first, resources: 'small' };
    await engine.installed(await configured(second));
    expect(await helmValues(4)).toEqual(second);
    expect(await revisions()).toBe(2);
    await engine.installed(await configured(second));
    expect(await revisions()).toBe(2);
    await engine.apply(await engine.planRollback(STACK, 1));
    expect(await helmValues(3)).toEqual(first);
    expect(await readSupplied(openBook(engine.context, STACK, never))).toEqual({ revision: 3, supplied: first });
  });

  it('hold for the next plan that names none, and can be read', async () => {
    await engine.installed(await configured(first));
    await withSession(async (session) => {
      const find = async (settings?: Readonly<Record<string, unknown>>) => {
        const request = { want: 'install', consent: [], ...(settings === undefined ? {} : { settings }) } as const;
        const { changes } = await session.plan(request, never);
        return (name: string) => changes.find(({ ref }) => ref.kind === 'ConfigMap' && ref.name === name);
      };
      const again = await find();
      expect(again('prometheus-config')?.op).toBe('unchanged');
      expect(again('prometheus-scrape')?.op).toBe('unchanged');
      expect(again('loki-config')?.op).toBe('unchanged');
      const defaults = await find({ version: 1 });
      expect(defaults('prometheus-config')).toMatchObject({
        op: 'configured',
        after: expect.stringContaining('scrape_interval: 15s'),
      });
      expect(defaults('prometheus-scrape')?.op).toBe('deleted');
      expect((await session.settings.read(never))?.supplied).toEqual(first);
      expect((await session.stackStatus(never)).settings).toEqual(first);
    });
  });

  it('lead the window’s charts to a Prometheus that is there already', async () => {
    const existing = { namespace: 'observability', service: 'kube-prom' };
    await engine.installed(await configured({ version: 1, prometheus: { existing } }));
    await withSession(async (session) => {
      await expect(session.forwards.prometheus(never)).rejects.toThrow('observability/kube-prom');
    });
  });

  it('must name a Prometheus that is there, at a port that it has, before there is a plan', async () => {
    const namespace = engine.namespaceFor('there');
    const label = 'app.kubernetes.io/name=prometheus';
    await kubectl(['create', 'namespace', namespace]);
    await kubectl(['create', 'service', 'clusterip', 'kube-prom', '--tcp=9091:9090', '-n', namespace]);
    await withSession(async (session) => {
      const refusal = (chosen: object) => {
        const settings = { version: 1, prometheus: { existing: { namespace, ...chosen } } };
        return session.plan({ want: 'install', consent: [], settings }, never).then(
          () => 'a plan',
          (error: Error) => error.message,
        );
      };
      expect(await refusal({ service: 'prom' })).toBe(
        `The settings: prometheus.existing.service is prom, and Service ${namespace}/prom is not in this cluster: name that of your Prometheus.`,
      );
      await kubectl(['label', 'service', 'kube-prom', label, '-n', namespace]);
      expect(await refusal({ service: 'prom' })).toContain(`did you mean ${namespace}/kube-prom?`);
      expect(await refusal({ service: 'kube-prom' })).toBe(
        `The settings: prometheus.existing.port is 9090, which Service ${namespace}/kube-prom does not have: choose among 9091.`,
      );
      expect(await refusal({ service: 'kube-prom', port: 9091 })).toBe('a plan');
      const own = ['service', 'prom', '-n', namespace, 'app.kubernetes.io/part-of=odin', label];
      await kubectl(['create', 'service', 'clusterip', 'prom', '--tcp=9090:9090', '-n', namespace]);
      await kubectl(['label', ...own]);
      // Another stack's, of another namespace, may be used, though it is not what somebody meant by a wrong name.
      expect(await refusal({ service: 'prom' })).toBe('a plan');
      expect(await refusal({ service: 'no' })).toMatch(/did you mean \S+kube-prom\?$/);
    });
  });

  it('leave out what needs a port of the nodes that another DaemonSet holds, or nothing is planned', async () => {
    const namespace = engine.namespaceFor('ports');
    const node = `${namespace}-node`;
    const labels = { app: 'other-node-exporter' };
    const containers = [{ name: 'a', image: 'busybox:1.37', ports: [{ containerPort: 9100 }] }];
    const podSpec = { hostNetwork: true, nodeSelector: { 'kubernetes.io/hostname': node }, containers };
    const metadata = { name: 'other-node-exporter', namespace };
    const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec } };
    await kubectl(['create', 'namespace', namespace]);
    const create = (object: object) => kubectl(['create', '-f', '-'], { input: JSON.stringify(object) });
    await create({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec });
    const scheduled = (count: number) =>
      kubectl([
        'wait',
        '-n',
        namespace,
        'daemonset/other-node-exporter',
        `--for=jsonpath={.status.desiredNumberScheduled}=${count}`,
      ]);
    await scheduled(0);
    await withSession(async (session) => {
      const planOf = (components: object) =>
        session.plan({ want: 'install', consent: [], settings: { version: 1, components } }, never);
      // No node is meant for it yet.
      expect((await planOf({})).changes.length).toBeGreaterThan(10);
      await create({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: node, labels: { 'kubernetes.io/hostname': node } },
      });
      try {
        await scheduled(1);
        await expect(planOf({})).rejects.toMatchObject({
          code: 'unsupported',
          message: `DaemonSet/monitoring/node-exporter needs port 9100 of the nodes, which DaemonSet/${namespace}/other-node-exporter holds: take that one away, or leave this one out in the settings.`,
        });
        expect((await planOf({ nodeExporter: false })).changes.length).toBeGreaterThan(10);
      } finally {
        // At once: the next test plans the same stack.
        await kubectl(['delete', '-n', namespace, 'daemonset/other-node-exporter', '--wait']);
        await kubectl(['delete', 'node', node]);
      }
    });
  });

  it('of a newer ODIN are refused, and other ones may be given', async () => {
    const newer = { version: 99, anything: true };
    await engine.installed({ ...(await configured(first)), values: { supplied: newer, defaults: {} } });
    await withSession(async (session) => {
      const request = { want: 'install', consent: [] } as const;
      await expect(session.plan(request, never)).rejects.toMatchObject({
        code: 'badInput',
        message: expect.stringMatching(/^The settings of revision 1 of the stack: its settings are of version 99 /),
      });
      expect((await session.stackStatus(never)).settings).toEqual(newer);
      expect((await session.plan({ ...request, settings: first }, never)).changes.length).toBeGreaterThan(10);
    });
  });
});
