// Fields that somebody else took: ODIN's plan says what kubectl's own server-side apply says, and takes them back only when agreed.
import { beforeEach, describe, expect, it } from 'vitest';
import type { PreparedRevision } from '../../electron/release/plan/prepared.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { FieldConflict } from '../../shared/model/plan.ts';
import { apiServer } from '../cluster/cluster.ts';
import { changesIn, configMap, engineOn, type Live, releaseOf } from './engine.ts';

const engine = engineOn('conflict', apiServer());

const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { tier: 'front' } },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          { name: 'web', image: 'busybox:1.37', env: [{ name: 'MODE', value: 'a' }] },
          { name: 'side', image: 'busybox:1.37' },
        ],
      },
    },
  },
};
const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
};
const objects = [deployment, service, configMap('web', { answer: 'yes', other: 'same' })];

let namespace = '';
let desired: Desired;
beforeEach(async () => {
  namespace = engine.namespaceFor('of');
  desired = releaseOf(namespace, objects);
  await engine.installed(desired);
});

const kubectl = (...args: readonly string[]) => engine.kubectl([...args, '-n', namespace]);
const patch = (what: string, content: object, ...more: readonly string[]) =>
  kubectl('patch', what, '--type=strategic', '-p', JSON.stringify(content), ...more);
/** `kubectl edit` with an editor that changes one text into another. */
const edit = (what: string, from: string, to: string) =>
  engine.kubectl(['edit', what, '-n', namespace], { env: { KUBE_EDITOR: `sed -i s/${from}/${to}/` } });
/** Another manager applies part of an object. */
const applyAs = (manager: string, object: KubeObject) =>
  engine.kubectl(
    ['apply', '--server-side', `--field-manager=${manager}`, '--force-conflicts', '-n', namespace, '-f', '-'],
    {
      input: JSON.stringify(object),
    },
  );
const image = (value: string) => ({ spec: { template: { spec: { containers: [{ name: 'side', image: value }] } } } });

/** What kubectl says when it applies, as Helm would, exactly what ODIN would send. */
async function oracle({ entries }: PreparedRevision): Promise<readonly string[]> {
  const said = await Promise.all(
    entries.map(async ({ ref, body }) => {
      const args = ['apply', '--server-side', '--field-manager=helm', '--dry-run=server', '-f', '-'];
      const { code, stderr } = await engine.tryKubectl(args, { input: JSON.stringify(body) });
      if (code === 0) return [];
      return conflictsIn(stderr).map((conflict) => `${ref.kind}/${ref.name} ${conflict}`);
    }),
  );
  return said.flat().sort();
}

/** `conflict with "a" using v1: .data.b`, or a list of fields under each `conflicts with "a" using v1:`. */
function conflictsIn(stderr: string): readonly string[] {
  const single = /conflict with "([^"]+)"[^:]*: \.(\S+)/.exec(stderr);
  if (single !== null) return [`${single[1]} ${single[2]}`];
  let manager = '';
  return stderr.split('\n').flatMap((line) => {
    manager = /conflicts? with "([^"]+)"/.exec(line)?.[1] ?? manager;
    const field = /^- \.(\S+)$/.exec(line)?.[1];
    return field === undefined ? [] : [`${manager} ${field}`];
  });
}

/** Managers and fields of each object that has conflicts; a plan names several managers of one object together. */
const told = (conflicts: readonly FieldConflict[]) =>
  Object.fromEntries(
    conflicts.map(({ ref, manager, fields }) => [
      `${ref.kind}/${ref.name}`,
      { managers: manager.split(', ').sort(), fields: [...fields].sort() },
    ]),
  );
const toldByKubectl = (lines: readonly string[]) => {
  const words = lines.map((line) => line.split(' '));
  const of = (name: string | undefined, index: number) =>
    [...new Set(words.filter(([object]) => object === name).map((line) => line[index] ?? ''))].sort();
  return Object.fromEntries(words.map(([name]) => [name, { managers: of(name, 1), fields: of(name, 2) }]));
};

const managersOf = (object: Live, path: readonly string[]): readonly string[] =>
  (object.metadata.managedFields as readonly { manager: string; fieldsV1: object }[])
    .filter(({ fieldsV1 }) => path.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], fieldsV1))
    .map(({ manager }) => manager);

describe('a field changed by', () => {
  it.each<readonly [how: string, change: () => Promise<unknown>, count: number]>([
    ['kubectl patch', () => patch('deployment/web', image('busybox:1')), 1],
    ['kubectl edit', () => edit('configmap/web', 'yes', 'no'), 1],
    ['kubectl scale', () => kubectl('scale', 'deployment/web', '--replicas=1'), 1],
    ['kubectl set image', () => kubectl('set', 'image', 'deployment/web', 'web=busybox:1', 'side=busybox:2'), 2],
    ['kubectl label', () => kubectl('label', '--overwrite', 'deployment/web', 'tier=back'), 1],
    ['another tool that applies', () => applyAs('argo', configMap('web', { answer: 'no', other: 'mine' })), 2],
    [
      'two of them, in two objects',
      async () => {
        await kubectl('scale', 'deployment/web', '--replicas=2');
        await patch('deployment/web', image('busybox:1'), '--field-manager=bob');
        await applyAs('argo', configMap('web', { answer: 'no' }));
      },
      3,
    ],
    [
      'hand in a list that is merged by its keys',
      () => patch('service/web', { spec: { ports: [{ port: 80, name: 'web' }] } }),
      1,
    ],
  ])('%s is told as kubectl tells it, and taken back when agreed', async (_how, change, count) => {
    await change();
    const prepared = await engine.plan(desired);
    const said = await oracle(prepared);
    expect(said).toHaveLength(count);
    expect(told(prepared.plan.conflicts)).toEqual(toldByKubectl(said));
    expect(prepared.plan.needs).toEqual(['force']);
    expect(prepared.plan.blockers).toHaveLength(prepared.plan.conflicts.length);
    const before = await kubectl('get', 'deployment,service,configmap', '-o', 'yaml');
    await expect(engine.apply(prepared)).rejects.toMatchObject({ code: 'conflict' });
    expect(await kubectl('get', 'deployment,service,configmap', '-o', 'yaml')).toBe(before);

    const agreed = await engine.plan(desired, ['force']);
    expect(agreed.plan).toMatchObject({ blockers: [], needs: [], consent: ['force'] });
    expect(told(agreed.plan.conflicts)).toEqual(toldByKubectl(said));
    expect(await engine.apply(agreed)).toMatchObject({ phase: 'succeeded' });
    const after = await engine.plan(desired);
    expect(await oracle(after)).toEqual([]);
    expect(after.plan).toMatchObject({ conflicts: [], needs: [], blockers: [] });
    expect(changesIn(after.plan)).toEqual([]);
  });
});

it('writes down in managedFields whose a field is, before and after', async () => {
  const path = ['f:data', 'f:answer'];
  await kubectl('patch', 'configmap/web', '-p', '{"data":{"answer":"no","more":"kept"}}');
  expect(managersOf(await engine.get(namespace, 'configmap/web'), path)).toEqual(['kubectl-patch']);
  await engine.installed(desired, ['force']);
  const after = await engine.get(namespace, 'configmap/web');
  expect(after.data).toEqual({ answer: 'yes', other: 'same', more: 'kept' });
  expect(managersOf(after, path)).toEqual(['helm']);
  expect(managersOf(after, ['f:data', 'f:more'])).toEqual(['kubectl-patch']);
});

it('does not call it a conflict where the other wants the same', async () => {
  await applyAs('argo', configMap('web', { answer: 'yes' }));
  const prepared = await engine.plan(desired);
  expect(await oracle(prepared)).toEqual([]);
  expect(prepared.plan).toMatchObject({ conflicts: [], needs: [], blockers: [] });
});

it('asks for the agreement to the conflicts of the day, not of the day before', async () => {
  await kubectl('patch', 'configmap/web', '-p', '{"data":{"answer":"no"}}');
  const agreed = await engine.plan(desired, ['force']);
  await kubectl('scale', 'deployment/web', '--replicas=1');
  await expect(engine.apply(agreed)).rejects.toMatchObject({ code: 'conflict' });
  expect((await engine.get(namespace, 'deployment/web')).spec.replicas).toBe(1);
  expect((await engine.get(namespace, 'configmap/web')).data.answer).toBe('no');
});
