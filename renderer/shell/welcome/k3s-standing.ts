// Reads off the list of clusters whether K3s is on this machine: nothing is run or asked for it.
import type { ClusterContext, ClusterList } from '../../../shared/model/cluster.ts';
import { K3S_KUBECONFIG } from '../../../shared/model/k3s.ts';

/** Whether it is there, and whether this person can use it. */
export type K3sStanding =
  | { readonly state: 'absent' }
  /** It is there, and its kubeconfig is root's: `remedy` makes a copy, `file` is which. */
  | { readonly state: 'locked'; readonly file: string; readonly remedy: string }
  | { readonly state: 'there'; readonly context: ClusterContext };

/** K3s' API server as its own kubeconfig has it. */
const OWN_SERVER = /^https:\/\/(127\.0\.0\.1|localhost|\[::1\]):6443\/?$/;

/**
 * The private copy may lie below any home, and K3s' context may have been taken over into another file. What a virtual machine
 * offers at K3s' address looks like what keeps it.
 */
export function k3sStanding({ files, contexts }: ClusterList): K3sStanding {
  const usable = contexts.filter(({ kind, problem }) => kind === 'kubeconfig' && problem === undefined);
  const context =
    usable.find(({ file }) => file !== undefined && isOfK3s(file)) ??
    usable.find(
      ({ server, looksLike }) => server !== undefined && OWN_SERVER.test(server) && (looksLike ?? 'K3s') === 'K3s',
    );
  if (context !== undefined) return { state: 'there', context };
  const locked = files.find(({ path, remedy }) => path === K3S_KUBECONFIG && remedy !== undefined);
  return locked?.remedy === undefined
    ? { state: 'absent' }
    : { state: 'locked', file: locked.path, remedy: locked.remedy };
}

function isOfK3s(path: string): boolean {
  return path === K3S_KUBECONFIG || path.endsWith('/.kube/k3s.yaml');
}
