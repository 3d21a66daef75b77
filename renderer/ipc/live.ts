// Events of the main process go straight into the query cache; nothing else listens to them.
import type { QueryClient } from '@tanstack/react-query';
import type { Payload, ValueEventName } from '../../shared/ipc/types.ts';
import { adoptClusterStatus, EVENT_KEYS, forgetAfter } from './queries.ts';

/** Starts listening; returns its undo. */
export function startLive(client: QueryClient): () => void {
  const names = Object.keys(EVENT_KEYS) as ValueEventName[];
  const undos = names.map((name) =>
    window.odin.on(name, (payload) => {
      // An answer under way is older than this event and must not overwrite it.
      void client.cancelQueries({ queryKey: EVENT_KEYS[name], exact: true });
      forgetAfter(client, name, payload);
      if (name === 'clusters.status') adoptClusterStatus(client, payload as Payload<'clusters.status'>);
      else client.setQueryData(EVENT_KEYS[name], payload);
    }),
  );
  return () => {
    for (const undo of undos) undo();
  };
}
