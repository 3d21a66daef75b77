// All releases of a cluster, ODIN's and Helm's, by the labels of their records.
import { records } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { ReleaseSummary } from '../../../shared/model/revision.ts';
import { METADATA_ONLY } from '../../kube/metadata-only.ts';
import type { ReleaseContext } from '../context.ts';
import { STATE_LABELS, stateName } from '../record/state.ts';

/** Newest revision of each release, by namespace and name; of one namespace where one is given. Throws as `KubeClient.request` does. */
export async function listReleases(
  { client }: ReleaseContext,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<readonly ReleaseSummary[]> {
  const path =
    namespace === undefined ? '/api/v1/secrets' : `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  const list = async (labelSelector: string): Promise<readonly KubeObject[]> => {
    const { body } = await client.request<{ items?: unknown }>({
      path,
      query: { labelSelector },
      accept: METADATA_ONLY,
      signal,
    });
    return records(body.items) as unknown as readonly KubeObject[];
  };
  const own = Object.entries(STATE_LABELS).map(([name, value]) => `${name}=${value}`);
  const [history, states] = await Promise.all([list('owner=helm'), list(own.join(','))]);
  const ours = new Set(states.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  const newest = new Map<string, ReleaseSummary>();
  for (const { metadata } of history) {
    const { labels = {}, namespace: home = '' } = metadata;
    const { name: release, version, status = 'unknown', modifiedAt, createdAt } = labels;
    if (release === undefined) continue;
    const key = `${home}/${release}`;
    const revision = Number(version);
    if ((newest.get(key)?.revision ?? 0) >= revision) continue;
    const owner = ours.has(`${home}/${stateName({ release })}`) ? 'odin' : 'helm';
    const stamp = Number(modifiedAt ?? createdAt ?? 0) * 1_000;
    newest.set(key, { release, namespace: home, revision, status, modifiedAt: stamp, owner });
  }
  return [...newest.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, summary]) => summary);
}
