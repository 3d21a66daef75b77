// The release engine on a real API server. Helm and kubectl say what came of it; no pod is needed, so the API server alone will do.
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { killedScenarios } from '../engine/killed.scenarios.ts';
import { releaseScenarios } from '../engine/release.scenarios.ts';
import { releaseObjects, webRelease } from '../engine/release-objects.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('release', apiServer());
const { kubectl, tryKubectl, namespaceFor } = engine;
const helm = (...args: readonly string[]) => engine.helm(4, ...args);

releaseScenarios(engine);
killedScenarios(engine, { verbs: ['install', 'uninstall'], whens: ['before', 'after'], ways: ['again'], every: 1 });

describe('an installed release', () => {
  it('is a release to Helm', async () => {
    const namespace = namespaceFor('helm');
    await engine.installed(webRelease(namespace));
    expect(JSON.parse(await helm('list', '-n', namespace, '-o', 'json'))).toMatchObject([
      { name: 'web', namespace, revision: '1', status: 'deployed', chart: 'web-1.2.3', app_version: '1.2.3' },
    ]);
    expect(await helm('status', 'web', '-n', namespace)).toContain('STATUS: deployed');
    expect(await helm('get', 'all', 'web', '-n', namespace)).toContain('kind: Gizmo');
    expect(JSON.parse(await helm('history', 'web', '-n', namespace, '-o', 'json'))).toMatchObject([
      { revision: 1, status: 'deployed', description: 'Install complete' },
    ]);
    const manifest = parseAllDocuments(await helm('get', 'manifest', 'web', '-n', namespace)).map((one) => one.toJS());
    expect(manifest.map((object: KubeObject) => object.kind)).toHaveLength(releaseObjects(namespace).length);
    await helm('uninstall', 'web', '-n', namespace);
    expect(await engine.names(namespace, 'persistentvolumeclaim,deployment,service')).toEqual([
      'persistentvolumeclaim/web',
    ]);
    await tryKubectl(['delete', 'crd', `gizmos.${namespace}.example`]);
  });

  it('is taken back by Helm, and there is nothing to change then', async () => {
    const namespace = namespaceFor('upgrade');
    const desired = webRelease(namespace);
    await engine.installed(desired);
    const changed = desired.objects.map((object) =>
      object.kind === 'ConfigMap' ? { ...object, data: { answer: 'no' } } : object,
    );
    await engine.installed({ ...desired, objects: changed.filter(({ kind }) => kind !== 'PodDisruptionBudget') });
    await helm('rollback', 'web', '1', '-n', namespace, '--force-conflicts');
    const after = await engine.plan(desired);
    expect(after.plan.blockers).toEqual([]);
    expect([...new Set(after.plan.changes.map(({ op }) => op))]).toEqual(['unchanged']);
    const [newest] = await engine.history(desired);
    expect(newest).toMatchObject({ revision: 3, status: 'deployed' });
  });
});

it('ends as failed, with the reason in the record, when pods are over quota', async () => {
  const namespace = namespaceFor('quota');
  await kubectl(['create', 'namespace', namespace]);
  await kubectl(['create', 'quota', 'none', '-n', namespace, '--hard=pods=0']);
  // Before it is counted, a quota lets things pass.
  await kubectl(['wait', 'quota/none', '-n', namespace, '--for=jsonpath={.status.hard.pods}=0', '--timeout=30s']);
  const objects = releaseObjects(namespace).map((object) =>
    object.kind === 'Deployment' ? { ...object, spec: { ...(object.spec as object), replicas: 1 } } : object,
  );
  const desired = webRelease(namespace, objects);
  const operation = await engine.apply(await engine.plan(desired, ['adopt']));
  const sentence = new RegExp(
    `^Deployment/${namespace}/web: pods cannot be created: .*exceeded quota: none, requested: pods=1`,
  );
  expect(operation).toMatchObject({ phase: 'failed', error: expect.stringMatching(sentence) });
  expect(operation.objects.every(({ step }) => step === 'applied')).toBe(true);
  const [newest] = await engine.history(desired);
  expect(newest).toMatchObject({ status: 'failed', description: expect.stringMatching(sentence) });
  expect(JSON.parse(await helm('list', '-n', namespace, '-o', 'json'))).toMatchObject([{ status: 'failed' }]);
  await engine.uninstalled(desired);
});
