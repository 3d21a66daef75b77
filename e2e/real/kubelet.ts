// Plays the kubelet where there is no node: pods become ready because somebody says so.
import type { KubeClient } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** Without a node, somebody has to say that pods are ready; those whose image `isGood` refuses stay as they are.
 * Returns its end. */
export function imitateKubelet(
  client: KubeClient,
  namespace: string,
  isGood: (image: string) => boolean = () => true,
): () => Promise<void> {
  const controller = new AbortController();
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const look = async (): Promise<void> => {
    const { body } = await client.request<{ items: readonly KubeObject[] }>({ path });
    for (const pod of body.items) {
      const { containers } = pod.spec as { containers: readonly { name: string; image: string }[] };
      const isReady = JSON.stringify(pod.status).includes('"Ready"');
      if (isReady || !containers.every(({ image }) => isGood(image))) continue;
      const containerStatuses = containers.map(({ name, image }) => ({
        name,
        image,
        imageID: image,
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: new Date().toISOString() } },
      }));
      const conditions = ['Ready', 'ContainersReady', 'Initialized', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: new Date().toISOString(),
      }));
      const status = { phase: 'Running', conditions, containerStatuses };
      const patch = { method: 'PATCH', contentType: 'application/merge-patch+json' } as const;
      await client.request({ ...patch, path: `${path}/${pod.metadata.name}/status`, body: { status } }).catch(() => {});
    }
  };
  const loop = (async () => {
    while (!controller.signal.aborted) {
      await look().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return async () => {
    controller.abort();
    await loop;
  };
}
