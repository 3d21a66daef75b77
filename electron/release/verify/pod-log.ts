// The last words of a container that crashed.
import type { Cluster } from '../context.ts';

const TAIL_LINES = 20;
const LIMIT_MS = 5_000;

/** The last lines of a container that is down, else of its run before; none when they cannot be had. */
export async function lastLogLines(
  { client }: Cluster,
  pod: { readonly namespace: string; readonly name: string; readonly container: string },
): Promise<readonly string[]> {
  const path = `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}/log`;
  for (const previous of [false, true]) {
    const query = { container: pod.container, tailLines: TAIL_LINES, previous };
    try {
      const { body } = await client.request({ path, query, timeoutMs: LIMIT_MS });
      // The kubelet says in the log itself, with status 200, that it has removed the container.
      const isLog = typeof body === 'string' && !body.startsWith('unable to retrieve container logs');
      const lines = isLog ? body.split('\n').filter((line) => line.trim() !== '') : [];
      if (lines.length > 0) return lines;
    } catch {
      // A reason without its log is still a reason.
    }
  }
  return [];
}
