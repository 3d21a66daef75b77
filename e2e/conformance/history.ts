// Makes an API server forget its past, as it does by itself every five minutes.
import type { Subject } from './target.ts';

/**
 * The demo cluster is asked at a path of its own. Of a real one it is etcd that forgets: its address must be given.
 * Returns why it could not be done, for the test to be skipped with.
 */
export async function forgetHistory({ isDemo, send }: Subject): Promise<string | undefined> {
  if (isDemo) {
    const { status } = await send('POST', '/demo/forget-history');
    return status === 200 ? undefined : 'the demo cluster did not do as it was told';
  }
  const etcd = process.env.ODIN_CONFORMANCE_ETCD;
  if (etcd === undefined) return 'ODIN_CONFORMANCE_ETCD does not say where etcd is';
  const post = async (path: string, body: object) => {
    const response = await fetch(`${etcd}/v3/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as { header: { revision: string } };
  };
  const { header } = await post('kv/range', { key: 'AA==' });
  await post('kv/compaction', { revision: header.revision, physical: true });
  return undefined;
}
