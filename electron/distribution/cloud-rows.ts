// The distributions that a provider runs: their nodes are machines that are rented.
import type { Distribution, Ways } from './distribution.ts';
import { PLAIN_WAYS } from './machine-rows.ts';

const waysOf = (pool: string, storage: string): Ways => ({
  ...PLAIN_WAYS,
  gpu: () => ({ order: `add ${pool} with NVIDIA GPUs, and install GPU Operator` }),
  runtimeClass: 'gpu',
  storage: { order: storage },
  containerd: { order: `take newer nodes, which run them by containerd` },
  restart: { order: `replace the nodes` },
});

export const CLOUD_ROWS: readonly Distribution[] = [
  {
    // v1.29.3-eks-adc7111; not EKS Distro, which anybody runs: v1.21.2-eks-1-21-4. A providerID of aws:// is any machine there.
    // https://docs.aws.amazon.com/eks/latest/userguide/platform-versions.html
    id: 'eks',
    name: 'EKS',
    nodes: 'cloud',
    context: /^arn:aws[\w-]*:eks:/,
    host: /\.eks\.amazonaws\.com(?:\.cn)?$/,
    version: /-eks-[0-9a-f]{7,}$/,
    isNode: ({ labels }) =>
      labels.includes('eks.amazonaws.com/nodegroup') || labels.includes('eks.amazonaws.com/compute-type'),
    ways: waysOf('a node group', 'add the EBS CSI driver as an add-on, and make its StorageClass the default'),
  },
  {
    // https://cloud.google.com/kubernetes-engine/versioning
    id: 'gke',
    name: 'GKE',
    nodes: 'cloud',
    context: /^gke_[^_]+_[^_]+_/,
    version: /-gke\.\d+$/,
    isNode: ({ labels }) => labels.includes('cloud.google.com/gke-nodepool'),
    ways: waysOf('a node pool', 'let the Compute Engine persistent disk CSI driver be on, which brings them along'),
  },
  {
    // Labels as in https://github.com/virtual-kubelet/virtual-kubelet/issues/1250. A providerID of azure:// is any machine there.
    id: 'aks',
    name: 'AKS',
    nodes: 'cloud',
    host: /\.azmk8s\.io$/,
    isNode: ({ labels }) => labels.includes('kubernetes.azure.com/cluster'),
    ways: waysOf('a node pool', 'let the disk CSI driver be on, which brings them along'),
  },
];
