// One object, followed by a watch of its name: there, gone, out of sight.
import type { KubeObject } from '../../shared/model/object.ts';
import type { Dispose } from '../disposal.ts';
import type { KubeClient } from '../kube/client.ts';
import type { ListTarget } from '../kube/list-all.ts';
import { watchList } from '../kube/watch-list.ts';

/** A watch that is down for less is the ordinary end of a connection. */
const STALE_AFTER_MS = 2_000;

/** What is known of it. `object` stays when it has gone. Times in ms since the epoch. */
export interface ObjectSight {
  readonly object: KubeObject | undefined;
  readonly goneAt: number | undefined;
  readonly stale: { readonly reason: string; readonly at: number } | undefined;
  /** Whether its list was read once. */
  readonly isRead: boolean;
}

/** Nothing is known yet. */
export const UNSEEN: ObjectSight = { object: undefined, goneAt: undefined, stale: undefined, isRead: false };

/** Begins at once, with what was known `before`; `onChange` is told each time. Returns its undo. `target`: a list of it alone. */
export function watchObject(
  client: KubeClient,
  target: ListTarget,
  kind: Pick<KubeObject, 'apiVersion' | 'kind'>,
  before: ObjectSight,
  onChange: (sight: ObjectSight) => void,
): Dispose {
  let sight = before;
  let staleTimer: NodeJS.Timeout | undefined;
  const note = (change: Partial<ObjectSight>) => {
    sight = { ...sight, ...change };
    onChange(sight);
  };
  const noteGone = () => note({ isRead: true, goneAt: sight.object && (sight.goneAt ?? Date.now()) });
  const noteThere = (object: KubeObject) => note({ isRead: true, goneAt: undefined, object: { ...object, ...kind } });
  const stop = watchList(client, target, {
    onSnapshot: ([object]) => (object === undefined ? noteGone() : noteThere(object)),
    onEvent: ({ type, object }) => (type === 'DELETED' ? noteGone() : noteThere(object)),
    onState: ({ live, reason = 'The connection to the cluster was lost.' }) => {
      if (live) {
        clearTimeout(staleTimer);
        staleTimer = undefined;
        if (sight.stale !== undefined) note({ stale: undefined });
        return;
      }
      const at = Date.now();
      staleTimer ??= setTimeout(() => note({ stale: { reason, at } }), STALE_AFTER_MS);
    },
  });
  return async () => {
    clearTimeout(staleTimer);
    await stop();
  };
}
