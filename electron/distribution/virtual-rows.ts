// The distributions whose node is a virtual machine that a program keeps on one computer.
import type { Distribution, NamedCommand } from './distribution.ts';
import { gpuInVirtualMachine } from './inside-rows.ts';
import { K3S_CONFIG, K3S_WAYS, PLAIN_WAYS } from './machine-rows.ts';

const restartInLima: NamedCommand = (chosen, quoted) => `limactl shell ${quoted(chosen)} sudo systemctl restart k3s`;
const editInLima: NamedCommand = (chosen, quoted) =>
  `limactl shell ${quoted(chosen)} sudoedit ${K3S_CONFIG} && ${restartInLima(chosen, quoted)}`;

export const VIRTUAL_ROWS: readonly Distribution[] = [
  {
    // By kubeadm the node is called docker-desktop, by kind desktop-control-plane, with kind://docker/desktop/… as its providerID.
    // https://docs.docker.com/desktop/use-desktop/kubernetes
    id: 'docker-desktop',
    name: 'Docker Desktop',
    nodes: 'virtual',
    on: ['kind', 'kubeadm'],
    context: /^docker-desktop$/,
    host: /^kubernetes\.docker\.internal$/,
    isNode: ({ providerId, osImage }) =>
      providerId.startsWith('kind://docker/desktop/') || osImage === 'Docker Desktop',
    provisioners: ['docker.io/hostpath'],
    start: () => 'docker desktop start',
    ways: {
      ...PLAIN_WAYS,
      gpu: gpuInVirtualMachine,
      runtimeClass: 'gpu',
      storage: { order: 'reset the Kubernetes cluster in Docker Desktop’s settings, which brings one along' },
      containerd: { order: 'choose kind for the cluster in Docker Desktop’s settings, Kubernetes' },
      restart: { order: 'restart Docker Desktop', command: 'docker desktop restart' },
    },
  },
  {
    // https://docs.rancherdesktop.io: K3s in Lima, or in a distribution of WSL2 of its own.
    id: 'rancher-desktop',
    name: 'Rancher Desktop',
    nodes: 'virtual',
    on: ['k3s'],
    isKnownByName: true,
    context: /^rancher-desktop$/,
    isNode: ({ name, osImage }) => name === 'lima-rancher-desktop' || osImage.startsWith('Rancher Desktop'),
    start: () => 'rdctl start',
    ways: {
      ...K3S_WAYS,
      gpu: gpuInVirtualMachine,
      runtimeClass: 'gpu',
      storage: { order: 'reset Kubernetes in Rancher Desktop’s troubleshooting, which brings one along' },
      ingress: {
        order: 'switch Traefik on in Rancher Desktop’s preferences, Kubernetes',
        command: 'rdctl set --kubernetes.options.traefik=true',
      },
      containerd: {
        order: 'choose containerd in Rancher Desktop’s preferences, Container Engine',
        command: 'rdctl set --container-engine.name=containerd',
      },
      restart: { order: 'restart Rancher Desktop', command: 'rdctl shutdown && rdctl start' },
    },
  },
  {
    // https://docs.orbstack.dev/kubernetes: K3s with a version of its own, on a node called orbstack.
    id: 'orbstack',
    name: 'OrbStack',
    nodes: 'virtual',
    on: ['k3s'],
    context: /^orbstack$/,
    version: /\+orb\d+$/,
    isNode: ({ osImage }) => osImage === 'OrbStack' || osImage.startsWith('OrbStack '),
    start: () => 'orb start k8s',
    ways: {
      ...PLAIN_WAYS,
      gpu: gpuInVirtualMachine,
      runtimeClass: 'gpu',
      restart: { order: 'restart its Kubernetes', command: 'orb restart k8s' },
    },
  },
  {
    // A node is called as its profile: https://github.com/abiosoft/colima/issues/957.
    id: 'colima',
    name: 'Colima',
    nodes: 'virtual',
    on: ['k3s'],
    isKnownByName: true,
    isNamedAsHost: true,
    context: /^colima(?:-(.+))?$/,
    isNode: ({ name }) => name === 'colima' || name.startsWith('colima-'),
    start: (chosen, quoted) => `colima start ${chosen === '' ? '' : `${quoted(chosen)} `}--kubernetes`,
    ways: {
      ...K3S_WAYS,
      gpu: gpuInVirtualMachine,
      runtimeClass: 'gpu',
      ingress: { order: 'install an ingress controller' },
      containerd: { order: 'make it anew with --runtime=containerd' },
      restart: {
        order: 'restart Colima',
        command: (chosen, quoted) => `colima restart${chosen === '' ? '' : ` ${quoted(chosen)}`}`,
      },
    },
  },
  {
    // A node is called lima-INSTANCE: https://github.com/rancher-sandbox/rancher-desktop/issues/307.
    id: 'lima',
    name: 'K3s in Lima',
    nodes: 'virtual',
    on: ['k3s'],
    isKnownByName: true,
    isNamedAsHost: true,
    context: /^lima-(?!rancher-desktop$)(.+)$/,
    file: /[/\\]\.lima[/\\]([^/\\]+)[/\\]/,
    isNode: ({ name }) => name.startsWith('lima-') && name !== 'lima-rancher-desktop',
    start: (chosen, quoted) => `limactl start ${quoted(chosen)}`,
    ways: {
      ...K3S_WAYS,
      gpu: gpuInVirtualMachine,
      runtimeClass: 'gpu',
      storage: { ...K3S_WAYS.storage, command: editInLima },
      ingress: { ...K3S_WAYS.ingress, command: editInLima },
      containerd: { ...K3S_WAYS.containerd, command: editInLima },
      restart: { ...K3S_WAYS.restart, command: restartInLima },
    },
  },
];
