// Fields that somebody else took: ODIN's plan says what a server-side apply of the same says, and takes them back only when agreed.
import { beforeEach, describe, expect, it } from 'vitest';
import type { KubeRequest } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { FieldConflict } from '../../shared/model/plan.ts';
import type { Ground, Live } from './ground.ts';
import { changesIn, configMap, releaseOf } from './objects.ts';
import { type Desired, odinOn, type PreparedRevision, recording, writesIn } from './odin.ts';

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

const image = (value: string) => ({ spec: { template: { spec: { containers: [{ name: 'side', image: value }] } } } });

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

/** Registers them. */
export function conflictScenarios(ground: Ground): void {
  const sent: KubeRequest[] = [];
  const odin = odinOn(() => recording(ground.client, sent));
  let namespace = '';
  let desired: Desired;
  beforeEach(async () => {
    namespace = ground.namespaceFor('of');
    desired = releaseOf(namespace, objects);
    await odin.installed(desired);
  });

  const get = (what: string) => ground.person.get(namespace, what);
  const patch = (what: string, content: object, manager?: string) =>
    ground.person.patch(namespace, what, content, manager);
  const scale = (replicas: number) => ground.person.scale(namespace, 'deployment/web', replicas);
  const applyAs = (manager: string, object: KubeObject) => ground.person.applyAs(manager, namespace, object);
  /** Without what controllers say meanwhile. */
  const everything = async () => {
    const there = await Promise.all(['deployment/web', 'service/web', 'configmap/web'].map(get));
    return there.map(({ status: _status, metadata: { resourceVersion: _version, ...metadata }, ...content }) => {
      const managedFields = (metadata as Live['metadata'] & { managedFields: readonly Live[] }).managedFields;
      const { 'deployment.kubernetes.io/revision': _revision, ...annotations } = metadata.annotations ?? {};
      const writers = managedFields.filter(({ subresource }) => subresource !== 'status');
      return { ...content, metadata: { ...metadata, annotations, managedFields: writers } };
    });
  };

  /** What is said when somebody applies, as Helm would, exactly what ODIN would send. */
  async function oracle({ entries }: PreparedRevision): Promise<readonly string[]> {
    const said = await Promise.all(
      entries.map(async ({ ref, body }) =>
        (await ground.judge.conflicts(body)).map((conflict) => `${ref.kind}/${ref.name} ${conflict}`),
      ),
    );
    return said.flat().sort();
  }

  describe('a field changed by', () => {
    it.each<readonly [how: string, change: () => Promise<unknown>, count: number]>([
      ['kubectl patch', () => patch('deployment/web', image('busybox:1')), 1],
      ['kubectl edit', () => ground.person.edit(namespace, 'configmap/web', 'yes', 'no'), 1],
      ['kubectl scale', () => scale(1), 1],
      [
        'kubectl set image',
        () => ground.person.setImage(namespace, 'deployment/web', { web: 'busybox:1', side: 'busybox:2' }),
        2,
      ],
      ['kubectl label', () => ground.person.label(namespace, 'deployment/web', { tier: 'back' }), 1],
      ['another tool that applies', () => applyAs('argo', configMap('web', { answer: 'no', other: 'mine' })), 2],
      [
        'two of them, in two objects',
        async () => {
          await scale(2);
          await patch('deployment/web', image('busybox:1'), 'bob');
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
      const prepared = await odin.plan(desired);
      const said = await oracle(prepared);
      expect(said).toHaveLength(count);
      expect(told(prepared.plan.conflicts)).toEqual(toldByKubectl(said));
      expect(prepared.plan.needs).toEqual(['force']);
      expect(prepared.plan.blockers).toHaveLength(prepared.plan.conflicts.length);
      const before = await everything();
      sent.length = 0;
      await expect(odin.apply(prepared)).rejects.toMatchObject({ code: 'conflict' });
      expect(writesIn(sent)).toEqual([]);
      expect(await everything()).toEqual(before);

      const agreed = await odin.plan(desired, ['force']);
      expect(agreed.plan).toMatchObject({ blockers: [], needs: [], consent: ['force'] });
      expect(told(agreed.plan.conflicts)).toEqual(toldByKubectl(said));
      expect(await odin.apply(agreed)).toMatchObject({ phase: 'succeeded' });
      const after = await odin.plan(desired);
      expect(await oracle(after)).toEqual([]);
      expect(after.plan).toMatchObject({ conflicts: [], needs: [], blockers: [] });
      expect(changesIn(after.plan)).toEqual([]);
    });
  });

  it('writes down in managedFields whose a field is, before and after', async () => {
    const path = ['f:data', 'f:answer'];
    await patch('configmap/web', { data: { answer: 'no', more: 'kept' } });
    expect(managersOf(await get('configmap/web'), path)).toEqual(['kubectl-patch']);
    await odin.installed(desired, ['force']);
    const after = await get('configmap/web');
    expect(after.data).toEqual({ answer: 'yes', other: 'same', more: 'kept' });
    expect(managersOf(after, path)).toEqual(['helm']);
    expect(managersOf(after, ['f:data', 'f:more'])).toEqual(['kubectl-patch']);
  });

  it('does not call it a conflict where the other wants the same', async () => {
    await applyAs('argo', configMap('web', { answer: 'yes' }));
    const prepared = await odin.plan(desired);
    expect(await oracle(prepared)).toEqual([]);
    expect(prepared.plan).toMatchObject({ conflicts: [], needs: [], blockers: [] });
  });

  it('asks for the agreement to the conflicts of the day, not of the day before', async () => {
    await patch('configmap/web', { data: { answer: 'no' } });
    const agreed = await odin.plan(desired, ['force']);
    await scale(1);
    sent.length = 0;
    await expect(odin.apply(agreed)).rejects.toMatchObject({ code: 'conflict' });
    expect(writesIn(sent)).toEqual([]);
    expect((await get('deployment/web')).spec.replicas).toBe(1);
    expect((await get('configmap/web')).data.answer).toBe('no');
  });
}
