// Lists without what is in the objects.
// Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches

/** For a list's `accept`. A server that cannot leave the contents out sends them all. */
export const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io, application/json';

/** The same of one object; no other form, for what stands in a Secret is not to be sent. */
export const ITS_METADATA_ONLY = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
