// The time until an image that its registry does not have ends an install, counted from the kubelet's first word of it.
import { connect } from '../electron/kube/connect.ts';
import { currentOf } from '../electron/kube/kubeconfig-list.ts';
import { readKubeconfigs } from '../electron/kube/read-kubeconfigs.ts';
import { watchList } from '../electron/kube/watch-list.ts';
import type { KubeObject } from '../shared/model/object.ts';
import { runEngine } from './ours.ts';
import { kubectl, type Scene, withScene } from './scene.ts';
import type { Row } from './statistics.ts';

const LIMIT_SECONDS = 5;
/** What the kubelet calls it, and how it begins. Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/events/event.go */
const REASON = 'Failed';

/** Needs a node. Helm is not run: it waits for its time-out, five minutes unless told otherwise. */
export async function measureImagePull(kubeconfig: string, runs: number): Promise<Row> {
  const ours: number[] = [];
  for (let round = 0; round < runs; round++) {
    const namespace = `bench-image-${round}`;
    ours.push(await withScene(kubeconfig, namespace, [deployment()], noticed));
  }
  return {
    work: 'noticing that an image cannot be pulled',
    how: "from the kubelet's first event",
    peer: `a limit of ${LIMIT_SECONDS} s`,
    unit: 's',
    ours,
    theirs: [LIMIT_SECONDS],
    goal: 1,
  };
}

/** The event is looked for over a connection of its own, so that the engine's own watch is not what starts the clock. */
async function noticed(scene: Scene): Promise<number> {
  await kubectl(scene, 'create', 'namespace', scene.namespace);
  const context = currentOf(readKubeconfigs([scene.kubeconfig]))?.name ?? '';
  const client = await connect({ file: scene.kubeconfig, context });
  let firstToldAt = Number.NaN;
  const look = (object: KubeObject): void => {
    if (Number.isNaN(firstToldAt) && object.reason === REASON) firstToldAt = Date.now();
  };
  const stop = watchList(
    client,
    { path: `/api/v1/namespaces/${scene.namespace}/events` },
    { onSnapshot: (objects) => objects.forEach(look), onEvent: ({ object }) => look(object), onState: () => {} },
  );
  try {
    const { endedAt } = await runEngine(scene, { isHealthy: false });
    return (endedAt - firstToldAt) / 1000;
  } finally {
    await stop();
    await client.close();
  }
}

function deployment(): KubeObject {
  const labels = { app: 'none' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'none' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'example.invalid/none:1' }] },
      },
    },
  };
}
