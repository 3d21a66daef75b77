// For tests: clusters as each distribution makes them, by what they publish and by what their users report.
import type { KubeObject } from '../../shared/model/object.ts';
import type { DistributionId } from './distribution.ts';

export interface KnownCluster {
  readonly title: string;
  /** What it is; null where no sign tells. */
  readonly is: DistributionId | null;
  readonly context: string;
  readonly server: string;
  readonly file: string;
  /** By the kubeconfig alone. */
  readonly looksLike: DistributionId | null;
  readonly version: string;
  readonly nodes: readonly KubeObject[];
  readonly provisioners: readonly string[];
  /** What each part of it tells by itself, to a reader who knows the distributions. */
  readonly tells: Readonly<Partial<Record<'version' | 'nodes' | 'provisioners', DistributionId>>>;
}

interface NodeLike {
  readonly labels?: readonly string[];
  readonly annotations?: readonly string[];
  readonly providerID?: string;
  readonly osImage?: string;
  readonly kernel?: string;
  readonly kubelet?: string;
  readonly runtime?: string;
  readonly addresses?: readonly string[];
  readonly bootID?: string;
  readonly machineID?: string;
}

const keys = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'true']));

/** A node as the API server gives it. */
export function node(name: string, like: NodeLike = {}): KubeObject {
  const { labels = [], annotations = [], providerID, osImage = 'Ubuntu 24.04.3 LTS', kubelet = 'v1.34.1' } = like;
  const { kernel = '6.14.0-37-generic', runtime = 'containerd://2.1.4', addresses = ['192.0.2.10'] } = like;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': name, ...keys(labels) },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', ...keys(annotations) },
    },
    spec: providerID === undefined ? {} : { providerID },
    status: {
      addresses: [
        ...addresses.map((address) => ({ type: 'InternalIP', address })),
        { type: 'Hostname', address: name },
      ],
      nodeInfo: {
        bootID: like.bootID ?? `boot-of-${name}`,
        machineID: like.machineID ?? `machine-of-${name}`,
        osImage,
        kernelVersion: kernel,
        kubeletVersion: kubelet,
        containerRuntimeVersion: runtime,
      },
    },
  };
}

const KUBEADM = ['kubeadm.alpha.kubernetes.io/cri-socket'];
const HOME = '/home/freya/.kube/config';

/** K3s as its installer leaves it on a laptop. */
const k3s = (name: string, like: NodeLike = {}) =>
  node(name, {
    labels: ['node.kubernetes.io/instance-type', 'node-role.kubernetes.io/control-plane'],
    annotations: ['k3s.io/hostname', 'k3s.io/node-args'],
    providerID: `k3s://${name}`,
    kubelet: 'v1.36.5+k3s1',
    runtime: 'containerd://2.1.5-k3s1',
    ...like,
  });
const LOCAL_PATH = ['rancher.io/local-path'];
const MINIKUBE_LABELS = ['minikube.k8s.io/name', 'minikube.k8s.io/primary', 'minikube.k8s.io/version'];

interface Like extends Partial<KnownCluster> {
  readonly title: string;
  readonly is: DistributionId | null;
  readonly nodes: readonly KubeObject[];
}

const cluster = (like: Like): KnownCluster => ({
  context: 'work',
  server: 'https://127.0.0.1:6443',
  file: HOME,
  looksLike: null,
  version: 'v1.34.1',
  provisioners: [],
  tells: like.is === null ? {} : { nodes: like.is },
  ...like,
});

export const CLUSTERS: readonly KnownCluster[] = [
  cluster({
    title: 'K3s on a laptop',
    is: 'k3s',
    context: 'default',
    file: '/home/freya/.kube/k3s.yaml',
    looksLike: 'k3s',
    version: 'v1.36.5+k3s1',
    nodes: [k3s('blade')],
    provisioners: LOCAL_PATH,
    tells: { version: 'k3s', nodes: 'k3s' },
  }),
  cluster({
    title: 'K3s of three machines elsewhere',
    is: 'k3s',
    server: 'https://lab.example:6443',
    version: 'v1.36.5+k3s1',
    nodes: ['lab-1', 'lab-2', 'lab-3'].map((name) => k3s(name)),
    provisioners: LOCAL_PATH,
    tells: { version: 'k3s', nodes: 'k3s' },
  }),
  cluster({
    title: 'K3s whose nodes have another cloud controller',
    is: 'k3s',
    version: 'v1.36.5+k3s1',
    nodes: [k3s('ip-10-0-0-7', { providerID: 'aws:///eu-central-1a/i-0123456789abcdef0', kubelet: 'v1.36.5+k3s1' })],
    tells: { version: 'k3s', nodes: 'k3s' },
  }),
  cluster({
    title: 'RKE2',
    is: 'rke2',
    file: '/etc/rancher/rke2/rke2.yaml',
    looksLike: 'rke2',
    version: 'v1.33.5+rke2r1',
    // Its containerd is K3s' build.
    nodes: [node('r1', { providerID: 'rke2://r1', kubelet: 'v1.33.5+rke2r1', runtime: 'containerd://2.0.5-k3s2' })],
    tells: { version: 'rke2', nodes: 'rke2' },
  }),
  cluster({
    title: 'k0s',
    is: 'k0s',
    version: 'v1.34.1+k0s',
    nodes: [node('c0', { labels: ['node.k0sproject.io/role'], kubelet: 'v1.34.1+k0s' })],
    tells: { version: 'k0s', nodes: 'k0s' },
  }),
  cluster({
    title: 'MicroK8s',
    is: 'microk8s',
    context: 'microk8s',
    server: 'https://192.168.1.7:16443',
    looksLike: 'microk8s',
    version: 'v1.32.9',
    nodes: [node('blade', { labels: ['microk8s.io/cluster', 'node.kubernetes.io/microk8s-controlplane'] })],
    provisioners: ['microk8s.io/hostpath'],
    tells: { nodes: 'microk8s', provisioners: 'microk8s' },
  }),
  cluster({
    title: 'kubeadm',
    is: 'kubeadm',
    context: 'kubernetes-admin@kubernetes',
    server: 'https://10.1.2.3:6443',
    looksLike: 'kubeadm',
    nodes: [node('cp-1', { annotations: KUBEADM })],
  }),
  cluster({
    title: 'kind',
    is: 'kind',
    context: 'kind-kind',
    server: 'https://127.0.0.1:39411',
    looksLike: 'kind',
    nodes: [
      node('kind-control-plane', {
        annotations: KUBEADM,
        providerID: 'kind://docker/kind/kind-control-plane',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
      }),
    ],
    provisioners: LOCAL_PATH,
  }),
  cluster({
    title: 'k3d',
    is: 'k3d',
    context: 'k3d-lab',
    server: 'https://0.0.0.0:6550',
    looksLike: 'k3d',
    version: 'v1.31.5+k3s1',
    nodes: ['k3d-lab-server-0', 'k3d-lab-agent-0'].map((name) =>
      k3s(name, { osImage: 'K3s v1.31.5+k3s1', kubelet: 'v1.31.5+k3s1' }),
    ),
    provisioners: LOCAL_PATH,
    tells: { version: 'k3s', nodes: 'k3d' },
  }),
  cluster({
    title: 'minikube',
    is: 'minikube',
    context: 'minikube',
    server: 'https://192.168.49.2:8443',
    looksLike: 'minikube',
    nodes: [node('minikube', { labels: MINIKUBE_LABELS, annotations: KUBEADM, runtime: 'docker://28.4.0' })],
    provisioners: ['k8s.io/minikube-hostpath'],
    tells: { nodes: 'minikube', provisioners: 'minikube' },
  }),
  cluster({
    title: 'minikube of another profile',
    is: 'minikube',
    context: 'gpu',
    server: 'https://192.168.58.2:8443',
    nodes: [node('gpu', { labels: MINIKUBE_LABELS })],
    provisioners: ['k8s.io/minikube-hostpath'],
    tells: { nodes: 'minikube', provisioners: 'minikube' },
  }),
  cluster({
    title: 'Docker Desktop by kubeadm',
    is: 'docker-desktop',
    context: 'docker-desktop',
    server: 'https://kubernetes.docker.internal:6443',
    looksLike: 'docker-desktop',
    nodes: [
      node('docker-desktop', {
        annotations: KUBEADM,
        osImage: 'Docker Desktop',
        kernel: '6.10.14-linuxkit',
        runtime: 'docker://28.4.0',
      }),
    ],
    provisioners: ['docker.io/hostpath'],
    tells: { nodes: 'docker-desktop', provisioners: 'docker-desktop' },
  }),
  cluster({
    title: 'Docker Desktop by kind',
    is: 'docker-desktop',
    context: 'docker-desktop',
    server: 'https://127.0.0.1:57213',
    looksLike: 'docker-desktop',
    nodes: [
      node('desktop-control-plane', {
        annotations: KUBEADM,
        providerID: 'kind://docker/desktop/desktop-control-plane',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
      }),
    ],
    provisioners: LOCAL_PATH,
  }),
  cluster({
    title: 'Rancher Desktop on a Mac',
    is: 'rancher-desktop',
    context: 'rancher-desktop',
    looksLike: 'rancher-desktop',
    version: 'v1.34.6+k3s1',
    nodes: [k3s('lima-rancher-desktop', { osImage: 'Alpine Linux v3.22', kubelet: 'v1.34.6+k3s1' })],
    provisioners: LOCAL_PATH,
    tells: { version: 'k3s', nodes: 'rancher-desktop' },
  }),
  cluster({
    title: 'Rancher Desktop on Windows',
    is: 'rancher-desktop',
    context: 'rancher-desktop',
    looksLike: 'rancher-desktop',
    version: 'v1.34.6+k3s1',
    nodes: [
      k3s('desktop-4f2a', {
        osImage: 'Rancher Desktop WSL Distribution',
        kernel: '6.6.87.2-microsoft-standard-WSL2',
        kubelet: 'v1.34.6+k3s1',
      }),
    ],
    tells: { version: 'k3s', nodes: 'rancher-desktop' },
  }),
  cluster({
    title: 'OrbStack',
    is: 'orbstack',
    context: 'orbstack',
    server: 'https://127.0.0.1:26443',
    looksLike: 'orbstack',
    version: 'v1.34.8+orb1',
    nodes: [
      k3s('orbstack', {
        osImage: 'OrbStack 1.13.1',
        kernel: '6.17.8-orbstack-00308-g8f9c941121b1',
        kubelet: 'v1.34.8+orb1',
      }),
    ],
    provisioners: LOCAL_PATH,
    tells: { version: 'orbstack', nodes: 'orbstack' },
  }),
  cluster({
    title: 'Colima',
    is: 'colima',
    context: 'colima-gpu',
    server: 'https://127.0.0.1:52345',
    looksLike: 'colima',
    version: 'v1.33.4+k3s1',
    nodes: [k3s('colima-gpu', { runtime: 'docker://28.3.3', kubelet: 'v1.33.4+k3s1' })],
    provisioners: LOCAL_PATH,
    tells: { version: 'k3s', nodes: 'colima' },
  }),
  cluster({
    title: 'K3s in Lima',
    is: 'lima',
    context: 'default',
    file: '/Users/freya/.lima/k3s/copied-from-guest/kubeconfig.yaml',
    looksLike: 'lima',
    version: 'v1.36.5+k3s1',
    nodes: [k3s('lima-k3s')],
    tells: { version: 'k3s', nodes: 'lima' },
  }),
  cluster({
    title: 'EKS',
    is: 'eks',
    context: 'arn:aws:eks:eu-central-1:123456789012:cluster/production',
    server: 'https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com',
    looksLike: 'eks',
    version: 'v1.33.5-eks-113cf36',
    nodes: [
      node('ip-10-0-1-2.eu-central-1.compute.internal', {
        labels: ['eks.amazonaws.com/nodegroup'],
        providerID: 'aws:///eu-central-1a/i-0123456789abcdef0',
        kubelet: 'v1.33.5-eks-113cf36',
        osImage: 'Amazon Linux 2023.9.20250929',
      }),
    ],
    provisioners: ['ebs.csi.aws.com'],
    tells: { version: 'eks', nodes: 'eks' },
  }),
  cluster({
    title: 'GKE',
    is: 'gke',
    context: 'gke_my-project_europe-west4_production',
    server: 'https://34.90.1.2',
    looksLike: 'gke',
    version: 'v1.33.4-gke.1172000',
    nodes: [
      node('gke-production-default-pool-1a2b3c4d-5e6f', {
        labels: ['cloud.google.com/gke-nodepool'],
        providerID: 'gce://my-project/europe-west4-a/gke-production-default-pool-1a2b3c4d-5e6f',
        kubelet: 'v1.33.4-gke.1172000',
        osImage: 'Container-Optimized OS from Google',
      }),
    ],
    provisioners: ['pd.csi.storage.gke.io'],
    tells: { version: 'gke', nodes: 'gke' },
  }),
  cluster({
    title: 'AKS',
    is: 'aks',
    context: 'production',
    server: 'https://production-dns-1a2b3c4d.hcp.westeurope.azmk8s.io:443',
    looksLike: 'aks',
    version: 'v1.33.3',
    nodes: [
      node('aks-main-19751617-vmss000000', {
        labels: ['kubernetes.azure.com/cluster', 'kubernetes.azure.com/mode'],
        providerID:
          'azure:///subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/virtualMachineScaleSets/z/virtualMachines/0',
      }),
    ],
    provisioners: ['disk.csi.azure.com'],
  }),
  cluster({
    title: 'a Kubernetes that nobody named',
    is: null,
    server: 'https://kube.corp.example:6443',
    nodes: [node('n1', { labels: ['node-role.kubernetes.io/control-plane'] })],
  }),
  cluster({
    title: 'EKS Distro, which anybody may run',
    is: null,
    version: 'v1.33.3-eks-1-33-12',
    nodes: [node('n1', { kubelet: 'v1.33.3-eks-1-33-12' })],
  }),
  cluster({
    title: 'a cluster that is called as another',
    is: null,
    context: 'kind-of-production',
    server: 'https://kube.corp.example:6443',
    nodes: [node('minikube')],
  }),
];

/** Which distributions have the signs of which others, as their makers build them. */
export const BUILT_ON: Readonly<Partial<Record<DistributionId, readonly DistributionId[]>>> = {
  kind: ['kubeadm'],
  minikube: ['kubeadm'],
  'docker-desktop': ['kubeadm', 'kind'],
  k3d: ['k3s'],
  'rancher-desktop': ['k3s'],
  orbstack: ['k3s'],
  colima: ['k3s'],
  lima: ['k3s'],
};
