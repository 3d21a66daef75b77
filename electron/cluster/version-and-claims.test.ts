import { expect, test } from 'vitest';
import { workload } from './health/workloads.testkit.ts';
import { versionAndClaims } from './version-and-claims.ts';

const running = (spec: object, rest: object = {}) =>
  workload('StatefulSet', 'loki', { template: { spec }, ...rest }, {});

test('the version is the label’s, else the tag of the first image', () => {
  const plain = running({ containers: [{ image: 'registry.example:5000/loki:3.5.0@sha256:ab' }, { image: 'x:1' }] });
  expect(versionAndClaims(plain)).toEqual({ version: '3.5.0' });
  const labels = { 'app.kubernetes.io/version': 'v3.6.0' };
  expect(versionAndClaims({ ...plain, metadata: { ...plain.metadata, labels } })).toEqual({ version: 'v3.6.0' });
  expect(versionAndClaims(running({ containers: [{ image: 'registry.example:5000/loki' }] }))).toEqual({});
});

test('the claims are those of the template, and of a StatefulSet’s own', () => {
  const volumes = [{ persistentVolumeClaim: { claimName: 'loki-data' } }, { emptyDir: {} }];
  expect(versionAndClaims(running({ volumes }))).toEqual({ claims: ['loki-data'] });
  const volumeClaimTemplates = [{ metadata: { name: 'wal' } }];
  expect(versionAndClaims(running({}, { volumeClaimTemplates }))).toEqual({ claims: ['wal-loki-0'] });
});

test('what is no workload at all has neither', () => {
  expect(versionAndClaims(running({ containers: 7, volumes: 'no' } as object))).toEqual({});
});

test('an image that nobody could pull has no version, and takes no time', () => {
  const evil = `x${':a@'.repeat(200_000)}\nz`;
  expect(versionAndClaims(running({ containers: [{ image: evil }] }))).toEqual({});
  expect(versionAndClaims(running({ containers: [{ image: 'loki:3.5.0@sha256:ab\nz' }] }))).toEqual({
    version: '3.5.0',
  });
});
