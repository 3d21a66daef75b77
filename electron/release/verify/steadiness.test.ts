import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { Steadiness } from './steadiness.ts';

const pod = (restartCount: number, containers: readonly object[] = [{ name: 'a' }]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', uid: 'u' },
  spec: { containers },
  status: { phase: 'Running', containerStatuses: [{ name: 'a', ready: true, restartCount }] },
});

it('watches a container without a probe for three seconds, and longer after a restart', () => {
  const steadiness = new Steadiness();
  expect(steadiness.remainingMs([pod(0)], 1_000)).toBe(3_000);
  expect(steadiness.remainingMs([pod(0)], 3_500)).toBe(500);
  expect(steadiness.remainingMs([pod(1)], 3_600)).toBe(12_000);
  expect(steadiness.remainingMs([pod(1)], 15_600)).toBe(0);
});

it('believes a readiness probe', () => {
  expect(new Steadiness().remainingMs([pod(0, [{ name: 'a', readinessProbe: {} }])], 0)).toBe(0);
  expect(new Steadiness().remainingMs([], 0)).toBe(0);
});

it('takes a container without a probe for proven after a minute, and anew after a restart', () => {
  const steadiness = new Steadiness();
  expect(steadiness.areUnproven([pod(0)], 0)).toBe(true);
  expect(steadiness.areUnproven([pod(0)], 59_000)).toBe(true);
  expect(steadiness.areUnproven([pod(0)], 60_000)).toBe(false);
  expect(steadiness.areUnproven([pod(1)], 61_000)).toBe(true);
  expect(steadiness.areUnproven([pod(0, [{ name: 'a', readinessProbe: {} }])], 0)).toBe(false);
});
