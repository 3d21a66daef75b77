// Parts that a release is good without are waited for and told of, and take nothing back.
import { expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { configMap, releaseOf } from '../engine/objects.ts';
import { succeeded } from '../engine/odin.ts';
import { engineOn } from './engine.ts';

const TOLERANCE_MS = 60_000;
const engine = engineOn('tolerated', apiServer(), 2 * TOLERANCE_MS);
/** With little patience for what may still become healthy. */
const LIMIT_MS = 4_000;
const hasty = engineOn('hasty', apiServer(), LIMIT_MS);

const NOT_NEEDED = { 'odin.example/failure-policy': 'Ignore' };

/** A Deployment whose pods no node takes; with a quota of none they are refused, which is certain. */
function neverReady(name: string, annotations: Readonly<Record<string, string>> = {}): KubeObject {
  const labels = { app: name };
  const containers = [{ name: 'a', image: 'busybox:1.37' }];
  const template = { metadata: { labels }, spec: { nodeSelector: { nothing: 'has-this' }, containers } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, annotations },
    spec: { selector: { matchLabels: labels }, template },
  };
}

async function namespaceWithoutPods(what: string): Promise<string> {
  const namespace = engine.namespaceFor(what);
  await engine.kubectl(['create', 'namespace', namespace]);
  await engine.kubectl(['create', 'quota', 'none', '-n', namespace, '--hard=pods=0']);
  // Before it is counted, a quota lets things pass.
  const counted = '--for=jsonpath={.status.hard.pods}=0';
  await engine.kubectl(['wait', 'quota/none', '-n', namespace, counted, '--timeout=30s']);
  return namespace;
}

it('succeeds, with its reason, where that is certain', async () => {
  const namespace = await namespaceWithoutPods('certain');
  const desired = releaseOf(namespace, [configMap('needed'), neverReady('gpu', NOT_NEEDED)]);
  const operation = succeeded(await engine.apply(await engine.plan(desired, ['adopt'])));
  const [warning] = operation.warnings ?? [];
  expect(warning).toMatch(new RegExp(`^Deployment/${namespace}/gpu: pods cannot be created: .*exceeded quota: none`));
  expect((operation.endedAt ?? 0) - operation.startedAt).toBeLessThan(TOLERANCE_MS);
  expect(operation.objects.find(({ ref }) => ref.name === 'gpu')?.health?.state).toBe('Failed');
  expect(JSON.parse(await engine.helm(4, 'list', '-n', namespace, '-o', 'json'))).toMatchObject([
    { status: 'deployed' },
  ]);
});

it('waits for it as long as it may still become healthy', async () => {
  const namespace = hasty.namespaceFor('patience');
  const desired = releaseOf(namespace, [configMap('needed'), neverReady('gpu', NOT_NEEDED)]);
  const operation = succeeded(await hasty.apply(await hasty.plan(desired)));
  expect(operation.warnings).toEqual([expect.stringMatching(new RegExp(`^Deployment/${namespace}/gpu: `))]);
  expect((operation.endedAt ?? 0) - operation.startedAt).toBeGreaterThanOrEqual(LIMIT_MS);
});

it('fails for what is needed, whatever else fails', async () => {
  const namespace = await namespaceWithoutPods('needed');
  const desired = releaseOf(namespace, [neverReady('gpu', NOT_NEEDED), neverReady('web')]);
  const operation = await engine.apply(await engine.plan(desired, ['adopt']));
  expect(operation).toMatchObject({ phase: 'failed', error: expect.stringContaining(`Deployment/${namespace}/web: `) });
  expect(operation.warnings).toBeUndefined();
});
