// The distributions whose nodes are containers or virtual machines of one computer, made for trying things.
import type { Distribution, NamedCommand, Way } from './distribution.ts';
import { K3S_WAYS, PLAIN_WAYS } from './machine-rows.ts';

/** Where what holds the nodes is a virtual machine itself, as on all systems but Linux. */
export function gpuInVirtualMachine(platform: string): Way {
  if (platform === 'darwin') return { order: 'use a Linux machine for it, for a Mac has no NVIDIA GPU' };
  if (platform === 'win32') return { order: 'run K3s in WSL2 for it, to which Windows lends its GPU' };
  return { order: 'run K3s on this machine for it, for the GPU is not that virtual machine’s' };
}

const onLinux = (way: Way) => (platform: string) => (platform === 'linux' ? way : gpuInVirtualMachine(platform));

const enable =
  (addon: string): NamedCommand =>
  (chosen, quoted) =>
    `minikube addons enable ${addon} -p ${quoted(chosen)}`;

export const INSIDE_ROWS: readonly Distribution[] = [
  {
    // No label of its own: `providerID` is what tells it. https://kind.sigs.k8s.io/docs/user/configuration
    id: 'kind',
    name: 'kind',
    nodes: 'inside',
    on: ['kubeadm'],
    context: /^kind-(.+)$/,
    isNode: ({ providerId }) => providerId.startsWith('kind://'),
    start: (chosen, quoted) => `docker start ${quoted(`${chosen}-control-plane`)}`,
    ways: {
      ...PLAIN_WAYS,
      gpu: onLinux({ order: 'run K3s on this machine for it, for kind lends its nodes no GPU' }),
      runtimeClass: 'gpu',
      ingress: { order: 'install an ingress controller, and make the cluster with extraPortMappings for it' },
      restart: {
        order: 'restart its nodes',
        command: (chosen, quoted) => `docker restart ${quoted(`${chosen}-control-plane`)}`,
      },
      reach: { order: 'make the cluster with extraPortMappings for ports 80 and 443, or open Grafana from ODIN' },
    },
  },
  {
    // Its nodes are K3s' own image, called k3d-CLUSTER-server-0. https://k3d.io/stable/usage/advanced/cuda
    id: 'k3d',
    name: 'k3d',
    nodes: 'inside',
    on: ['k3s'],
    isKnownByName: true,
    context: /^k3d-(.+)$/,
    isNode: ({ name }) => /^k3d-.+-(?:server|agent)-\d+$/.test(name),
    start: (chosen, quoted) => `k3d cluster start ${quoted(chosen)}`,
    ways: {
      ...K3S_WAYS,
      gpu: onLinux({ order: 'make the cluster with --gpus=all and an image that has the toolkit' }),
      runtimeClass: 'gpu',
      storage: { order: 'make the cluster without --disable=local-storage' },
      ingress: { order: 'make the cluster without --disable=traefik' },
      containerd: { order: 'make the cluster without --docker' },
      restart: {
        order: 'restart its nodes',
        command: (chosen, quoted) => `k3d cluster stop ${quoted(chosen)} && k3d cluster start ${quoted(chosen)}`,
      },
      reach: { order: 'make the cluster with --port 80:80@loadbalancer, or open Grafana from ODIN' },
    },
  },
  {
    // Labels: https://minikube.sigs.k8s.io/docs. GPUs: https://github.com/kubernetes/minikube/pull/17314.
    id: 'minikube',
    name: 'minikube',
    nodes: 'inside',
    on: ['kubeadm'],
    // Without -p its commands take the profile that was chosen last.
    context: /^(minikube)$/,
    isNode: ({ labels }) => labels.includes('minikube.k8s.io/name'),
    provisioners: ['k8s.io/minikube-hostpath'],
    start: (chosen, quoted) => `minikube start -p ${quoted(chosen)}`,
    ways: {
      gpu: onLinux({ order: 'use K3s for it, for minikube’s --gpus=all knows no RuntimeClass' }),
      runtimeClass: 'gpu',
      storage: {
        order: 'enable its addons storage-provisioner and default-storageclass',
        command: (chosen, quoted) =>
          ['storage-provisioner', 'default-storageclass'].map((addon) => enable(addon)(chosen, quoted)).join(' && '),
      },
      ingress: { order: 'enable its addon ingress', command: enable('ingress') },
      containerd: { order: 'make it anew with --container-runtime=containerd' },
      restart: {
        order: 'restart minikube',
        command: (chosen, quoted) => `minikube stop -p ${quoted(chosen)} && minikube start -p ${quoted(chosen)}`,
      },
      podMetrics: { order: 'enable its addon metrics-server', command: enable('metrics-server') },
      reach: { order: 'keep `minikube tunnel` running beside it, or open Grafana from ODIN' },
    },
  },
];
