import { expect, test } from 'vitest';
import type { PartRow } from '../../../shared/model/overview.ts';
import type { Usage } from '../../../shared/model/usage.ts';
import { fillOf, fillWords } from './volume-fill.ts';

const GIB = 1024 ** 3;
const part = (claims?: string[]): PartRow => ({
  title: 'Loki',
  object: { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'monitoring', name: 'loki' },
  ...(claims === undefined ? {} : { claims }),
  services: [],
  pods: [],
  health: { state: 'Current', reason: '', evidence: [] },
  restarts: 0,
});
const volume = (claim: string, used: number, namespace = 'monitoring') => ({
  namespace,
  claim,
  usedBytes: used * GIB,
  capacityBytes: 10 * GIB,
});
const usage = (...volumes: Usage['volumes']): Usage => ({ source: 'prometheus', at: 0, pods: [], volumes });

test('the fill is that of its own claims, in its own namespace', () => {
  const told = usage(volume('loki-data', 3.1), volume('grafana-data', 1), volume('loki-data', 9, 'other'));
  const fill = fillOf(part(['loki-data']), told);
  expect(fill).toEqual({ used: 3.1 * GIB, capacity: 10 * GIB });
  expect(fill && fillWords(fill, 'en')).toBe('3.1 of 10 GiB');
});

test('where nobody tells of its volumes, or it has none, nothing is made up', () => {
  expect(fillOf(part(['loki-data']), usage())).toBeUndefined();
  expect(fillOf(part(), usage(volume('loki-data', 3)))).toBeUndefined();
  expect(fillOf(part(['loki-data']), undefined)).toBeUndefined();
});
