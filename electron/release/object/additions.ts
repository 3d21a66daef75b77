// The closed list of what is sent beyond the manifests: whose the object is, and that data outlives the release.

import type { KubeObject } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { ReleaseTarget } from '../context.ts';

/** Who manages it; Helm looks here. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_BY = 'Helm';
const RELEASE_NAME = 'meta.helm.sh/release-name';
const RELEASE_NAMESPACE = 'meta.helm.sh/release-namespace';
const RESOURCE_POLICY = 'helm.sh/resource-policy';

/** Kinds that hold data, or other people's objects: deleting one takes more than not wanting it any more. */
const KEPT_KINDS = new Set(['/Namespace', '/PersistentVolumeClaim', 'apiextensions.k8s.io/CustomResourceDefinition']);

/** Whether an uninstall leaves objects of this kind unless told otherwise. */
export function isKeptKind({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): boolean {
  const slash = apiVersion.indexOf('/');
  return KEPT_KINDS.has(`${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`);
}

/** As it is recorded: the manifest, and that data is kept, so that `helm uninstall` keeps it too. */
export function withPolicy(object: KubeObject, isKept = isKeptKind(object)): KubeObject {
  return isKept ? annotated(object, { [RESOURCE_POLICY]: 'keep' }) : object;
}

/** As it is sent: marked as the release's own. */
export function withOwnership(object: KubeObject, { release, namespace }: ReleaseTarget): KubeObject {
  const marked = annotated(object, { [RELEASE_NAME]: release, [RELEASE_NAMESPACE]: namespace });
  const labels = { ...marked.metadata.labels, [MANAGED_BY_LABEL]: MANAGED_BY };
  return { ...marked, metadata: { ...marked.metadata, labels } };
}

/** The release that an object says it belongs to. */
export function ownerOf(object: KubeObject): ReleaseTarget | undefined {
  const release = object.metadata.annotations?.[RELEASE_NAME];
  if (release === undefined) return undefined;
  return { release, namespace: object.metadata.annotations?.[RELEASE_NAMESPACE] ?? '' };
}

/** Whether an object says that it belongs to this release. */
export function isOwn(object: KubeObject, target: ReleaseTarget): boolean {
  const owner = ownerOf(object);
  return owner?.release === target.release && owner.namespace === target.namespace;
}

function annotated(object: KubeObject, annotations: Readonly<Record<string, string>>): KubeObject {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } };
}
