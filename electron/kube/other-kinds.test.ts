import { expect, it } from 'vitest';
import { unknownKind } from './other-kinds.ts';

const served = [
  ['networking.k8s.io/v1', 'Ingress'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['batch/v1', 'CronJob'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['example.com/v1', 'Backup'],
  ['example.org/v1', 'Backup'],
  ['v1', 'ConfigMap'],
].map(([apiVersion = '', kind = '']) => ({ apiVersion, kind, plural: '', namespaced: true, verbs: [] }));

it.each([
  ['extensions/v1beta1', 'Ingress', 'it has Ingress in networking.k8s.io/v1; write that'],
  ['networking.k8s.io/v1beta1', 'Ingress', 'it has Ingress in networking.k8s.io/v1; write that'],
  ['policy/v1beta1', 'PodDisruptionBudget', 'it has PodDisruptionBudget in policy/v1; write that'],
  ['batch/v1beta1', 'CronJob', 'it has CronJob in batch/v1; write that'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'in autoscaling/v1 and in autoscaling/v2; write that'],
  ['example.com/v1alpha1', 'Backup', 'it has Backup in example.com/v1; write that'],
  ['velero.io/v1', 'Backup', 'it has Backup in example.com/v1 and in example.org/v1; write that'],
  ['policy/v1beta1', 'PodSecurityPolicy', 'Kubernetes 1.25 removed it, and has nothing in its place; take it out.'],
  ['v1', 'Configmap', 'did you mean ConfigMap?'],
  [
    'v1',
    'ConfigMop',
    'check both for typing errors, or install what brings it (a CRD; those of a chart come with helm template --include-crds).',
  ],
])('%s %s', (apiVersion, kind, advice) => {
  expect(unknownKind(apiVersion, kind, served)).toContain(`The cluster has no kind ${kind} in ${apiVersion}: `);
  expect(unknownKind(apiVersion, kind, served)).toContain(advice);
});
