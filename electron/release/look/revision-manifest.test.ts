import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { readYaml } from '../../yaml/read.ts';
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
  const documents = yaml.split(/^---\n/m).filter((text) => text !== '');
  expect(documents.map((text) => (readYaml(text) as KubeObject).kind)).toEqual(['Secret', 'ConfigMap', 'Deployment']);
  expect(readYaml(documents[1] ?? '')).toEqual(map);
});
