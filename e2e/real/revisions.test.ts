// From revision to revision on a real API server, and on from there by a real Helm.
import { expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { expectAbsent } from '../engine/ground.ts';
import { claim } from '../engine/objects.ts';
import { webRelease } from '../engine/release-objects.ts';
import { revisionScenarios } from '../engine/revisions.scenarios.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('revision', apiServer());

revisionScenarios(engine);

it('goes on from a revision that Helm went back to, and back from there', async () => {
  const namespace = engine.namespaceFor('on');
  const first = webRelease(namespace);
  const answering = (answer: string) => ({
    ...first,
    version: `${answer}.0.0`,
    objects: first.objects.map((one) => (one.kind === 'ConfigMap' ? { ...one, data: { answer } } : one)),
  });
  const [two, three] = [answering('two'), answering('three')];
  const isNoBudget = ({ kind }: KubeObject) => kind !== 'PodDisruptionBudget';
  await engine.installed(first);
  await engine.installed({ ...two, objects: [...two.objects, claim('more', `${namespace}-late`)] });
  await engine.installed({ ...three, objects: three.objects.filter(isNoBudget) });
  expect(await engine.apply(await engine.planRollback(first, 1))).toMatchObject({ phase: 'succeeded' });

  const kept = await engine.get(namespace, 'persistentvolumeclaim/more');
  await engine.get(namespace, 'poddisruptionbudget/web');

  // Not to 2: Helm cannot go back to a volume that was kept in the cluster but is in no manifest since.
  await engine.helm(4, 'rollback', 'web', '3', '-n', namespace);
  const [, , , , fifth] = await engine.judge.history(namespace, 'web');
  expect(fifth).toMatchObject({ revision: 5, status: 'deployed' });
  await expectAbsent(engine.person, namespace, 'poddisruptionbudget/web');
  const undone = await engine.planRollback(first);
  expect(undone.plan).toMatchObject({ toRevision: 4, blockers: [] });
  expect(await engine.apply(undone)).toMatchObject({ phase: 'succeeded' });
  expect((await engine.get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
  expect((await engine.get(namespace, 'poddisruptionbudget/web')).spec.maxUnavailable).toBe('50%');
  expect((await engine.get(namespace, 'persistentvolumeclaim/more')).metadata.uid).toBe(kept.metadata.uid);
});
