// The page's address behind the `#`, as it changes.
import { useSyncExternalStore } from 'react';

/** What `read` makes of it; drawn anew when that changes. */
export function useHash<T>(read: (hash: string) => T): T {
  return useSyncExternalStore(subscribe, () => read(window.location.hash));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
