// The pods of a log's source, as they come and go.
import type { KubeObject } from '../../shared/model/object.ts';
import type { Dispose } from '../disposal.ts';
import type { KubeClient } from '../kube/client.ts';
import { watchList } from '../kube/watch-list.ts';
import type { LogTarget } from './log-target.ts';

/** Who is told of them. */
export interface PodListener {
  /** All there are, at first and after each change, oldest first. */
  readonly onPods: (pods: readonly KubeObject[]) => void;
  /** Why nothing is heard of them, in a sentence; undefined once it is again. */
  readonly onProblem: (problem: string | undefined) => void;
}

/** Begins at once. Returns its undo. */
export function watchPods(client: KubeClient, target: LogTarget, { onPods, onProblem }: PodListener): Dispose {
  const byName = new Map<string, KubeObject>();
  const tell = () => onPods([...byName.values()].filter(target.isOurs).sort(byAge));
  return watchList(client, target, {
    onSnapshot: (objects) => {
      byName.clear();
      for (const pod of objects) byName.set(pod.metadata.name, pod);
      tell();
    },
    onEvent: ({ type, object }) => {
      if (type === 'DELETED') byName.delete(object.metadata.name);
      else byName.set(object.metadata.name, object);
      tell();
    },
    onState: ({ live, reason }) => onProblem(live ? undefined : (reason ?? 'The connection to the cluster was lost.')),
  });
}

function byAge({ metadata: left }: KubeObject, { metadata: right }: KubeObject): number {
  const [older = '', newer = ''] = [left.creationTimestamp, right.creationTimestamp];
  return older < newer ? -1 : older > newer ? 1 : left.name < right.name ? -1 : 1;
}
