import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { refOf } from '../../../shared/model/object.ts';
import type { Assessment, Entry } from '../object/entry.ts';
import { stakesOf } from './stakes.ts';

type Known = Partial<Omit<Entry, 'assessment'>> & { readonly assessment: Partial<Assessment> };

function entryOf(object: KubeObject, { assessment, ...more }: Known): Entry {
  const resource = { apiVersion: object.apiVersion, kind: object.kind, plural: 'a', namespaced: true, verbs: [] };
  const wanted = { ref: refOf(object), resource, body: object, recorded: object, mode: 'apply' as const };
  const told: Assessment = { op: 'configured', warnings: [], ...assessment };
  return { ...wanted, isScaled: false, untried: undefined, ...more, assessment: told };
}

const named = (apiVersion: string, kind: string, more: object = {}): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'here' },
  ...more,
});
const removal = (object: KubeObject, more: object = {}) => ({
  item: { ...refOf(object), revision: 1, policy: 'delete' as const },
  uid: 'u',
  path: '',
  listPath: '',
  ...more,
});
const RBAC = 'rbac.authorization.k8s.io/v1';
const role = named(RBAC, 'Role', { rules: [{ verbs: ['*'] }] });
const made = { assessment: { op: 'created' } } as const;

describe('stakesOf', () => {
  it('does not take the app\u2019s own names on the way back for its own objects', () => {
    const deeds = { home: 'here', entries: [], removals: [], isVouched: () => true };
    expect(stakesOf({ ...deeds, entries: [entryOf(role, made)] })).toEqual({});
    expect(stakesOf({ ...deeds, back: [entryOf(role, made)] }).stakes?.grants).toEqual(['Role/here/x']);
    const run = (image: string) =>
      named('apps/v1', 'Deployment', { spec: { template: { spec: { containers: [{ image }] } } } });
    const swapped = entryOf(run('evil'), { assessment: { before: run('good'), after: run('evil') } });
    expect(stakesOf({ ...deeds, back: [swapped] }).stakes?.grants).toEqual(['Deployment/here/x']);
  });

  it('counts what is generated for a record\u2019s revision as nobody\u2019s, whoever vouches for the record', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'kube-system' } };
    const entries = [entryOf(secret, { mode: 'create', ...made })];
    const deeds = { home: 'here', entries, removals: [], isVouched: () => true };
    expect(stakesOf(deeds)).toEqual({});
    expect(stakesOf({ ...deeds, isOfRecord: true }).stakes?.grants).toEqual(['Secret/kube-system/x']);
  });

  it('sees a guard that goes, or keeps others from less', () => {
    const policy = (...webhooks: string[]) =>
      named('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks });
    const fewer = entryOf(policy('a'), { assessment: { before: policy('a', 'b'), after: policy('a') } });
    expect(stakesOf({ home: 'here', entries: [fewer], removals: [] }).stakes?.grants).toHaveLength(1);
    const rules = (...verbs: string[]) => named(RBAC, 'Role', { rules: verbs.map((verb) => ({ verbs: [verb] })) });
    const less = entryOf(rules('get'), { assessment: { before: rules('get', 'list'), after: rules('get') } });
    expect(stakesOf({ home: 'here', entries: [less], removals: [] })).toEqual({});
    const restricted = { metadata: { name: 'x', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } };
    const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } };
    const open = entryOf(space, { assessment: { before: restricted, after: { metadata: {} } } });
    expect(stakesOf({ home: 'here', entries: [open], removals: [] }).stakes?.grants).toEqual(['Namespace/x']);
    const gone = removal(named('networking.k8s.io/v1', 'NetworkPolicy'));
    expect(stakesOf({ home: 'here', entries: [less], removals: [gone] }).stakes?.grants).toHaveLength(1);
    expect(stakesOf({ home: 'here', entries: [], removals: [gone] })).toEqual({});
  });

  it('sees data that the cluster itself would delete after the change', () => {
    const set = (replicas: number, whenScaled: string) =>
      named('apps/v1', 'StatefulSet', { spec: { replicas, persistentVolumeClaimRetentionPolicy: { whenScaled } } });
    const scaled = (whenScaled: string, to: number) =>
      entryOf(set(to, whenScaled), { assessment: { before: set(2, 'Retain'), after: set(to, whenScaled) } });
    const losses = (entry: Entry) =>
      stakesOf({ home: 'here', entries: [entry], removals: [], isVouched: () => true }).stakes?.losses ?? [];
    expect(losses(scaled('Delete', 0))).toEqual(['StatefulSet/here/x']);
    expect(losses(scaled('Delete', 2))).toEqual([]);
    expect(losses(scaled('Retain', 0))).toEqual([]);
    const owned = {
      metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'none', uid: 'none' }] },
    };
    const orphan = named('v1', 'PersistentVolumeClaim');
    expect(losses(entryOf(orphan, { assessment: { before: { metadata: {} }, after: owned } }))).toEqual([
      'PersistentVolumeClaim/here/x',
    ]);
    expect(losses(entryOf(orphan, { assessment: { before: owned, after: owned } }))).toEqual([]);
  });
});
