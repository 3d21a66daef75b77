import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { refKey, refOf } from '../../shared/model/object.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { COMPLETE_CLUSTER } from '../stack/cluster-checks/capabilities.ts';
import { componentTitle } from '../stack/component-titles.ts';
import { renderStack } from '../stack/render.ts';
import { readSettings } from '../stack/settings/read-settings.ts';
import { describedPlan } from './described-plan.ts';

const planOf = (changes: Plan['changes']): Plan => ({
  hash: 'sha256:1',
  verb: 'install',
  release: 'odin',
  namespace: 'monitoring',
  version: '1.0.0',
  changes,
  conflicts: [],
  warnings: [],
  blockers: [],
  consent: [],
  needs: [],
});

test('the part of each object of the stack is what its label app.kubernetes.io/name says', async () => {
  const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
  const supplied = { version: 1, components: { logs: true, ingress: true }, gpu: { devicePlugin: { enabled: true } } };
  const { settings } = readSettings(supplied, 'The settings');
  const { objects } = await renderStack({
    assetsDir,
    settings,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
  });
  const { changes } = describedPlan(
    planOf(objects.map((object) => ({ ref: refOf(object), op: 'created' }))),
    componentTitle,
  );
  const labels = objects.map(({ metadata }) => componentTitle(metadata.labels?.['app.kubernetes.io/name'] ?? ''));
  expect(changes.map(({ part }) => part)).toEqual(labels);
  expect(new Set(labels)).toContain('Loki');
});

test('what expires is said in the sentence, at its object, and is at stake', () => {
  const ref = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name });
  const changes: Plan['changes'] = ['prometheus-config', 'other'].map((name) => ({ ref: ref(name), op: 'configured' }));
  const sentence = 'Prometheus deletes what is older than 15 days.';
  const plain = describedPlan(planOf(changes), componentTitle);
  const key = refKey(ref('prometheus-config'));
  const plan = describedPlan(planOf(changes), componentTitle, [{ key, sentence }]);
  expect(plain.stakes).toBeUndefined();
  expect(plan.sentence).toBe(`${plain.sentence} ${sentence}`);
  expect(plan.changes.map(({ danger }) => danger)).toEqual([sentence, undefined]);
  expect(plan.stakes).toEqual({ losses: [], grants: [], expiries: [sentence] });
});

test('what a part that is not here has left behind, and what a person runs, have parts as well', () => {
  const ref = (kind: string, name: string) => ({ apiVersion: 'v1', kind, namespace: 'monitoring', name });
  const { changes, sentence } = describedPlan(
    planOf([
      { ref: ref('PersistentVolumeClaim', 'grafana-data'), op: 'kept' },
      { ref: ref('Deployment', 'odin-jobs'), op: 'created' },
      { ref: ref('Service', 'odin-jobs'), op: 'created' },
      { ref: ref('ConfigMap', 'rules-of-mine'), op: 'created' },
    ]),
    componentTitle,
  );
  expect(changes.map(({ part }) => part)).toEqual(['Grafana', 'odin-jobs', 'odin-jobs', undefined]);
  expect(sentence).toBe('Adds odin-jobs. A volume stays.');
});

test('a name that no cluster takes belongs to no part, and takes no time', () => {
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name: 'a-'.repeat(100_000) };
  expect(describedPlan(planOf([{ ref, op: 'created' }]), componentTitle).changes).toEqual([{ ref, op: 'created' }]);
});
