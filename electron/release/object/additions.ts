// The closed list of what is sent beyond the manifests: whose the object is, and that data outlives the release.
import { text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { ReleaseTarget } from '../context.ts';

/** Who manages it; Helm looks here. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_BY = 'Helm';
const RELEASE_NAME = 'meta.helm.sh/release-name';
const RELEASE_NAMESPACE = 'meta.helm.sh/release-namespace';
const RESOURCE_POLICY = 'helm.sh/resource-policy';

/**
 * Annotation of an object without which the release is good: `Ignore`, as admission webhooks have it. A GPU exporter whose
 * driver is broken must not take a whole stack back.
 */
const FAILURE_POLICY = 'odin.example/failure-policy';

/** Whether the release is good without it. */
export function isTolerated({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[FAILURE_POLICY] === 'Ignore';
}

/** Kinds that hold data, or other people's objects: deleting one takes more than not wanting it any more. */
const KEPT_KINDS = new Set(['/Namespace', '/PersistentVolumeClaim', 'apiextensions.k8s.io/CustomResourceDefinition']);

/** Whether an uninstall leaves objects of this kind unless told otherwise. */
export function isKeptKind({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): boolean {
  const slash = apiVersion.indexOf('/');
  return KEPT_KINDS.has(`${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`);
}

/** What is said of an object that is left because of it. */
export const KEPT_BY_POLICY = `it says ${RESOURCE_POLICY}: keep`;

/**
 * Whether an object of any kind says that it outlives its release, read as Helm reads it.
 * Source: https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource
 */
export function saysKeep({ metadata }: KubeObject): boolean {
  return text(metadata.annotations?.[RESOURCE_POLICY]).trim().toLowerCase() === 'keep';
}

/** What an object's inventory item says of its end. */
export function policyOf(object: KubeObject): { readonly policy: 'delete' | 'keep'; readonly saysKeep?: true } {
  if (isKeptKind(object)) return { policy: 'keep' };
  return saysKeep(object) ? { policy: 'keep', saysKeep: true } : { policy: 'delete' };
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
