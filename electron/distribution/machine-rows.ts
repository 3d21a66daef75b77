// The distributions that are installed on a Linux of one's own.
import type { Distribution, NodeEvidence, Ways } from './distribution.ts';

/** It differs by the node's Linux, none of which has the toolkit without NVIDIA's own repository. */
const TOOLKIT_GUIDE = 'docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html';

export const K3S_CONFIG = '/etc/rancher/k3s/config.yaml';
const RESTART_K3S = 'sudo systemctl restart k3s';
const EDIT_K3S = `sudoedit ${K3S_CONFIG} && ${RESTART_K3S}`;

export const K3S_WAYS: Ways = {
  gpu: () => ({
    order: 'install NVIDIA’s container toolkit and restart K3s',
    guide: TOOLKIT_GUIDE,
    isOnNode: true,
  }),
  runtimeClass: 'restart',
  storage: {
    order: `take local-storage out of \`disable\` in ${K3S_CONFIG} and restart K3s`,
    isOnNode: true,
    command: EDIT_K3S,
  },
  ingress: {
    order: `take traefik out of \`disable\` in ${K3S_CONFIG} and restart K3s`,
    isOnNode: true,
    command: EDIT_K3S,
  },
  containerd: {
    order: 'take --docker out of K3s’ service or its config.yaml, and restart K3s',
    isOnNode: true,
    command: EDIT_K3S,
  },
  restart: { order: 'restart K3s', isOnNode: true, command: RESTART_K3S },
};

/** Where a distribution is not known, and of those that leave all of it to a person. */
export const PLAIN_WAYS: Ways = {
  gpu: () => ({
    order: 'install NVIDIA’s container toolkit, and name it to the runtime',
    guide: TOOLKIT_GUIDE,
    isOnNode: true,
    command: 'sudo nvidia-ctk runtime configure --runtime=containerd && sudo systemctl restart containerd',
  }),
  runtimeClass: 'hand',
  storage: { order: 'install a provisioner, such as the local-path that K3s brings along' },
  ingress: { order: 'install an ingress controller' },
  containerd: { order: 'let containerd run them' },
  restart: { order: 'restart the container runtime', isOnNode: true, command: 'sudo systemctl restart containerd' },
  podMetrics: { order: 'install metrics-server' },
};

/** https://github.com/kubernetes/kubernetes/blob/v1.31.0/cmd/kubeadm/app/constants/constants.go: `AnnotationKubeadmCRISocket`. */
const isOfKubeadm = ({ annotations }: NodeEvidence) => annotations.includes('kubeadm.alpha.kubernetes.io/cri-socket');

export const MACHINE_ROWS: readonly Distribution[] = [
  {
    // A node as K3s makes it: https://github.com/k3s-io/k3s/issues/10357.
    id: 'k3s',
    name: 'K3s',
    nodes: 'machines',
    file: /(?:^\/etc\/rancher\/k3s\/k3s\.yaml|[/\\]\.kube[/\\]k3s\.yaml)$/,
    version: /\+k3s\d+$/,
    isNode: ({ providerId }) => providerId.startsWith('k3s://'),
    ways: K3S_WAYS,
  },
  {
    id: 'rke2',
    name: 'RKE2',
    nodes: 'machines',
    file: /^\/etc\/rancher\/rke2\/rke2\.yaml$/,
    version: /\+rke2r\d+$/,
    isNode: ({ providerId }) => providerId.startsWith('rke2://'),
    ways: {
      ...PLAIN_WAYS,
      // https://docs.rke2.io/advanced: RKE2 looks for NVIDIA's runtime at its start, as K3s does.
      gpu: () => ({
        order: 'install NVIDIA’s container toolkit and restart RKE2',
        guide: TOOLKIT_GUIDE,
        isOnNode: true,
      }),
      runtimeClass: 'restart',
      restart: { order: 'restart RKE2', isOnNode: true, command: 'sudo systemctl restart rke2-server' },
    },
  },
  {
    // https://docs.k0sproject.io/v1.27.4+k0s.0/worker-node-config
    id: 'k0s',
    name: 'k0s',
    nodes: 'machines',
    version: /\+k0s(?:\.\d+)?$/,
    isNode: ({ labels }) => labels.includes('node.k0sproject.io/role'),
    ways: {
      ...PLAIN_WAYS,
      // https://docs.k0sproject.io/stable/runtime: drop-ins of containerd are read at its start.
      gpu: () => ({
        order: 'install the toolkit, name it in /etc/k0s/containerd.d, and restart k0s',
        guide: TOOLKIT_GUIDE,
        isOnNode: true,
      }),
      restart: { order: 'restart k0s', isOnNode: true, command: 'sudo k0s stop && sudo k0s start' },
    },
  },
  {
    // The label: https://github.com/canonical/microk8s/pull/314. Its addons: https://github.com/canonical/microk8s-core-addons/pull/339.
    id: 'microk8s',
    name: 'MicroK8s',
    nodes: 'machines',
    context: /^microk8s$/,
    file: /[/\\]microk8s[/\\].*client\.config$/,
    isNode: ({ labels }) =>
      labels.includes('microk8s.io/cluster') || labels.includes('node.kubernetes.io/microk8s-controlplane'),
    provisioners: ['microk8s.io/hostpath'],
    start: () => 'microk8s start',
    ways: {
      gpu: () => ({
        order: 'enable its addon nvidia, which brings GPU Operator and RuntimeClass nvidia',
        isOnNode: true,
        command: 'microk8s enable nvidia',
      }),
      runtimeClass: 'gpu',
      storage: {
        order: 'enable its addon hostpath-storage',
        isOnNode: true,
        command: 'microk8s enable hostpath-storage',
      },
      ingress: { order: 'enable its addon ingress', isOnNode: true, command: 'microk8s enable ingress' },
      containerd: { order: 'let containerd run them, as MicroK8s does by itself' },
      restart: { order: 'restart MicroK8s', isOnNode: true, command: 'microk8s stop && microk8s start' },
      podMetrics: {
        order: 'enable its addon metrics-server',
        isOnNode: true,
        command: 'microk8s enable metrics-server',
      },
    },
  },
  {
    id: 'kubeadm',
    name: 'kubeadm',
    nodes: 'machines',
    context: /^kubernetes-admin@/,
    isNode: isOfKubeadm,
    ways: PLAIN_WAYS,
  },
];
