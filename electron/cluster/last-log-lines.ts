// The last words of a container that crashed.
import type { KubeClient } from '../kube/client.ts';
import { isRemovedLog, podLogPath } from '../kube/pod-log.ts';
import { maskShown } from '../log/mask-text.ts';

const TAIL_LINES = 20;
const LIMIT_MS = 5_000;

/** The last lines of a container that is down, else of its run before, without secrets; none when they cannot be had. */
export async function lastLogLines(
  { client }: { readonly client: KubeClient },
  pod: { readonly namespace: string; readonly name: string; readonly container: string },
): Promise<readonly string[]> {
  const path = podLogPath(pod.namespace, pod.name);
  for (const previous of [false, true]) {
    const query = { container: pod.container, tailLines: TAIL_LINES, previous };
    try {
      const { body } = await client.request({ path, query, timeoutMs: LIMIT_MS });
      const isLog = typeof body === 'string' && !isRemovedLog(body);
      const lines = isLog ? body.split('\n').filter((line) => line.trim() !== '') : [];
      if (lines.length > 0) return lines.map(maskShown);
    } catch {
      // A reason without its log is still a reason.
    }
  }
  return [];
}
