// The log of a pod's containers in the API, as far as all who read it agree.

/** Its path. */
export function podLogPath(namespace: string, pod: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
}

/** The kubelet says in the log itself, with status 200, that it has removed a container. */
export function isRemovedLog(said: string): boolean {
  return said.startsWith('unable to retrieve container logs for ');
}
