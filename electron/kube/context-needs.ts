// The needs of a context: what runs, and which other files are read, once it is chosen. A person should know before.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';

/** Nothing of it is looked at here: neither whether a program is there nor whether a file is. */
export function needsOf(cluster: KubeconfigCluster, user: KubeconfigUser): Pick<ClusterContext, 'runs' | 'reads'> {
  const runs = runsOf(user);
  const reads = [
    cluster['certificate-authority-data'] ? undefined : cluster['certificate-authority'],
    user['client-certificate-data'] ? undefined : user['client-certificate'],
    user['client-key-data'] ? undefined : user['client-key'],
    user.tokenFile,
  ].filter((path) => path !== undefined && path !== '');
  return { ...(runs === undefined ? {} : { runs }), ...(reads.length === 0 ? {} : { reads: reads as string[] }) };
}

function runsOf({ exec, 'auth-provider': provider }: KubeconfigUser): string | undefined {
  // Without its arguments: a password may be among them.
  if (exec) return exec.command;
  return provider ? 'OpenID Connect' : undefined;
}
