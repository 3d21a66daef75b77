// The links that lead into the window: the page takes one when it comes, and the one that has waited for it.
import type { DeepLink } from '../../shared/model/deep-link.ts';
import { call } from './client.ts';

/** Has each link followed once; returns its undo. */
export function startLinks(follow: (link: DeepLink) => void): () => void {
  const take = async () => {
    const link = await call('app.takeLink', undefined);
    if (link !== null) follow(link);
  };
  void take();
  return window.odin.on('app.linkWaits', () => void take());
}
