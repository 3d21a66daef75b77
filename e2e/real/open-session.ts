// A session as the window and `odin` have it, on a test's cluster.
import { fileURLToPath } from 'node:url';
import { connect } from '../../electron/kube/connect.ts';
import { Session } from '../../electron/session/session.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import type { SessionOptions } from '../../electron/session/session-options.ts';
import type { TestCluster } from '../cluster/cluster.ts';

const assetsDir = fileURLToPath(new URL('../../assets', import.meta.url));

/** Opens one on the current context; it remembers no ports and tells nobody but who is named. */
export async function openSession(
  { kubeconfig, kubectl }: TestCluster,
  options: Partial<Pick<SessionOptions, 'listener' | 'alertInterval'>> = {},
): Promise<Session> {
  const name = (await kubectl(['config', 'current-context'])).trim();
  return new Session({
    context: { id: 'test', kind: 'kubeconfig', name, file: kubeconfig, isCurrent: true },
    client: await connect({ file: kubeconfig, context: name }),
    assetsDir,
    ports: { get: () => undefined, set: () => {} },
    listener: SILENT,
    ...options,
  });
}
