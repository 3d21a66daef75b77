// The controller of Laggards, which is always later than ODIN looks: a change of one has to be watched.
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** How long it lets a change wait. */
const LAG_MS = 500;
const LOOK_MS = 100;

type Laggard = KubeObject & { readonly status?: { readonly observedGeneration?: number } };

/** Says of every Laggard of the cluster that it has seen the newest generation: of a new one soon, of a change late. Gives what ends it. */
export function controlLaggards(client: KubeClient): () => Promise<void> {
  let ended = false;
  const control = async (): Promise<void> => {
    const since = new Map<string, number>();
    while (!ended) {
      const { body } = await client.request<{ items: readonly Laggard[] }>({
        path: '/apis/faults.example/v1/laggards',
      });
      const unseen = body.items.filter(({ metadata, status }) => status?.observedGeneration !== metadata.generation);
      for (const { metadata, status } of unseen) {
        const key = `${metadata.uid} ${metadata.generation}`;
        const first = since.get(key) ?? performance.now();
        since.set(key, first);
        // Until it has spoken for the first time, nobody waits for it.
        const isNew = status?.observedGeneration === undefined;
        if (isNew || performance.now() - first >= LAG_MS) await observe(client, metadata);
      }
      await sleep(LOOK_MS);
    }
  };
  const ending = control();
  return () => {
    ended = true;
    return ending;
  };
}

async function observe(client: KubeClient, { namespace, name, generation }: KubeObject['metadata']): Promise<void> {
  const path = `/apis/faults.example/v1/namespaces/${namespace}/laggards/${name}/status`;
  const body = { status: { observedGeneration: generation } };
  const patch = { method: 'PATCH', path, contentType: 'application/merge-patch+json', body } as const;
  await client.request(patch).catch(() => {}); // It may be gone by now.
}
