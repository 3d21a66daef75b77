// From revision to revision on a real API server, and on from there by a real Helm.
import { expect, it } from 'vitest';
import { apiServer } from '../cluster/cluster.ts';
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
  for (const desired of [first, answering('two'), answering('three')]) await engine.installed(desired);
  expect(await engine.apply(await engine.planRollback(first, 1))).toMatchObject({ phase: 'succeeded' });

  await engine.helm(4, 'rollback', 'web', '3', '-n', namespace);
  const [, , , , fifth] = await engine.judge.history(namespace, 'web');
  expect(fifth).toMatchObject({ revision: 5, status: 'deployed' });
  const undone = await engine.planRollback(first);
  expect(undone.plan).toMatchObject({ toRevision: 4, blockers: [] });
  expect(await engine.apply(undone)).toMatchObject({ phase: 'succeeded' });
  expect((await engine.get(namespace, 'configmap/web')).data).toMatchObject({ answer: 'yes' });
});
