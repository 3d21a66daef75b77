// Forged records, notes, locks and marks: whoever may write them in the cluster makes ODIN write nothing that its person did not
// approve on this machine, neither by opening the window, nor on the way back from a change; and what was begun here is ended.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KubeRequest } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { type Doc, type Forger, forgerOf } from './forger.ts';
import type { Ground } from './ground.ts';
import { type Machine, machineOn } from './machine.ts';
import { claim, configMap, releaseOf } from './objects.ts';
import type { Desired, PreparedPlan } from './odin.ts';

const nameOf = (request: KubeRequest): string => request.path.split('/').at(-1) ?? '';

/** The end of the rights of whoever the forger works for. */
function evilBinding(namespace: string): KubeObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `evil-${namespace}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace }],
  };
}

const withEvil =
  (namespace: string) =>
  (record: Doc): Doc => ({
    ...record,
    manifest: `${record.manifest}\n---\n${JSON.stringify(evilBinding(namespace))}\n`,
  });

/** From answer to answer one object comes and one goes. */
function web(namespace: string, answer: 'one' | 'two'): Desired {
  const password = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'password', namespace },
    stringData: { a: answer },
  };
  const objects = [configMap('web', { answer }), configMap(`only-${answer}`)];
  return { ...releaseOf(namespace, objects), createOnly: [password] };
}

/** Where a change is killed, and by which write. */
const KILLED = {
  'after its journal': (request: KubeRequest) => request.method === 'POST' && request.path.endsWith('/secrets'),
  'while it applies': (request: KubeRequest) => nameOf(request) === 'only-two',
  'while it prunes': (request: KubeRequest) => request.method === 'DELETE' && nameOf(request) === 'only-one',
} as const;

interface Stage {
  readonly namespace: string;
  readonly target: { readonly release: string; readonly namespace: string };
  readonly machine: Machine;
  readonly forger: Forger;
}

/** Registers them. */
export function forgedScenarios(ground: Ground): void {
  /** A release at its first revision, made on this machine. */
  async function installed(what: string): Promise<Stage> {
    const namespace = ground.namespaceFor(what);
    const target = { release: 'web', namespace };
    const machine = machineOn(ground);
    await machine.odin().installed(web(namespace, 'one'));
    return { namespace, target, machine, forger: forgerOf(ground.client, target) };
  }

  /** The holder of the lock is dead, and known to be. */
  const unlocked = async (namespace: string): Promise<void> => {
    if ((await ground.person.find(namespace, 'lease/odin-lock.web')) !== undefined) {
      await ground.person.delete(namespace, 'lease/odin-lock.web');
    }
  };

  async function interruptedUpgrade(what: string, when: keyof typeof KILLED = 'while it applies'): Promise<Stage> {
    const stage = await installed(what);
    await stage.machine.killed((odin) => odin.plan(web(stage.namespace, 'two')), KILLED[when]);
    await unlocked(stage.namespace);
    return stage;
  }

  async function interruptedUninstall(what: string): Promise<Stage> {
    const stage = await installed(what);
    const isLast = (request: KubeRequest) => request.method === 'DELETE' && nameOf(request) === 'only-one';
    await stage.machine.killed((odin) => odin.planUninstall(stage.target), isLast);
    await unlocked(stage.namespace);
    return stage;
  }

  const answerIn = async (namespace: string) => (await ground.person.find(namespace, 'configmap/web'))?.data.answer;

  describe('what was begun on this machine', () => {
    it.each(Object.keys(KILLED) as (keyof typeof KILLED)[])(
      'is ended when the window opens, killed %s',
      async (when) => {
        const { machine, namespace, target } = await interruptedUpgrade('own', when);
        const { writes, unapproved } = await machine.opened(target);
        expect(unapproved).toBeUndefined();
        expect(writes.length).toBeGreaterThan(0);
        expect(await answerIn(namespace)).toBe(when === 'while it prunes' ? 'two' : 'one');
        expect((await machine.odin().standing(target)).unfinished).toBeUndefined();
        expect((await machine.opened(target)).sent).toEqual([]);
      },
    );

    it('is ended when the recovery itself was killed, and when an uninstall was', async () => {
      const { machine, namespace, target } = await interruptedUpgrade('twice');
      await machine.killed((odin) => odin.planRecovery(target, 'undo'), KILLED['after its journal']);
      await unlocked(namespace);
      expect((await machine.opened(target)).unapproved).toBeUndefined();
      expect(await answerIn(namespace)).toBe('one');

      const gone = await interruptedUninstall('gone');
      expect((await gone.machine.opened(gone.target)).unapproved).toBeUndefined();
      expect(await ground.person.find(gone.namespace, 'configmap/web')).toBeUndefined();
      expect(await ground.person.find(gone.namespace, 'secret/password')).toBeDefined();
    });

    it('is left to the person by another machine, by one without a memory, and by one whose memory others may write', async () => {
      const { machine, target } = await interruptedUpgrade('elsewhere');
      expect(await machineOn(ground).opened(target)).toMatchObject({
        sent: [],
        unapproved: expect.stringMatching(/^It was not begun on this machine/),
      });
      const file = `${machine.stateDir}/approvals.json`;
      const text = readFileSync(file, 'utf8');
      for (const bad of ['', '{', '[]', '{"a":1}', 'null', text.slice(0, -20)]) {
        writeFileSync(file, bad);
        expect((await machine.opened(target)).sent, bad).toEqual([]);
      }
      writeFileSync(file, text);
      chmodSync(file, 0o666);
      expect((await machine.opened(target)).sent).toEqual([]);
      chmodSync(file, 0o600);
      expect((await machine.opened(target)).writes).not.toEqual([]);
    });

    it('is not begun anew when its notes are brought back after its end', async () => {
      const { machine, forger, target } = await interruptedUpgrade('replayed');
      const bringBack = await forger.copy();
      await machine.opened(target);
      await bringBack();
      expect((await machine.opened(target)).sent).toEqual([]);

      const other = await interruptedUninstall('replayed-end');
      const again = await other.forger.copy();
      await machineOn(ground)
        .odin()
        .apply(await machineOn(ground).odin().planRecovery(other.target, 'finish'));
      await other.machine.opened(other.target);
      await again();
      expect((await other.machine.opened(other.target)).sent).toEqual([]);
    });
  });

  describe('opening the window on', () => {
    const nothing = { sent: [], unapproved: expect.stringMatching(/on this machine/) };
    const untold = async ({ machine, target, namespace }: Stage): Promise<void> => {
      const { writes, unapproved } = await machine.opened(target);
      expect(writes).toEqual([]);
      expect(unapproved).toMatch(/on this machine/);
      expect(await ground.person.find(namespace, `clusterrolebinding/evil-${namespace}`)).toBeUndefined();
    };
    const journal = (verb: string, more: object = {}) => ({
      id: 'forged',
      verb,
      revision: 2,
      startedAt: 1,
      phase: 'changing',
      ...more,
    });

    it.each([
      ['an upgrade that nobody began', journal('upgrade')],
      ['the end of one that nobody began', journal('upgrade', { phase: 'pruning', revision: 1 })],
      ['an uninstall that nobody began', journal('uninstall')],
      ['an uninstall with all data that nobody began', journal('uninstall', { deleteData: true })],
      ['a rollback that nobody began', journal('rollback')],
    ])('%s does not even try it', async (_, forged) => {
      const { machine, forger, target, namespace } = await installed('nobody');
      await forger.record(1, withEvil(namespace));
      await forger.notes((state) => ({ ...state, journal: forged }));
      expect(await machine.opened(target)).toMatchObject(nothing);
    });

    const changed: Readonly<Record<string, (forger: Forger, namespace: string) => Promise<unknown>>> = {
      'another former revision': (forger, namespace) => forger.record(1, withEvil(namespace)),
      'values of the former revision that nobody chose': (forger) =>
        forger.record(1, (record) => ({ ...record, config: { extraManifests: '/tmp' } })),
      'a chart of the former revision': (forger) =>
        forger.record(1, (record) => ({ ...record, chart: { ...record.chart, values: { a: 1 } } })),
      'a newer good revision': (forger, namespace) =>
        forger.newRecord(1, 7, (record) => ({ ...withEvil(namespace)(record), version: 7 })),
      'the end of an evil one instead': async (forger, namespace) => {
        await forger.record(2, withEvil(namespace));
        await forger.notes((state) => ({ ...state, journal: { ...state.journal, phase: 'pruning' } }));
      },
      'an evil one that is said to be healthy': (forger, namespace) =>
        forger.record(2, (record) => ({
          ...withEvil(namespace)(record),
          info: { ...record.info, status: 'deployed' },
        })),
      'another generated Secret': (forger, namespace) =>
        forger.notes((state) => {
          const planted = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'planted', namespace: 'kube-system' } };
          return { ...state, journal: { ...state.journal, phase: 'pruning', createOnly: [{ ...planted, namespace }] } };
        }),
      'an uninstall': (forger) =>
        forger.notes((state) => ({ ...state, journal: { ...state.journal, verb: 'uninstall' } })),
      'an uninstall with all data': (forger) =>
        forger.notes((state) => ({ ...state, journal: { ...state.journal, verb: 'uninstall', deleteData: true } })),
    };
    it.each(Object.keys(changed))('an upgrade of this machine, made into %s', async (name) => {
      const stage = await interruptedUpgrade('made');
      await changed[name]?.(stage.forger, stage.namespace);
      await untold(stage);
    });

    it('an upgrade of this machine under the name of another change does not even try it', async () => {
      const { machine, forger, target } = await interruptedUpgrade('renamed');
      await forger.notes((state) => ({ ...state, journal: { ...state.journal, id: 'another' } }));
      expect(await machine.opened(target)).toMatchObject(nothing);
    });

    it('an upgrade and an uninstall of this machine, made to delete what marks itself as theirs', async () => {
      for (const begin of [interruptedUpgrade, interruptedUninstall]) {
        const stage = await begin('victims');
        const { namespace, forger } = stage;
        const marks = { 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': namespace };
        await ground.person.create(namespace, {
          ...configMap('victim'),
          metadata: { name: 'victim', annotations: marks },
        });
        const item = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'victim', revision: 1, policy: 'delete' };
        await forger.notes((state) => ({ ...state, inventory: [...state.inventory, item] }));
        await untold(stage);
        expect(await ground.person.find(namespace, 'configmap/victim')).toBeDefined();
      }
    });

    it('an uninstall of this machine, made to delete data', async () => {
      const stage = await interruptedUninstall('data');
      await stage.forger.notes((state) => ({ ...state, journal: { ...state.journal, deleteData: true } }));
      await untold(stage);
      expect(await ground.person.find(stage.namespace, 'secret/password')).toBeDefined();
    });

    it('a change that somebody seems to be at work on waits, and not for longer than a lock lasts', async () => {
      const { machine, target, namespace } = await interruptedUpgrade('leased');
      const specAt = (ms: number) => ({
        holderIdentity: 'forger_1_x',
        leaseDurationSeconds: 2_000_000_000,
        renewTime: new Date(ms).toISOString().replace('Z', '000Z'),
      });
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'odin-lock.web' } };
      await ground.person.create(namespace, { ...lease, spec: specAt(Date.now()) });
      expect((await machine.opened(target)).sent).toEqual([]);
      expect((await machine.odin().standing(target)).isWorkedOn).toBe(true);
      for (const ms of [Date.now() - 120_000, Date.now() + 86_400_000]) {
        await ground.person.mergePatch(namespace, 'lease/odin-lock.web', { spec: specAt(ms) });
        expect((await machine.odin().standing(target)).isWorkedOn).toBe(false);
      }
    });

    it('notes and records that were changed anywhere does what was approved, or nothing', async () => {
      const { machine, forger, target } = await interruptedUpgrade('anyhow');
      const bringBack = await forger.copy();
      let genuine: PreparedPlan | undefined;
      await machine.opened(target, (prepared) => (genuine = prepared));
      expect(deedsOf(genuine)).not.toEqual([]);
      // Forward, too, was approved: which of both it is, the notes say.
      const allowed = [...deedsOf(genuine), ...deedsOf(await machine.odin().planRecovery(target, 'finish'))];
      let undone = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom<'notes' | number>('notes', 1, 2),
          fc.nat(),
          fc.constantFrom(...PLANTED),
          async (what, place, value) => {
            const change = (doc: Doc): Doc => withLeaf(doc, place, value);
            await (what === 'notes' ? forger.notes(change) : forger.record(what, change));
            let prepared: PreparedPlan | undefined;
            const { writes } = await machine.opened(target, (one) => (prepared = one));
            expect(writes).toEqual([]);
            if (prepared === undefined) undone += 1;
            for (const deed of deedsOf(prepared)) expect(allowed).toContainEqual(deed);
            await bringBack();
          },
        ),
        { numRuns: 60 },
      );
      expect(undone).toBeGreaterThan(5);
    });
  });

  describe('with a click', () => {
    it('a change goes back to what was approved, whatever the record says by then', async () => {
      const { machine, forger, namespace } = await installed('swapped');
      const bad = { ...web(namespace, 'two'), objects: [...web(namespace, 'two').objects, ground.hopeless('bad')] };
      const odin = machine.odin();
      let forging: Promise<void> | undefined;
      const operation = await odin.apply(await odin.plan(bad), ({ phase }) => {
        if (phase === 'verifying') forging ??= forger.record(1, withEvil(namespace));
      });
      await forging;
      expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
      expect(await answerIn(namespace)).toBe('one');
      expect(await ground.person.find(namespace, `clusterrolebinding/evil-${namespace}`)).toBeUndefined();
    });

    it('the plan tells what a way back would write that this machine did not make, and what that grants', async () => {
      const { machine, forger, namespace, target } = await installed('shown');
      const own = await machine.odin().plan(web(namespace, 'two'));
      expect(own.plan.warnings).toEqual([]);
      // Made elsewhere and as the cluster is: nothing to tell.
      expect((await machineOn(ground).odin().plan(web(namespace, 'two'))).plan.warnings).toEqual([]);
      await forger.record(1, withEvil(namespace));
      const { plan } = await machine.odin().plan(web(namespace, 'two'));
      expect(plan.warnings).toEqual([
        expect.stringContaining(`would also write ClusterRoleBinding/evil-${namespace}.`),
      ]);
      expect(plan.stakes).toEqual({ losses: [], grants: [`ClusterRoleBinding/evil-${namespace}`] });
      expect(plan.hash).not.toBe(own.plan.hash);
      await forger.notes((state) => ({
        ...state,
        journal: { id: 'forged', verb: 'upgrade', revision: 2, startedAt: 1 },
      }));
      for (const how of ['undo', 'finish'] as const) {
        const recovery = await machine.odin().planRecovery(target, how);
        expect(recovery.plan.stakes?.grants, how).toEqual([`ClusterRoleBinding/evil-${namespace}`]);
      }
    });

    it('notes that generate anything but Secrets are not read', async () => {
      const { machine, forger, namespace, target } = await installed('kinds');
      const token = {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/service-account-token',
        metadata: { name: 'token', namespace },
      };
      for (const planted of [evilBinding(namespace), token]) {
        const journal = { id: 'a', verb: 'upgrade', revision: 2, startedAt: 1, createOnly: [planted] };
        const before = await forger.copy();
        await forger.notes((state) => ({ ...state, journal }));
        await expect(machine.odin().planRecovery(target, 'finish')).rejects.toThrow(/does not hold what ODIN wrote/);
        await before();
      }
    });

    it('data is kept whatever the notes say of it, and its end is at stake where it is chosen', async () => {
      const { machine, forger, namespace, target } = await installed('claims');
      const late = {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: `${namespace}-late` },
        provisioner: 'example.com/none',
        volumeBindingMode: 'WaitForFirstConsumer',
      };
      const withClaim = {
        ...web(namespace, 'one'),
        objects: [...web(namespace, 'one').objects, late, claim('data', late.metadata.name)],
      };
      await machine.odin().installed(withClaim);
      await forger.notes((state) => ({
        ...state,
        inventory: state.inventory.map((item: Doc) => ({ ...item, policy: 'delete', saysKeep: false })),
      }));
      await ground.person.annotate(namespace, 'pvc/data', { 'helm.sh/resource-policy': 'x' });
      const { plan } = await machine.odin().planUninstall(target);
      expect(plan.changes.filter(({ op }) => op === 'deleted').map(({ ref }) => ref.kind)).not.toContain(
        'PersistentVolumeClaim',
      );
      const all = await machine.odin().planUninstall(target, true);
      expect(all.plan.stakes?.losses).toEqual(expect.arrayContaining([`PersistentVolumeClaim/${namespace}/data`]));
    });

    it('what the app vouches for on its way forward is vouched for by nobody on its way back', async () => {
      const { machine, forger, namespace } = await installed('vouched');
      await forger.record(1, withEvil(namespace));
      const { plan } = await machine.odin().plan({ ...web(namespace, 'two'), isVouched: () => true });
      expect(plan.stakes).toEqual({ losses: [], grants: [`ClusterRoleBinding/evil-${namespace}`] });
    });

    it('a way back that cannot be told in full is not approved with the change', async () => {
      const { machine, forger, namespace } = await installed('unclear');
      const later = { apiVersion: 'later.example/v1', kind: 'Later', metadata: { name: 'a' }, spec: {} };
      await forger.record(1, (record) => ({
        ...record,
        manifest: `${record.manifest}\n---\n${JSON.stringify(later)}\n`,
      }));
      const prepared = await machine.odin().plan(web(namespace, 'two'));
      expect(prepared.plan.warnings).toEqual([expect.stringMatching(/cannot be gone back to as it is: Later\/a/)]);
      await machine.odin().apply(prepared);
      expect((await machine.odin().planRollback({ release: 'web', namespace }, 1)).isBackUnclear).toBeUndefined();
      const ledger = readFileSync(`${machine.stateDir}/approvals.json`, 'utf8');
      expect(Object.values(JSON.parse(ledger) as Record<string, Doc>)[0].revisions).toHaveLength(2);
    });

    it('data that a record gives an owner that is not there is at stake', async () => {
      const { machine, forger, namespace, target } = await installed('orphan');
      const late = {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: `${namespace}-waits` },
        provisioner: 'example.com/none',
        volumeBindingMode: 'WaitForFirstConsumer',
      };
      const data = claim('data', late.metadata.name);
      const objects = [...web(namespace, 'one').objects, late, data];
      await machine.odin().installed({ ...web(namespace, 'one'), objects });
      await machine.odin().installed({ ...web(namespace, 'two'), objects });
      const ownerReferences = [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'none', uid: '6cbb2d3e-0000-4000-8000-000000000000' },
      ];
      const orphan = { ...data, metadata: { ...data.metadata, ownerReferences } };
      const manifest = [...web(namespace, 'one').objects, late, orphan]
        .map((one) => JSON.stringify(one))
        .join('\n---\n');
      await forger.record(2, (record) => ({ ...record, manifest }));
      const { plan } = await machine.odin().planRollback(target, 2);
      expect(plan.stakes?.losses).toEqual([`PersistentVolumeClaim/${namespace}/data`]);
    });

    it('notes that name what would be another path are not read', async () => {
      const { machine, forger, namespace, target } = await installed('paths');
      for (const name of ['..', '.', '', '../secrets', 'a/../../..', '%2e%2e']) {
        for (const ref of [
          { name, namespace },
          { name: 'web', namespace: name },
        ]) {
          const bringBack = await forger.copy();
          const item = { apiVersion: 'v1', kind: 'ConfigMap', ...ref, revision: 1, policy: 'delete' };
          await forger.notes((state) => ({ ...state, inventory: [...state.inventory, item] }));
          await expect(machine.odin().planUninstall(target, true), name).rejects.toThrow(
            /does not hold what ODIN wrote/,
          );
          await bringBack();
        }
      }
    });

    it('what notes generate elsewhere is at stake, and no credential', async () => {
      const { machine, forger, namespace, target } = await interruptedUpgrade('elsewhere-made');
      const planted = (metadata: object, type?: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata, type });
      const plant = (secret: object) =>
        forger.notes((state) => ({ ...state, journal: { ...state.journal, createOnly: [secret] } }));
      await plant(planted({ name: `x-${namespace}`, namespace: 'kube-system' }));
      const { plan } = await machine.odin().planRecovery(target, 'finish');
      expect(plan.stakes?.grants).toEqual([`Secret/kube-system/x-${namespace}`]);
      await plant(planted({ name: 'bootstrap-token-abcdef', namespace }, 'bootstrap.kubernetes.io/token'));
      await expect(machine.odin().planRecovery(target, 'finish')).rejects.toThrow(/does not hold what ODIN wrote/);
    });

    it('a namespace that somebody moved into after the plan was shown is not deleted', async () => {
      const { machine, namespace, target } = await installed('moved-in');
      const prepared = await machine.odin().planUninstall(target, true);
      expect(prepared.plan.stakes?.losses).toContain(`Namespace/${namespace}`);
      await ground.person.create(namespace, configMap('late'));
      await expect(machine.odin().apply(prepared)).rejects.toThrow(/also holds ConfigMap\/.*\/late/);
      expect(await ground.person.find(namespace, 'configmap/late')).toBeDefined();
    });

    it('an object of others is not deleted because the notes name it', async () => {
      const { machine, forger, namespace, target } = await installed('strange');
      await ground.person.create(namespace, configMap('strange'));
      const foreign = [
        { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'strange' },
        { apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' },
        { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', name: 'cluster-admin' },
        { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'kube-system', name: 'kube-root-ca.crt' },
      ].map((ref) => ({ ...ref, revision: 1, policy: 'delete' }));
      await forger.notes((state) => ({ ...state, inventory: [...state.inventory, ...foreign] }));
      const { plan } = await machine.odin().planUninstall(target, true);
      const deleted = plan.changes.filter(({ op }) => op === 'deleted').map(({ ref }) => `${ref.kind}/${ref.name}`);
      for (const { kind, name } of foreign) expect(deleted).not.toContain(`${kind}/${name}`);
    });
  });
}

/** What a plan would send and delete. */
function deedsOf(prepared: PreparedPlan | undefined): readonly unknown[] {
  if (prepared === undefined) return [];
  if (prepared.verb === 'uninstall') return prepared.removals.map(({ path, uid }) => [path, uid]);
  return [
    ...prepared.entries.filter(({ assessment }) => assessment.op !== 'unchanged').map(({ body }) => body),
    ...prepared.prunes.map(({ path, uid }) => [path, uid]),
  ];
}

/** What is put in some place of a document. */
const PLANTED = [
  null,
  0,
  1,
  2,
  3,
  -1,
  true,
  '',
  'x',
  'uninstall',
  'install',
  'rollback',
  'pruning',
  'deployed',
  'delete',
  'keep',
  'kube-system',
  'Namespace',
  'Secret',
  'v1',
  'web',
  'only-two',
  [],
  {},
  '../x',
] as const;

/** The document with another value in its n-th place. */
function withLeaf(doc: Doc, place: number, value: unknown): Doc {
  const places: (readonly (string | number)[])[] = [];
  const walk = (at: Doc, path: readonly (string | number)[]): void => {
    if (path.length > 0) places.push(path);
    if (typeof at !== 'object' || at === null) return;
    for (const key of Object.keys(at)) walk(at[key], [...path, key]);
  };
  walk(doc, []);
  const copy = structuredClone(doc);
  const path = places[place % places.length] ?? [];
  const holder = path.slice(0, -1).reduce((at: Doc, key) => at[key], copy);
  holder[path.at(-1) ?? ''] = value;
  return copy;
}
