// Objects that were saved from a cluster (`kubectl get -o yaml`): what the server and its controllers had written into
// them belongs to that object alone, and would be refused, or be wrong, in another.
import { isRecord, type Json, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { type Path, valueAt, withValueAt } from './at-path.ts';

/** Any of them shows that the object is from a cluster. */
const MARKS = ['uid', 'resourceVersion', 'managedFields', 'creationTimestamp', 'selfLink'];
const METADATA = [...MARKS, 'generation', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'ownerReferences'];
/** Written by kubectl, of how the object was before: wrong at once, and it may hold what a Secret holds. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const ANNOTATIONS =
  /^(deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|pv\.kubernetes\.io\/|volume(\.beta)?\.kubernetes\.io\/(storage-provisioner|selected-node)|control-plane\.alpha\.kubernetes\.io\/leader|batch\.kubernetes\.io\/job-tracking)/;
const LABELS = /^(batch\.kubernetes\.io\/)?(controller-uid|job-name)$/;
const FINALIZERS = ['kubernetes.io/pvc-protection', 'kubernetes.io/pv-protection', 'foregroundDeletion', 'orphan'];
const ACCOUNT_VOLUME = /^kube-api-access-/;

/** Fields of a kind that the cluster chose; those of `v1`, if it names no group. */
const OF_KIND: Readonly<Record<string, readonly Path[]>> = {
  'v1/PersistentVolumeClaim': [['spec', 'volumeName']],
  'v1/PersistentVolume': [
    ['spec', 'claimRef', 'uid'],
    ['spec', 'claimRef', 'resourceVersion'],
  ],
  'v1/Namespace': [['spec', 'finalizers']],
  'v1/Pod': [['spec', 'nodeName']],
};

/** The object without them, and their names, such as `metadata.uid`; none of an object that a person wrote. */
export function withoutServerFields(object: KubeObject): { readonly object: KubeObject; readonly fields: string[] } {
  const paths = isSaved(object) ? savedPaths(object) : lastApplied(object);
  let clean = object;
  for (const path of paths) clean = withValueAt(clean, path, undefined);
  if (isSaved(object)) clean = withoutAccountVolume(withoutFinalizers(clean));
  return { object: withoutEmptyMaps(clean), fields: paths.map((path) => path.map(String).join('.')) };
}

function isSaved({ metadata }: KubeObject): boolean {
  return MARKS.some((field) => metadata[field] !== undefined);
}

function savedPaths(object: KubeObject): readonly Path[] {
  const paths: Path[] = [['status'], ...METADATA.map((field) => ['metadata', field]), ...ofKind(object)];
  return [...paths.filter((path) => valueAt(object, path) !== undefined), ...lastApplied(object), ...marks(object)];
}

function lastApplied(object: KubeObject): readonly Path[] {
  return object.metadata.annotations?.[LAST_APPLIED] === undefined ? [] : [['metadata', 'annotations', LAST_APPLIED]];
}

/** Annotations and labels that controllers write. */
function marks({ metadata, kind }: KubeObject): readonly Path[] {
  const annotations = Object.keys(metadata.annotations ?? {}).filter((name) => ANNOTATIONS.test(name));
  const labels = kind === 'Job' ? Object.keys(metadata.labels ?? {}).filter((name) => LABELS.test(name)) : [];
  return [
    ...annotations.map((name) => ['metadata', 'annotations', name]),
    ...labels.map((name) => ['metadata', 'labels', name]),
  ];
}

function ofKind(object: KubeObject): readonly Path[] {
  const { apiVersion, kind } = object;
  const spec = record(object.spec);
  if (apiVersion === 'v1' && kind === 'Service') return ofService(spec);
  if (apiVersion === 'batch/v1' && kind === 'Job' && spec.manualSelector !== true) {
    const labels = Object.keys(record(record(record(spec.template).metadata).labels)).filter((name) =>
      LABELS.test(name),
    );
    return [['spec', 'selector'], ...labels.map((name) => ['spec', 'template', 'metadata', 'labels', name])];
  }
  return OF_KIND[`${apiVersion}/${kind}`] ?? [];
}

function ofService({ clusterIP, type, ports }: Json): readonly Path[] {
  // Without an address is a choice; ports of the nodes are one where they are the Service's purpose.
  const addresses = clusterIP === 'None' ? [] : [['clusterIP'], ['clusterIPs'], ['healthCheckNodePort']];
  const nodePorts = type === 'LoadBalancer' ? records(ports).map((_, index) => ['ports', index, 'nodePort']) : [];
  return [...addresses, ...nodePorts].map((path) => ['spec', ...path]);
}

function withoutFinalizers(object: KubeObject): KubeObject {
  const { finalizers } = object.metadata;
  if (!Array.isArray(finalizers)) return object;
  const own = finalizers.filter((finalizer) => !FINALIZERS.includes(text(finalizer)));
  return withValueAt(object, ['metadata', 'finalizers'], own.length === 0 ? undefined : own);
}

/** The volume with the account's token has another name in each pod. */
function withoutAccountVolume(object: KubeObject): KubeObject {
  if (object.apiVersion !== 'v1' || object.kind !== 'Pod') return object;
  const spec = record(object.spec);
  const isOwn = (it: Json): boolean => !ACCOUNT_VOLUME.test(text(it.name));
  const withoutMount = (container: Json): Json =>
    container.volumeMounts === undefined
      ? container
      : { ...container, volumeMounts: records(container.volumeMounts).filter(isOwn) };
  const lists = Object.fromEntries(
    ['containers', 'initContainers'].flatMap((field) =>
      spec[field] === undefined ? [] : [[field, records(spec[field]).map(withoutMount)]],
    ),
  );
  const volumes = spec.volumes === undefined ? {} : { volumes: records(spec.volumes).filter(isOwn) };
  return { ...object, spec: { ...spec, ...lists, ...volumes } };
}

/** Maps that only held what was left out. */
function withoutEmptyMaps(object: KubeObject): KubeObject {
  let clean = object;
  for (const field of ['annotations', 'labels']) {
    const map = clean.metadata[field];
    if (isRecord(map) && Object.keys(map).length === 0) clean = withValueAt(clean, ['metadata', field], undefined);
  }
  return clean;
}
