// Objects that say that they are to be kept: an uninstall leaves them, and an upgrade that lists them no longer does, whatever their kind.
import { describe, expect, it } from 'vitest';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { expectAbsent, type Ground } from './ground.ts';
import { configMap, releaseOf } from './objects.ts';
import { succeeded } from './odin.ts';

const POLICY = 'helm.sh/resource-policy';

/** The same object, saying so. */
export function saying(object: KubeObject, policy: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, annotations: { [POLICY]: policy } } };
}

const lines = ({ changes }: Plan) =>
  Object.fromEntries(changes.map(({ op, ref, reason }) => [formatRef(ref), `${op}: ${reason ?? ''}`]));

/** Registers them. */
export function keptScenarios(ground: Ground): void {
  const { odin, namespaceFor } = ground;
  const service: KubeObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kept' },
    spec: { ports: [{ port: 80 }] },
  };
  const role: KubeObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'kept' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  };
  const objects = [
    saying(configMap('kept', { answer: 'yes' }), 'keep'),
    saying(service, ' Keep '),
    saying(role, 'keep'),
  ];
  const KEPT = ['configmap/kept', 'role.rbac.authorization.k8s.io/kept', 'service/kept'];
  const names = async (namespace: string) =>
    (await ground.person.names(namespace, 'configmap,role,service')).filter(
      (name) => name !== 'configmap/kube-root-ca.crt',
    );

  describe('an object that says so', () => {
    it('outlives an uninstall, also one that deletes data, and a reinstall takes it up', async () => {
      const namespace = namespaceFor('kept');
      const desired = releaseOf(namespace, [...objects, configMap('gone'), saying(configMap('named'), 'delete')]);
      await odin.installed(desired);
      const { uid } = (await ground.person.get(namespace, 'configmap/kept')).metadata;
      const shown = await odin.planUninstall(desired, true);
      expect(lines(shown.plan)).toMatchObject({
        [`ConfigMap/${namespace}/kept`]: `kept: it says ${POLICY}: keep`,
        [`Service/${namespace}/kept`]: `kept: it says ${POLICY}: keep`,
        [`ConfigMap/${namespace}/gone`]: 'deleted: part of the release',
        [`ConfigMap/${namespace}/named`]: 'deleted: part of the release',
      });
      succeeded(await odin.apply(shown));
      expect(await names(namespace)).toEqual(KEPT);
      await odin.installed(desired);
      expect((await ground.person.get(namespace, 'configmap/kept')).metadata.uid).toBe(uid);
    });

    it('is left when a revision lists it no longer, and when an upgrade that brought it goes back', async () => {
      const namespace = namespaceFor('unlisted');
      const first = releaseOf(namespace, [configMap('web'), ...objects]);
      await odin.installed(first);
      const next = await odin.plan(releaseOf(namespace, [configMap('web')], '2.0.0'));
      expect(lines(next.plan)[`Role/${namespace}/kept`]).toBe(
        `kept: no longer part of the release, but it says ${POLICY}: keep`,
      );
      succeeded(await odin.apply(next));
      expect(await names(namespace)).toEqual([
        'configmap/kept',
        'configmap/web',
        'role.rbac.authorization.k8s.io/kept',
        'service/kept',
      ]);

      const late = saying(configMap('late'), 'keep');
      const bad = releaseOf(namespace, [configMap('web'), late, ground.hopeless('migrate')], '3.0.0');
      expect(await odin.apply(await odin.plan(bad))).toMatchObject({ phase: 'failed', rolledBackTo: 2 });
      expect(await names(namespace)).toContain('configmap/late');
      // What is kept does not come back by itself, and is no drift.
      expect((await odin.drift(first)).objects).toEqual([]);
      await odin.uninstalled(first);
      expect(await names(namespace)).toEqual([
        'configmap/kept',
        'configmap/late',
        'role.rbac.authorization.k8s.io/kept',
        'service/kept',
      ]);
    });

    it('goes once a revision does not say so any more', async () => {
      const namespace = namespaceFor('unsaid');
      await odin.installed(releaseOf(namespace, objects));
      await odin.installed(releaseOf(namespace, [configMap('kept')], '2.0.0'));
      await odin.installed(releaseOf(namespace, [configMap('web')], '3.0.0'));
      expect(await names(namespace)).toEqual(['configmap/web', 'role.rbac.authorization.k8s.io/kept', 'service/kept']);
    });

    it('is believed where it is, and not only in its manifest', async () => {
      const namespace = namespaceFor('live');
      const desired = releaseOf(namespace, [configMap('mine'), configMap('web')]);
      await odin.installed(desired);
      await ground.person.annotate(namespace, 'configmap/mine', { [POLICY]: 'keep' });
      const without = await odin.plan(releaseOf(namespace, [configMap('web')], '2.0.0'));
      expect(lines(without.plan)[`ConfigMap/${namespace}/mine`]).toMatch(/^kept: /);
      succeeded(await odin.apply(without));
      await odin.uninstalled(desired);
      expect(await names(namespace)).toEqual(['configmap/mine']);
    });

    it('refuses a plan that was shown before it said so', async () => {
      const namespace = namespaceFor('between');
      const desired = releaseOf(namespace, [configMap('mine')]);
      await odin.installed(desired);
      const shown = await odin.planUninstall(desired);
      await ground.person.annotate(namespace, 'configmap/mine', { [POLICY]: 'keep' });
      await expect(odin.apply(shown)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(`ConfigMap/${namespace}/mine: it says ${POLICY}: keep`),
      });
      expect(await names(namespace)).toEqual(['configmap/mine']);
    });

    it('keeps the Namespace that it is in', async () => {
      const namespace = namespaceFor('home');
      const home: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
      const desired = releaseOf(namespace, [home, ...objects]);
      await odin.installed(desired);
      const shown = await odin.planUninstall(desired, true);
      expect(lines(shown.plan)[`Namespace/${namespace}`]).toMatch(/^kept: it also holds .*\/kept/);
      succeeded(await odin.apply(shown));
      expect(await names(namespace)).toEqual(KEPT);
    });

    it('is not made anew where a field of it cannot be changed', async () => {
      const namespace = namespaceFor('anew');
      const web = (app: string): KubeObject => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app } },
          template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'a', image: 'busybox:1.37' }] } },
        },
      });
      await odin.installed(releaseOf(namespace, [saying(web('one'), 'keep')]));
      const { plan } = await odin.plan(releaseOf(namespace, [saying(web('two'), 'keep')], '2.0.0'));
      expect(plan.blockers).toEqual([expect.stringMatching(/^Deployment\/.*immutable/)]);
      const own = await odin.plan(releaseOf(namespace, [web('two')], '2.0.0'));
      expect(own.plan.blockers).toHaveLength(1);
    });
  });

  it('deletes what does not say so', async () => {
    const namespace = namespaceFor('plain');
    await odin.installed(releaseOf(namespace, [configMap('web'), configMap('gone')]));
    await odin.installed(releaseOf(namespace, [configMap('web')], '2.0.0'));
    await expectAbsent(ground.person, namespace, 'configmap/gone');
  });
}
