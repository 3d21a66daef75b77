// The life of a release: installed, changed, uninstalled, refused, cancelled. Helm and kubectl, or who stands in for them, say what came of it.
import { describe, expect, it } from 'vitest';
import type { KubeRequest } from '../../electron/kube/client.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { expectAbsent, type Ground } from './ground.ts';
import { type Desired, type Odin, odinOn, recording, writesIn } from './odin.ts';
import { releaseObjects, webRelease } from './release-objects.ts';

/** The objects of a release, of the kinds that the cluster has. */
export function objectsOn(ground: Ground, namespace: string): readonly KubeObject[] {
  return releaseObjects(namespace).filter(({ kind }) => ground.serves(kind));
}

/** The release of all of them. */
export function releaseOn(ground: Ground, namespace: string): Desired {
  return webRelease(namespace, objectsOn(ground, namespace));
}

const ops = ({ changes }: Plan) => Object.fromEntries(changes.map(({ ref, op }) => [formatRef(ref), op]));
const opsUsed = ({ changes }: Plan) => [...new Set(changes.map(({ op }) => op))];
const without = (kind: string, objects: readonly KubeObject[]) => objects.filter((object) => object.kind !== kind);

const configMap = (name: string, rest: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...rest,
});

const ALL =
  'pod,service,daemonset,deployment,replicaset,statefulset,configmap,secret,serviceaccount,role,rolebinding,networkpolicy,persistentvolumeclaim,poddisruptionbudget';

/** Registers them. */
export function releaseScenarios(ground: Ground): void {
  const sent: KubeRequest[] = [];
  const odin: Odin = odinOn(() => recording(ground.client, sent));
  const { namespaceFor } = ground;
  const { plan, apply, installed } = odin;
  const writes = () => writesIn(sent);
  const newestOf = async (desired: Desired) => (await odin.history(desired))[0] ?? null;
  const uninstall = async (desired: Desired, deleteData = false) =>
    apply(await odin.planUninstall(desired, deleteData));
  const get = (namespace: string, what: string) => ground.person.get(namespace, what);

  it('asks the API server again only about what has moved since it was applied', async () => {
    const namespace = namespaceFor('moved');
    const desired = releaseOn(ground, namespace);
    const tries = async () => {
      sent.length = 0;
      const { plan: shown } = await plan(desired);
      expect(opsUsed(shown)).toEqual(['unchanged']);
      return sent
        .filter(({ query }) => query?.dryRun !== undefined)
        .map(({ path }) => path.split('/').slice(-2).join('/'));
    };
    await apply(await plan(desired));
    // Controllers write to some of them.
    await expect.poll(tries).toEqual([]);
    await ground.person.label(namespace, 'configmap/web', { team: 'blue' });
    expect(await tries()).toEqual(['configmaps/web']);
    await ground.person.mergePatch(namespace, 'service/web', { spec: { ports: [{ name: 'http', port: 81 }] } });
    expect(ops((await plan(desired)).plan)[`Service/${namespace}/web`]).toBe('configured');
  });

  describe('install', () => {
    it('applies what was planned, and then has nothing more to do', async () => {
      const namespace = namespaceFor('install');
      const desired = releaseOn(ground, namespace);
      const prepared = await plan(desired);
      expect(prepared.plan).toMatchObject({ blockers: [], conflicts: [], warnings: [] });
      expect(opsUsed(prepared.plan)).toEqual(['created']);
      expect(JSON.stringify(prepared.plan)).not.toContain('not-to-be-seen');

      const told: Operation[] = [];
      const operation = await apply(prepared, (one) => told.push(one));
      expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
      expect(operation.objects.map(({ step, health }) => [step, health?.state])).toEqual(
        operation.objects.map(() => ['applied', 'Current']),
      );
      expect([...new Set(told.map(({ phase }) => phase))]).toEqual([
        'preflight',
        'applying',
        'verifying',
        'recording',
        'succeeded',
      ]);

      const again = await plan(desired);
      expect(again.plan).toMatchObject({ blockers: [], conflicts: [], warnings: [] });
      expect(opsUsed(again.plan)).toEqual(['unchanged']);
      sent.length = 0;
      await installed(desired);
      expect(writes()).toEqual([]);
      expect(await newestOf(desired)).toMatchObject({
        version: '1.2.3',
        revision: 1,
        status: 'deployed',
      });
    });

    it('sends the manifests and the closed list of additions, nothing else', async () => {
      const namespace = namespaceFor('wire');
      const objects = objectsOn(ground, namespace);
      sent.length = 0;
      await installed(webRelease(namespace, objects));
      const bodies = writes()
        .filter(({ method }) => method === 'PATCH')
        .filter(({ contentType }) => contentType === 'application/apply-patch+yaml')
        .map(({ body }) => body as KubeObject);
      expect(bodies).toHaveLength(objects.length);
      for (const object of objects) {
        const body = bodies.find(
          ({ kind, metadata }) => kind === object.kind && metadata.name === object.metadata.name,
        );
        expect(body && stripped(body, namespace), formatRef({ ...object, name: object.metadata.name })).toEqual(object);
      }
    });

    it('leaves nothing for kubectl to change', async () => {
      const namespace = namespaceFor('diff');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      expect(await ground.judge.diff(namespace, 'web')).toBe('');
    });

    it('rolls pods when their configuration changes, and records a second revision', async () => {
      const namespace = namespaceFor('upgrade');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      const changed = desired.objects.map((object) =>
        object.kind === 'ConfigMap' ? { ...object, data: { answer: 'no' } } : object,
      );
      const prepared = await plan({ ...desired, objects: without('PodDisruptionBudget', changed) });
      const different = prepared.plan.changes.filter(({ op }) => op !== 'unchanged');
      expect(different.map(({ ref, op }) => `${op} ${ref.kind}`)).toEqual([
        'configured ConfigMap',
        'configured Deployment',
        'deleted PodDisruptionBudget',
      ]);
      expect(different[0]).toMatchObject({
        before: expect.stringContaining('answer: "yes"'),
        after: expect.stringContaining('answer: "no"'),
      });
      expect(await apply(prepared)).toMatchObject({ phase: 'succeeded' });
      expect(await ground.person.names(namespace, 'pdb')).toEqual([]);
      expect(await ground.judge.history(namespace, 'web')).toMatchObject([
        { revision: 1, status: 'superseded' },
        { revision: 2, status: 'deployed' },
      ]);
    });
  });

  describe('uninstall', () => {
    it('leaves the Namespace, the data and the password, and a reinstall adopts them', async () => {
      const namespace = namespaceFor('uninstall');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      const before = await get(namespace, 'secret/password');
      const claim = await get(namespace, 'persistentvolumeclaim/web');
      expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });

      expect(await ground.person.names(namespace, ALL)).toEqual([
        'configmap/kube-root-ca.crt',
        'persistentvolumeclaim/web',
        'secret/password',
        'serviceaccount/default',
      ]);
      await expectAbsent(ground.person, '', `storageclass/${namespace}-late`);
      expect(await newestOf(desired)).toBeNull();
      await expect(odin.planUninstall(desired)).rejects.toMatchObject({
        code: 'notFound',
        message: `There is no release web in namespace ${namespace}.`,
      });

      const again = await plan(releaseOn(ground, namespace));
      expect(again.plan.warnings).toEqual([]);
      expect(ops(again.plan)).toMatchObject({
        [`Secret/${namespace}/password`]: 'unchanged',
        [`PersistentVolumeClaim/${namespace}/web`]: 'unchanged',
        [`Deployment/${namespace}/web`]: 'created',
      });
      const reinstalled = await apply(again);
      expect(reinstalled, reinstalled.error).toMatchObject({ phase: 'succeeded' });
      expect((await get(namespace, 'secret/password')).data).toEqual(before.data);
      expect((await get(namespace, 'persistentvolumeclaim/web')).metadata.uid).toBe(claim.metadata.uid);
    });

    it('deletes data when asked to, but no namespace that holds what is not its own', async () => {
      const namespace = namespaceFor('data');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      await ground.person.create(namespace, configMap('of-a-stranger'));
      const spared = await odin.planUninstall(desired, true);
      expect(spared.plan.changes.find(({ ref }) => ref.kind === 'Namespace')).toMatchObject({
        op: 'kept',
        reason: `it also holds ConfigMap/${namespace}/of-a-stranger`,
      });
      await ground.person.delete(namespace, 'configmap/of-a-stranger');
      expect(await uninstall(desired, true)).toMatchObject({ phase: 'succeeded' });
      await expectAbsent(ground.person, '', `namespace/${namespace}`);
      if (ground.serves('CustomResourceDefinition')) {
        await expectAbsent(ground.person, '', `crd/gizmos.${namespace}.example`);
      }
    });

    it('does not delete an object that was made anew by somebody else', async () => {
      const namespace = namespaceFor('stranger');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      await ground.person.delete(namespace, 'configmap/web');
      await ground.person.create(namespace, configMap('web', { data: { mine: 'yes' } }));
      expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });
      expect((await get(namespace, 'configmap/web')).data).toEqual({ mine: 'yes' });
    });
  });

  describe('between plan and confirmation', () => {
    it('refuses when a field was edited, and changes nothing', async () => {
      const namespace = namespaceFor('edited');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      const next = { ...desired, version: '1.2.4' };
      const prepared = await plan(next);
      await ground.person.scale(namespace, 'deployment/web', 1);
      sent.length = 0;
      await expect(apply(prepared)).rejects.toMatchObject({
        code: 'conflict',
        message: `The cluster has changed since this plan was shown: Deployment/${namespace}/web: spec.replicas is managed by kubectl. Look at the new plan and confirm that.`,
      });
      expect(writes()).toEqual([]);
      const shown = await plan(next);
      expect(shown.plan).toMatchObject({
        blockers: [`Deployment/${namespace}/web: spec.replicas is managed by kubectl.`],
        conflicts: [{ manager: 'kubectl', fields: ['spec.replicas'] }],
      });
      expect(shown.plan.changes.find(({ ref }) => ref.kind === 'Deployment')).toMatchObject({
        before: expect.stringContaining('replicas: 1'),
        after: expect.stringContaining('replicas: 0'),
      });
      expect(shown.plan.hash).not.toBe(prepared.plan.hash);
    });

    it('goes on when only what nobody owns has moved', async () => {
      const namespace = namespaceFor('moved');
      const desired = releaseOn(ground, namespace);
      await installed(desired);
      const prepared = await plan({ ...desired, version: '1.2.4' });
      await ground.person.annotate(namespace, 'deployment/web', { note: 'something' });
      expect(await apply(prepared)).toMatchObject({ phase: 'succeeded' });
      expect((await get(namespace, 'deployment/web')).metadata.annotations).toMatchObject({ note: 'something' });
    });

    it('refuses when Helm or another ODIN was faster', async () => {
      const namespace = namespaceFor('raced');
      const desired = releaseOn(ground, namespace);
      const [first, second] = [await plan(desired), await plan(desired)];
      expect(await apply(first)).toMatchObject({ phase: 'succeeded' });
      await expect(apply(second)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/^The cluster has changed since this plan was shown: /),
      });
    });
  });

  describe('what cannot be', () => {
    const blockersOf = async (namespace: string, ...objects: readonly KubeObject[]) =>
      (await plan({ release: 'bad', namespace, version: '1', objects, createOnly: [], skipped: [] })).plan.blockers;

    it('is said in one sentence each, before anything is written', async () => {
      const namespace = namespaceFor('bad');
      await ground.person.create('', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      sent.length = 0;
      expect(await blockersOf(namespace, configMap('a', { spec: { typo: 1 } }))).toEqual([
        `ConfigMap/${namespace}/a: unknown field "spec".`,
      ]);
      expect(await blockersOf(namespace, { ...configMap('a'), kind: 'ConfigMop' })).toEqual([
        expect.stringMatching(/^ConfigMop\/a: The cluster has no kind ConfigMop in v1: /),
      ]);
      expect(await blockersOf(namespace, configMap('Not A Name'))).toEqual([
        expect.stringMatching(
          new RegExp(`^ConfigMap/${namespace}/Not A Name: metadata.name: Invalid value: .*RFC 1123`),
        ),
      ]);
      expect(
        await blockersOf(namespace, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { generateName: 'a-' } as unknown as KubeObject['metadata'],
        }),
      ).toEqual(['ConfigMap uses generateName (a-): a release can only own objects with a fixed metadata.name.']);
      expect(
        await blockersOf(namespace, {
          apiVersion: 'v1',
          kind: 'List',
          metadata: { name: '' },
          items: [configMap('a'), configMap('b'), configMap('a')],
        }),
      ).toEqual([`ConfigMap/${namespace}/a is there twice; keep one of them.`]);
      expect(
        await blockersOf(namespace, { ...configMap('a'), metadata: { name: 'a', namespace: 'not-there' } }),
      ).toEqual(['Namespace/not-there does not exist; create it first: kubectl create namespace not-there']);
      expect(writes()).toEqual([]);
    });

    it('leaves no namespace behind when what goes into it is refused', async () => {
      const namespace = namespaceFor('homeless');
      const desired = { release: 'bad', namespace, version: '1', createOnly: [], skipped: [] };
      const prepared = await plan({ ...desired, objects: [configMap('good'), configMap('a', { dta: {} })] });
      expect(prepared.plan.blockers).toEqual([]);
      await expect(apply(prepared)).rejects.toMatchObject({
        code: 'invalid',
        message: `ConfigMap/${namespace}/a: unknown field "dta".`,
      });
      await expect.poll(() => ground.person.find('', `namespace/${namespace}`), { timeout: 30_000 }).toBeUndefined();
    });

    it('includes the objects of other releases, by their names, and asks before it adopts what belongs to nobody', async () => {
      const namespace = namespaceFor('owned');
      const other = {
        release: 'first',
        namespace,
        version: '1',
        objects: [configMap('shared')],
        createOnly: [],
        skipped: [],
      };
      await installed(other);
      await ground.person.create(namespace, configMap('leftover'));
      const prepared = await plan({
        ...other,
        release: 'second',
        objects: [configMap('shared'), configMap('leftover')],
      });
      expect(prepared.plan.blockers).toEqual([
        `ConfigMap/${namespace}/shared belongs to release first of namespace ${namespace}.`,
        `ConfigMap/${namespace}/leftover exists and belongs to no release: agree that it becomes part of second, or choose another namespace.`,
      ]);
      expect(prepared.plan.needs).toEqual(['adopt']);
      await expect(apply(prepared)).rejects.toMatchObject({ code: 'invalid' });
    });
  });

  describe('cancelling', () => {
    it.each(['applying', 'verifying'])('leaves a true record when it comes while %s', async (phase) => {
      const namespace = namespaceFor('cancel');
      const objects = objectsOn(ground, namespace).map((object) =>
        // Nothing makes it ready: this cluster has no room for a hundred cores.
        object.kind === 'Deployment' ? starving(object) : object,
      );
      const desired = webRelease(namespace, objects);
      const controller = new AbortController();
      const cancelling = (now: Operation) => {
        if (now.phase === phase) controller.abort();
      };
      const operation = await apply(await plan(desired), cancelling, controller.signal);
      expect(operation.phase).toBe('cancelled');
      expect(await newestOf(desired)).toMatchObject({ revision: 1, status: 'failed' });
      const noted = await odin.notes(desired);
      expect(noted?.journal).toBeNull();
      for (const { ref, step } of operation.objects) {
        const uid = noted?.inventory.find((item) => formatRef(item) === formatRef(ref))?.uid;
        expect(uid === undefined, formatRef(ref)).toBe(step !== 'applied');
      }
      expect(await uninstall(desired)).toMatchObject({ phase: 'succeeded' });
      expect(await ground.person.names(namespace, 'deployment,service,role')).toEqual([]);
    });
  });
}

function starving(deployment: KubeObject): KubeObject {
  const { namespace: _namespace, ...metadata } = deployment.metadata;
  const container = { name: 'web', image: 'busybox:1.37', resources: { requests: { cpu: '100' } } };
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
  return { ...deployment, metadata, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template } };
}

/** `body` without what the closed list adds. */
function stripped(body: KubeObject, namespace: string): KubeObject {
  const OWN =
    /^(app\.kubernetes\.io\/managed-by|meta\.helm\.sh\/release-name(space)?|helm\.sh\/resource-policy|checksum\/config)$/;
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (key === 'labels' || key === 'annotations') {
      const rest = Object.entries(value).filter(([name]) => !OWN.test(name));
      return rest.length === 0 ? undefined : Object.fromEntries(rest);
    }
    if (key !== 'metadata' || !('name' in value)) return value;
    return Object.fromEntries(
      Object.entries(value).filter(([name, content]) => name !== 'namespace' || content !== namespace),
    );
  });
}
