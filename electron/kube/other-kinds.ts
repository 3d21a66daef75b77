// A kind that a cluster does not serve where it was looked for: the next thing to do, as a sentence.
import type { ApiResource } from './api-resource.ts';

/** Kinds that went without another in their place, and the Kubernetes that has them no longer. */
const REMOVED: Readonly<Record<string, string>> = {
  'policy/v1beta1 PodSecurityPolicy': '1.25',
  'extensions/v1beta1 PodSecurityPolicy': '1.25',
  'settings.k8s.io/v1alpha1 PodPreset': '1.20',
};

/** What `apiVersion` and `kind` should be, by what is served. */
export function unknownKind(apiVersion: string, kind: string, served: readonly ApiResource[]): string {
  const what = `The cluster has no kind ${kind} in ${apiVersion}`;
  const removed = REMOVED[`${apiVersion} ${kind}`];
  if (removed !== undefined)
    return `${what}: Kubernetes ${removed} removed it, and has nothing in its place; take it out.`;
  const elsewhere = versionsOf(served.filter((resource) => resource.kind === kind));
  if (elsewhere.length > 0) {
    const isLater = elsewhere.some((other) => groupOf(other) === groupOf(apiVersion));
    const near = isLater ? elsewhere.filter((other) => groupOf(other) === groupOf(apiVersion)) : elsewhere;
    return `${what}: it has ${kind} in ${near.join(' and in ')}; write that as its apiVersion, and look at the fields, which may have changed.`;
  }
  const alike = served.find(
    (resource) => resource.apiVersion === apiVersion && resource.kind.toLowerCase() === kind.toLowerCase(),
  );
  if (alike !== undefined) return `${what}: did you mean ${alike.kind}?`;
  return `${what}: check both for typing errors, or install what brings it (a CRD; those of a chart come with helm template --include-crds).`;
}

function versionsOf(resources: readonly ApiResource[]): readonly string[] {
  return [...new Set(resources.map(({ apiVersion }) => apiVersion))];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
