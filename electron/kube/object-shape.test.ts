import { describe, expect, it } from 'vitest';
import { faultOf, faultOfObject, shapeOf } from './object-shape.ts';

describe('the shape that a path promises', () => {
  it.each([
    ['GET', '/api/v1/pods', 'list'],
    ['GET', '/api/v1/services?limit=500&continue=a/b', 'list'],
    ['GET', '/api/v1/namespaces', 'list'],
    ['GET', '/api/v1/namespaces/a/pods', 'list'],
    ['GET', '/apis/apps/v1/namespaces/a/deployments', 'list'],
    ['GET', '/apis/storage.k8s.io/v1/storageclasses', 'list'],
    ['POST', '/api/v1/namespaces/a/secrets', 'object'],
    ['GET', '/api/v1/namespaces/a', 'object'],
    ['GET', '/api/v1/namespaces/a/secrets/b', 'object'],
    ['PATCH', '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:a', 'object'],
    ['DELETE', '/api/v1/namespaces/a/secrets/b', 'anything'],
    ['GET', '/api/v1/namespaces/a/pods/b/log', 'anything'],
    ['GET', '/api/v1/namespaces/a/status', 'anything'],
    ['GET', '/api', 'anything'],
    ['GET', '/api/v1', 'anything'],
    ['GET', '/apis', 'anything'],
    ['GET', '/apis/apps/v1', 'anything'],
    ['GET', '/version', 'anything'],
    ['GET', '/readyz', 'anything'],
    ['GET', '/openapi/v3', 'anything'],
  ])('%s %s: %s', (method, path, shape) => {
    expect(shapeOf(method, path)).toBe(shape);
  });
});

it('takes a null where a part may be absent, and takes it out', () => {
  const object = { metadata: { name: 'a', labels: null, annotations: null, ownerReferences: null, uid: null } };
  expect(faultOfObject(object)).toBeUndefined();
  expect(object).toEqual({ metadata: { name: 'a' } });
  const list = { kind: 'PodList', apiVersion: 'v1', metadata: null, items: null };
  expect(faultOf(list, 'list')).toBeUndefined();
  expect(list).toMatchObject({ metadata: {}, items: [] });
});

it('goes by own keys: a label may be called __proto__', () => {
  expect(
    faultOfObject(JSON.parse('{"metadata":{"name":"a","labels":{"__proto__":"x","constructor":"y"}}}')),
  ).toBeUndefined();
  expect(faultOfObject(JSON.parse('{"metadata":{"name":"a","labels":{"__proto__":{"b":1}}}}'))).toMatch(/labels/);
  expect(faultOfObject(JSON.parse('{"__proto__":{"metadata":{"name":"a"}}}'))).toMatch(/metadata/);
});
