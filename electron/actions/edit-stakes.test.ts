import { expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { refOf } from '../../shared/model/object.ts';
import { editStakes } from './edit-stakes.ts';

const home = { release: 'odin', namespace: 'monitoring' };

function deployment(container: object, pod: object = {}, namespace = 'monitoring'): KubeObject {
  const template = { spec: { containers: [{ name: 'main', image: 'x:1', ...container }], ...pod } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace }, spec: { template } };
}

const stakes = (live: KubeObject, after: KubeObject) => editStakes(refOf(live), live, after, home);
const NAME = 'Deployment/monitoring/web';

it.each([
  ['an image', { image: 'x:2' }],
  ['a command', { command: ['sh'] }],
  ['an environment', { env: [{ name: 'A', value: 'b' }] }],
])('%s is another program, and no right', (_what, container) => {
  const runs = { losses: [], grants: [], runs: [NAME] };
  expect(stakes(deployment({}), deployment(container))).toEqual(runs);
  // Also of what has rights already.
  expect(stakes(deployment({}, { hostPID: true }), deployment(container, { hostPID: true }))).toEqual(runs);
});

it('rights of a pod are rights, and both are both', () => {
  expect(stakes(deployment({}), deployment({}, { hostPID: true }))).toEqual({ losses: [], grants: [NAME] });
  expect(stakes(deployment({}), deployment({ image: 'x:2' }, { hostPID: true }))).toEqual({
    losses: [],
    grants: [NAME],
    runs: [NAME],
  });
});

it('a rule of a role is a right', () => {
  const role = (verbs: string[]): KubeObject =>
    ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r' },
      rules: [{ verbs }],
    }) as KubeObject;
  expect(stakes(role(['get']), role(['get', 'delete']))).toEqual({ losses: [], grants: ['ClusterRole/r'] });
});

it('what is elsewhere, or of a kind that is not known, is asked about as a change', () => {
  const map = (namespace: string, value: string): KubeObject =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace }, data: { a: value } }) as KubeObject;
  const thing = (size: number): KubeObject =>
    ({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 't', namespace: 'monitoring' },
      spec: { size },
    }) as KubeObject;
  expect(stakes(map('default', '1'), map('default', '2'))).toEqual({
    losses: [],
    grants: [],
    others: ['ConfigMap/default/c'],
  });
  expect(stakes(thing(1), thing(2))).toEqual({ losses: [], grants: [], others: ['Thing/monitoring/t'] });
  expect(stakes(map('monitoring', '1'), map('monitoring', '2'))).toEqual({ losses: [], grants: [] });
  const there = (image: string) => deployment({ image }, {}, 'default');
  expect(stakes(there('x:1'), there('x:2'))).toEqual({ losses: [], grants: [], runs: ['Deployment/default/web'] });
});
