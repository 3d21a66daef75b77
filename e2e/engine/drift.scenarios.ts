// Changes by hand what is told of them agrees with `managedFields`, and both ways out of them hold.
import { beforeEach, expect, it } from 'vitest';
import { formatRef } from '../../shared/model/object.ts';
import { expectAbsent, type Ground } from './ground.ts';
import { releaseOf } from './objects.ts';
import { type Desired, succeeded } from './odin.ts';
import { releaseObjects, webRelease } from './release-objects.ts';

const isPlain = ({ kind }: { readonly kind: string }) =>
  !['Gizmo', 'CustomResourceDefinition', 'StorageClass', 'PersistentVolumeClaim'].includes(kind);

/** Registers them. */
export function driftScenarios(ground: Ground): void {
  const { odin } = ground;
  let namespace = '';
  let desired: Desired;

  beforeEach(async () => {
    namespace = ground.namespaceFor('by-hand');
    desired = webRelease(namespace, releaseObjects(namespace).filter(isPlain));
    await odin.installed(desired);
  });

  const read = () => odin.drift(desired);
  const get = (what: string) => ground.person.get(namespace, what);
  const accept = async () => succeeded(await odin.apply(await odin.planAccept(desired, ['force'])));
  const putBack = async () => succeeded(await odin.apply(await odin.planRollback(desired, 1, ['force'])));

  /** What a person does with kubectl, and leaves behind. */
  async function changeByHand(): Promise<void> {
    const { person } = ground;
    await person.setImage(namespace, 'deployment/web', { web: 'busybox:1.38' });
    await person.patch(namespace, 'configmap/web', { data: { answer: 'no', mode: null } });
    await person.patch(namespace, 'secret/web', { stringData: { token: 'seen-by-nobody' } });
    await person.delete(namespace, 'poddisruptionbudget/web');
    // Beside what the release wants: nobody's fault.
    await person.label(namespace, 'service/web', { team: 'blue' });
  }

  it('finds nothing where nothing was changed', async () => {
    expect(await read()).toMatchObject({ revision: 1, objects: [] });
  });

  it('leaves to others what they fill an empty map of the release with', async () => {
    const container = { name: 'main', image: 'busybox:1.37', resources: { limits: {} } };
    const labels = { app: 'open' };
    const open = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'open' },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    };
    const own = { ...releaseOf(namespace, [open]), release: 'open' };
    await odin.installed(own);
    await ground.person.setLimits(namespace, 'deployment/open', { memory: '64Mi' });
    expect((await get('deployment/open')).spec.template.spec.containers[0].resources.limits).toEqual({
      memory: '64Mi',
    });
    expect((await odin.drift(own)).objects).toEqual([]);
    const { plan } = await odin.plan(own);
    // Whoever fills a map takes it over: the release shares it again, and nothing that it is filled with.
    expect(plan.changes).toMatchObject([{ op: 'configured', reason: 'only who manages its fields changes' }]);
    expect(JSON.stringify(plan)).not.toContain('64Mi');
    succeeded(await odin.apply(await odin.plan(own)));
    expect((await get('deployment/open')).spec.template.spec.containers[0].resources.limits).toEqual({
      memory: '64Mi',
    });
  });

  it('tells field by field what was changed, and by whom, without a secret', async () => {
    await changeByHand();
    const { objects } = await read();
    expect(objects.map(({ ref, state }) => [formatRef(ref), state]).sort()).toEqual([
      [`ConfigMap/${namespace}/web`, 'changed'],
      [`Deployment/${namespace}/web`, 'changed'],
      [`PodDisruptionBudget/${namespace}/web`, 'missing'],
      [`Secret/${namespace}/web`, 'changed'],
    ]);
    const fieldsOf = (kind: string) => objects.find(({ ref }) => ref.kind === kind)?.fields;
    expect(fieldsOf('Deployment')).toMatchObject([
      {
        path: 'spec.template.spec.containers[name="web"].image',
        wanted: 'busybox:1.37',
        live: 'busybox:1.38',
        manager: 'kubectl-set',
      },
    ]);
    expect(fieldsOf('ConfigMap')).toMatchObject([
      { path: 'data.answer', wanted: '"yes"', live: '"no"', manager: 'kubectl-patch' },
      { path: 'data.mode', wanted: '"0644"' },
    ]);
    expect(fieldsOf('ConfigMap')?.[1]).not.toHaveProperty('live');
    expect(fieldsOf('Secret')).toMatchObject([{ path: 'data.token', wanted: '***', live: '***' }]);
    expect(JSON.stringify(objects)).not.toMatch(/not-to-be-seen|seen-by-nobody|c2Vlbi1ieS/);
  });

  it('puts everything back, whoever manages it now', async () => {
    await changeByHand();
    await putBack();
    expect((await read()).objects).toEqual([]);
    expect((await get('configmap/web')).data).toMatchObject({ answer: 'yes', mode: '0644' });
    expect((await get('poddisruptionbudget/web')).spec.maxUnavailable).toBe('50%');
    expect((await get('service/web')).metadata.labels?.team).toBe('blue');
  });

  it('makes it part of the release: nothing in the cluster changes but whose it is, and a rollback knows the way back', async () => {
    await changeByHand();
    const before = await get('deployment/web');
    await accept();
    expect(await read()).toMatchObject({ revision: 2, objects: [] });
    const after = await get('deployment/web');
    expect(after.spec.template.spec.containers).toEqual(before.spec.template.spec.containers);
    expect((await get('configmap/web')).data).toEqual({ answer: 'no', text: 'two\nlines\n', time: '12:30' });
    await expectAbsent(ground.person, namespace, 'poddisruptionbudget/web');

    await putBack();
    expect((await get('configmap/web')).data).toMatchObject({ answer: 'yes', mode: '0644' });
    expect((await get('deployment/web')).spec.template.spec.containers[0].image).toBe('busybox:1.37');
    expect((await get('poddisruptionbudget/web')).spec.maxUnavailable).toBe('50%');
  });

  it('records the acceptance also where only something was deleted', async () => {
    await ground.person.delete(namespace, 'poddisruptionbudget/web');
    await accept();
    expect(await read()).toMatchObject({ revision: 2, objects: [] });
    await expect(odin.planAccept(desired, ['force'])).rejects.toMatchObject({
      code: 'notFound',
    });
  });
}
