// The two forms in which an API server tells what it serves, as resources.
import { z } from 'zod';
import type { ApiResource } from './api-resource.ts';

/** Asks for the aggregated form; servers before 1.26 ignore it and answer in the plain one. */
export const AGGREGATED = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');

const aggregatedSchema = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().optional() }),
      versions: z
        .array(
          z.object({
            version: z.string(),
            /** `Stale` when the extension API server behind the group does not answer. */
            freshness: z.string().optional(),
            resources: z
              .array(
                z.object({
                  resource: z.string(),
                  responseKind: z.object({ kind: z.string() }).nullish(),
                  scope: z.string(),
                  verbs: z.array(z.string()),
                }),
              )
              .nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

const plainSchema = z.object({
  groupVersion: z.string(),
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean(), verbs: z.array(z.string()).nullish() }),
  ),
});

/** An aggregated document. `stale` are the group-versions that the server could not ask. */
export interface DiscoveryDocument {
  readonly resources: readonly ApiResource[];
  readonly stale: readonly string[];
}

/** Reads an `APIGroupDiscoveryList`; undefined when it is something else. Source: https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export function parseAggregated(body: unknown): DiscoveryDocument | undefined {
  const parsed = aggregatedSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const versions = parsed.data.items.flatMap((group) =>
    (group.versions ?? []).map((version) => ({
      ...version,
      apiVersion: group.metadata.name ? `${group.metadata.name}/${version.version}` : version.version,
    })),
  );
  return {
    resources: versions.flatMap(({ apiVersion, resources }) =>
      (resources ?? []).flatMap(({ resource, responseKind, scope, verbs }) =>
        responseKind
          ? [{ apiVersion, kind: responseKind.kind, plural: resource, namespaced: scope === 'Namespaced', verbs }]
          : [],
      ),
    ),
    stale: versions.filter(({ freshness }) => freshness === 'Stale').map(({ apiVersion }) => apiVersion),
  };
}

/** Reads an `APIResourceList`, sub-resources left out; empty when it is something else. */
export function parsePlain(body: unknown): readonly ApiResource[] {
  const parsed = plainSchema.safeParse(body);
  if (!parsed.success) return [];
  const { groupVersion, resources } = parsed.data;
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced, verbs }) => ({
      apiVersion: groupVersion,
      kind,
      plural: name,
      namespaced,
      verbs: verbs ?? [],
    }));
}
