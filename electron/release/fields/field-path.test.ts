import { expect, it } from 'vitest';
import { formatPath, leavesOf, managerOf, valueAt, withValueAt } from './field-path.ts';

const FIELDS = {
  'f:metadata': { 'f:labels': { 'f:app.kubernetes.io/name': {} } },
  'f:spec': {
    'f:replicas': {},
    'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } },
    'f:finalizers': { 'v:"a/b"': {} },
  },
};
const OBJECT = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'x', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: { replicas: 2, containers: [{ name: 'side' }, { name: 'web', image: 'web:1' }], finalizers: ['a/b'] },
};
const paths = leavesOf(FIELDS);
const [label = [], replicas = [], image = [], finalizer = []] = paths;

it('reads the paths of managedFields, and names them as a person would', () => {
  expect(paths.map(formatPath)).toEqual([
    'metadata.labels["app.kubernetes.io/name"]',
    'spec.replicas',
    'spec.containers[name="web"].image',
    'spec.finalizers[="a/b"]',
  ]);
  expect(paths.map((path) => valueAt(OBJECT, path))).toEqual(['web', 2, 'web:1', 'a/b']);
});

it('changes, adds and takes out what a path leads to, and nothing else', () => {
  expect(withValueAt(OBJECT, image, 'web:2')).toEqual({
    ...OBJECT,
    spec: { ...OBJECT.spec, containers: [{ name: 'side' }, { name: 'web', image: 'web:2' }] },
  });
  expect(withValueAt(OBJECT, label, undefined)).toEqual({ ...OBJECT, metadata: { name: 'x', labels: {} } });
  expect(withValueAt(OBJECT, finalizer, undefined)).toMatchObject({ spec: { finalizers: [] } });
  expect(withValueAt({ spec: {} }, image, 'web:3')).toEqual({
    spec: { containers: [{ name: 'web', image: 'web:3' }] },
  });
});

it('says who wrote a field last, other than the release', () => {
  const entry = (manager: string, operation: string, time: string, fieldsV1: object) => ({
    manager,
    operation,
    time,
    fieldsV1,
  });
  const managedFields = [
    entry('helm', 'Apply', '2026-01-03T00:00:00Z', FIELDS),
    entry('kubectl-edit', 'Update', '2026-01-01T00:00:00Z', { 'f:spec': { 'f:replicas': {} } }),
    entry('kubectl-scale', 'Update', '2026-01-02T00:00:00Z', { 'f:spec': { 'f:replicas': {} } }),
  ];
  const object = { ...OBJECT, metadata: { ...OBJECT.metadata, managedFields } };
  expect(managerOf(object, replicas)).toEqual({ manager: 'kubectl-scale', at: Date.UTC(2026, 0, 2) });
  expect(managerOf(object, image)).toEqual({});
});
