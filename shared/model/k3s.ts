// The one place of K3s on a machine that the page and the main process both go by.

/** Where K3s writes its kubeconfig: readable by root alone unless it was told otherwise. */
export const K3S_KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';
