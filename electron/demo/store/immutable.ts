// Fields that may not change once an object is there: a table by kind, in the API server's words.
import { type Cause, forbiddenField, invalidValue } from './causes.ts';
import { equalJson, isObject, type Json, type JsonObject, objectAt, valueAt } from './json.ts';

/** Fields that are immutable one by one, in the order in which they are reported. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  DaemonSet: ['spec.selector'],
  Deployment: ['spec.selector'],
  ReplicaSet: ['spec.selector'],
  RuntimeClass: ['handler'],
  Secret: ['type'],
  StorageClass: ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'],
};

const STATEFUL_SET_FREE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];
const STATEFUL_SET_WHY =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
const CLAIM_WHY =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
const POD_WHY =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** All changes that are not allowed; empty when the update may go on. */
export function checkImmutable(before: JsonObject, after: JsonObject, kind: string): readonly Cause[] {
  const causes: Cause[] = [];
  for (const field of FIELDS[kind] ?? []) {
    const value = valueAt(after, field);
    if (!equalJson(valueAt(before, field), value))
      causes.push(invalidValue(field, value ?? null, 'field is immutable'));
  }
  return [...causes, ...(RULES[kind]?.(before, after) ?? [])];
}

const RULES: Readonly<Record<string, (before: JsonObject, after: JsonObject) => readonly Cause[]>> = {
  ClusterRoleBinding: checkRoleRef,
  ConfigMap: checkSealed,
  PersistentVolumeClaim: (before, after) => {
    // An empty class may still be given one, and the controller names the volume; a bound claim may grow.
    const isFree = valueAt(before, 'spec.volumeName') !== undefined;
    const part = (claim: JsonObject) =>
      without(objectAt(claim, 'spec'), ['volumeName', ...(isFree ? ['resources'] : [])]);
    const old = part(before);
    const isSame = equalJson(
      old.storageClassName === undefined ? without(part(after), ['storageClassName']) : part(after),
      old,
    );
    return isSame ? [] : [forbiddenField('spec', CLAIM_WHY)];
  },
  Pod: (before, after) => {
    const part = (pod: JsonObject) => {
      const spec = without(objectAt(pod, 'spec'), ['tolerations', 'activeDeadlineSeconds', 'nodeName']);
      const strip = (list: Json | undefined): Json =>
        Array.isArray(list) ? list.map((item: Json) => (isObject(item) ? without(item, ['image']) : item)) : null;
      return { ...spec, containers: strip(spec.containers), initContainers: strip(spec.initContainers) };
    };
    return equalJson(part(before), part(after)) ? [] : [forbiddenField('spec', POD_WHY)];
  },
  RoleBinding: checkRoleRef,
  Secret: checkSealed,
  Service: (before, after) => {
    const old = valueAt(before, 'spec.clusterIPs');
    const [ip, ips] = [valueAt(after, 'spec.clusterIP'), valueAt(after, 'spec.clusterIPs')];
    // Who changes the one address alone means the first of the list.
    const isFirst = ip !== undefined && equalJson(old, ips) && ip !== valueAt(before, 'spec.clusterIP');
    const now = isFirst ? [ip] : ips;
    if (old === undefined || valueAt(after, 'spec.type') === 'ExternalName' || equalJson(old, now)) return [];
    return [invalidValue('spec.clusterIPs[0]', now ?? [], 'may not change once set')];
  },
  StatefulSet: (before, after) => {
    const part = (set: JsonObject) => without(objectAt(set, 'spec'), STATEFUL_SET_FREE);
    return equalJson(part(before), part(after)) ? [] : [forbiddenField('spec', STATEFUL_SET_WHY)];
  },
};

function checkRoleRef(before: JsonObject, after: JsonObject): readonly Cause[] {
  if (equalJson(before.roleRef, after.roleRef)) return [];
  const { apiGroup = '', kind = '', name = '' } = objectAt(after, 'roleRef');
  return [invalidValue('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef')];
}

function checkSealed(before: JsonObject, after: JsonObject): readonly Cause[] {
  if (before.immutable !== true) return [];
  const why = 'field is immutable when `immutable` is set';
  return ['immutable', 'data', 'binaryData']
    .filter((field) => !equalJson(before[field], after[field]))
    .map((field) => forbiddenField(field, why));
}

function without(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
