// Resource versions are whole numbers too long for a float, comparable within one kind since Kubernetes 1.35 says so.
// Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions

/** Whether `candidate` is newer than `known`. What is not a number (some extension API servers) counts as newer. */
export function isNewer(candidate: string | undefined, known: string | undefined): boolean {
  if (candidate === undefined || known === undefined || !/^\d+$/.test(candidate) || !/^\d+$/.test(known)) return true;
  return candidate.length === known.length ? candidate > known : candidate.length > known.length;
}
