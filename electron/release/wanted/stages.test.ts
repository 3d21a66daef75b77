import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inStages, STAGES, stageOf } from './stages.ts';

it.each([
  ['v1', 'Namespace', 'foundations'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'definitions'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'bindings'],
  ['v1', 'PersistentVolumeClaim', 'configuration'],
  ['v1', 'Service', 'configuration'],
  ['apps/v1', 'Deployment', 'workloads'],
  ['networking.k8s.io/v1', 'Ingress', 'extensions'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'extensions'],
  ['serving.knative.dev/v1', 'Service', 'extensions'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'webhooks'],
])('%s %s is of the stage %s', (apiVersion, kind, stage) => {
  expect(stageOf({ apiVersion, kind })).toBe(stage);
});

describe('inStages', () => {
  it('loses nothing, and never puts a stage before an earlier one', () => {
    const ref = fc.record({
      apiVersion: fc.constantFrom('v1', 'apps/v1', 'example.com/v1', 'networking.k8s.io/v1'),
      kind: fc.constantFrom('Namespace', 'Secret', 'Deployment', 'Ingress', 'Service', 'Widget'),
    });
    fc.assert(
      fc.property(fc.array(ref), (refs) => {
        const flat = inStages(refs, (one) => one).flat();
        expect(new Set(flat)).toEqual(new Set(refs));
        expect(flat).toHaveLength(refs.length);
        const order = flat.map((one) => STAGES.indexOf(stageOf(one)));
        expect(order).toEqual([...order].sort((left, right) => left - right));
      }),
    );
  });
});
