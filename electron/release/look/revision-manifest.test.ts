import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { objectsOf } from '../wanted/manifest.ts';
import { maskedManifest } from './revision-manifest.ts';

it('has every object, and no secret', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'password' },
    stringData: { password: 'hunter2-hunter2' },
  } as KubeObject;
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { answer: 'yes' } } as KubeObject;
  const container = { name: 'web', env: [{ name: 'API_TOKEN', value: 'a-token-of-somebody' }] };
  const workload = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec: { containers: [container] } } },
  } as KubeObject;
  const yaml = maskedManifest([secret, map, workload]);
  expect(yaml).not.toMatch(/hunter2|aHVudGVyM|a-token-of/);
  const read = objectsOf({ manifest: yaml } as HelmRelease);
  expect(read.map(({ kind }) => kind)).toEqual(['Secret', 'ConfigMap', 'Deployment']);
  expect(read[1]).toEqual(map);
});
