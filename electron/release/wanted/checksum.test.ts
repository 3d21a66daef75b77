import { expect, it } from 'vitest';
import { record } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { CHECKSUM, withChecksums } from './checksum.ts';

const config = (name: string, value: string, kind = 'ConfigMap'): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'n' },
  data: { value },
});
const deployment = (spec: object): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'n' },
  spec: { template: { spec } },
});
function checksumOf(...objects: readonly KubeObject[]): unknown {
  const found = withChecksums(objects).find(({ kind }) => kind === 'Deployment');
  const template = record(record(found?.spec).template);
  return record(record(template.metadata).annotations)[CHECKSUM];
}

it.each<[string, object]>([
  ['a volume', { volumes: [{ configMap: { name: 'a' } }] }],
  ['a projected volume', { volumes: [{ projected: { sources: [{ configMap: { name: 'a' } }] } }] }],
  ['envFrom', { containers: [{ envFrom: [{ configMapRef: { name: 'a' } }] }] }],
  ['env', { containers: [{ env: [{ valueFrom: { configMapKeyRef: { name: 'a', key: 'value' } } }] }] }],
  ['an init container', { initContainers: [{ envFrom: [{ configMapRef: { name: 'a' } }] }] }],
])('follows the content of what %s uses', (_what, spec) => {
  const one = checksumOf(config('a', '1'), deployment(spec));
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(checksumOf(config('a', '1'), deployment(spec))).toBe(one);
  expect(checksumOf(config('a', '2'), deployment(spec))).not.toBe(one);
});

it('follows Secrets by their own names', () => {
  const spec = { volumes: [{ secret: { secretName: 'a' } }] };
  expect(checksumOf(config('a', '1', 'Secret'), deployment(spec))).toMatch(/^[0-9a-f]{64}$/);
  expect(checksumOf(config('a', '1'), deployment(spec))).toBeUndefined();
});

it('leaves alone what uses nothing of the release', () => {
  const object = deployment({ volumes: [{ configMap: { name: 'somebody-elses' } }] });
  expect(withChecksums([config('a', '1'), object])[1]).toBe(object);
});
