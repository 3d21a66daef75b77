import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { diagnose, healthOf } from './health-of.ts';
import { NOTHING_RELATED } from './related.ts';
import { workload } from './workloads.testkit.ts';

const MADE = { 'f:selector': {}, 'f:template': {} };
const entry = (manager: string, spec: object, rest: object = {}) => ({
  manager,
  operation: 'Apply',
  time: '2026-11-29T14:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:spec': spec },
  ...rest,
});
const scaled = (manager: string, subresource?: string) =>
  entry(manager, { 'f:replicas': {} }, { operation: 'Update', ...(subresource === undefined ? {} : { subresource }) });

function atZero(managedFields: readonly object[], kind = 'Deployment', spec: object = {}): KubeObject {
  const object = workload(kind, 'web', { replicas: 0, ...spec }, { replicas: 0, readyReplicas: 0 });
  const annotations = { 'meta.helm.sh/release-name': 'odin' };
  return { ...object, metadata: { ...object.metadata, annotations, managedFields } } as KubeObject;
}

it.each([
  ['kubectl scale', [entry('helm', MADE), scaled('kubectl-scale', 'scale')], 'kubectl-scale'],
  ['the drawer', [entry('helm', MADE), scaled('odin-control-panel-scale', 'scale')], 'odin-control-panel-scale'],
  ['an edit', [entry('helm', MADE), scaled('kubectl-edit')], 'kubectl-edit'],
  [
    'another program',
    [entry('kubectl-client-side-apply', MADE, { operation: 'Update' }), scaled('node-fetch')],
    'node-fetch',
  ],
  ['the later of two', [scaled('a'), { ...scaled('b'), time: '2026-11-30T14:00:00Z' }, entry('helm', MADE)], 'b'],
])('what %s has scaled to zero is not well, and a change does not wait for it', (_how, managedFields, by) => {
  for (const kind of ['Deployment', 'StatefulSet', 'ReplicaSet']) {
    const object = atZero(managedFields, kind);
    expect(healthOf(object, NOTHING_RELATED, 'Grafana')).toEqual({
      state: 'Stopped',
      reason: `scaled to zero by ${by}`,
      evidence: [`spec.replicas: 0, by ${by}`],
      why: {
        category: 'paused',
        title: 'Grafana is scaled to zero: nothing of it runs',
        next: 'Put it back, or scale it up.',
        actions: [
          { kind: 'openDrift' },
          { kind: 'openObject', object: expect.objectContaining({ kind, name: 'web' }) },
        ],
      },
    });
    expect(diagnose(object, NOTHING_RELATED)).toMatchObject({ state: 'Current', remark: `is scaled to zero by ${by}` });
  }
});

it.each([
  ['the release wants none', [entry('helm', { ...MADE, 'f:replicas': {} })]],
  [
    'what a person kept is the release’s too',
    [entry('helm', { ...MADE, 'f:replicas': {} }), scaled('kubectl-scale', 'scale')],
  ],
  ['Helm 3 wants none', [entry('helm', { ...MADE, 'f:replicas': {} }, { operation: 'Update' })]],
  ['an autoscaler decides', [entry('helm', MADE), scaled('kube-controller-manager', 'scale')]],
  ['an autoscaler of K3s decides', [entry('helm', MADE), scaled('k3s', 'scale')]],
  ['KEDA decides', [entry('helm', MADE), scaled('keda', 'scale')]],
  ['nobody is known', []],
  [
    'the entries are of another shape',
    [{ manager: 3, fieldsV1: 'x' }, { fieldsV1: { 'f:spec': { 'f:replicas': {} } } }],
  ],
])('none at all is well where %s', (_why, managedFields) => {
  const health = healthOf(atZero(managedFields), NOTHING_RELATED);
  expect(health).toMatchObject({ state: 'Current', reason: 'scaled to zero' });
  expect(health.why).toBeUndefined();
});

it('a paused Deployment without pods tells that it is scaled to zero', () => {
  const managedFields = [entry('helm', MADE), scaled('kubectl-scale', 'scale')];
  expect(healthOf(atZero(managedFields, 'Deployment', { paused: true }), NOTHING_RELATED).state).toBe('Stopped');
});

it('what belongs to no release has nothing to be put back to', () => {
  const object = atZero([entry('kubectl-create', MADE), scaled('kubectl-scale', 'scale')]);
  const { why } = healthOf({ ...object, metadata: { ...object.metadata, annotations: {} } }, NOTHING_RELATED);
  expect(why?.next).toBe('Scale it up when it is wanted again.');
  expect(why?.actions.map(({ kind }) => kind)).toEqual(['openObject']);
});
