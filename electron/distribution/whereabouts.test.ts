// Whether a cluster is this machine: by its server and what its nodes tell of themselves.
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { Whereabouts } from '../../shared/model/cluster-place.ts';
import { serverPlace } from '../kube/server-place.ts';
import { node } from './clusters.testkit.ts';
import { evidenceOf } from './evidence.ts';
import { situationOf } from './place.ts';
import type { MachineIdentity } from './this-machine.ts';
import { nodeIdentity } from './whereabouts.ts';

const LAPTOP: MachineIdentity = {
  platform: 'linux',
  hostname: 'blade',
  addresses: ['192.168.1.7', 'fd00::7', '172.17.0.1'],
  bootId: 'boot',
  machineId: 'machine',
};
const MAC: MachineIdentity = { ...LAPTOP, platform: 'darwin', bootId: '', machineId: '' };
const WINDOWS: MachineIdentity = { ...MAC, platform: 'win32' };

const own = node('blade', { addresses: ['192.168.1.7'], bootID: 'boot', machineID: 'machine' });
const other = node('lab-1', { addresses: ['10.9.9.1'] });
const kind = { providerID: 'kind://docker/kind/kind-control-plane', addresses: ['172.18.0.2'] };
const K3S = { providerID: 'k3s://x', kubelet: 'v1.36.5+k3s1' };
const WSL = { kernel: '6.6.87.2-microsoft-standard-WSL2' };

type Nodes = Parameters<typeof evidenceOf>[1];
const LOCAL = 'https://127.0.0.1:6443';
const situation = (server: string, nodes: Nodes, machine = LAPTOP, version = 'v1.36.5') =>
  situationOf({
    server: serverPlace(server),
    evidence: evidenceOf(version, nodes, []),
    nodes: nodes.map(nodeIdentity),
    machine,
  });

test.each<[string, Whereabouts, server: string, Nodes, MachineIdentity?]>([
  ['K3s here', 'here', LOCAL, [own]],
  ['by an address of this machine', 'here', 'https://192.168.1.7:6443', [own]],
  ['by its name', 'here', 'https://blade:6443', [own]],
  ['by a name that leads to it through a VPN', 'here', 'https://blade.tail1234.ts.net:6443', [own]],
  [
    'after a change of networks',
    'here',
    LOCAL,
    [node('blade', { addresses: ['10.0.0.3'], bootID: 'boot', machineID: 'machine' })],
  ],
  ['a node that is renamed', 'here', LOCAL, [node('gpu', { addresses: ['192.168.1.7'], bootID: 'boot' })]],
  [
    'a kubelet that is silent since the last start',
    'here',
    LOCAL,
    [node('blade', { addresses: ['192.168.1.7'], bootID: 'old', machineID: 'machine' })],
  ],
  ['one of three nodes', 'member', LOCAL, [own, other, node('lab-2')]],
  ['an agent of a server elsewhere', 'member', 'https://lab.example:6443', [own, other]],
  [
    'kind on this machine',
    'container',
    'https://127.0.0.1:39411',
    [node('kind-control-plane', { ...kind, bootID: 'boot' })],
  ],
  [
    'minikube’s container, by its own address',
    'container',
    'https://192.168.49.2:8443',
    [node('minikube', { addresses: ['192.168.49.2'], bootID: 'boot' })],
  ],
  [
    'a container that was given its machine’s id',
    'container',
    LOCAL,
    [node('c', { addresses: ['172.18.0.3'], bootID: 'boot', machineID: 'machine', osImage: 'K3s v1.36.5+k3s1' })],
  ],
  [
    'kind’s container that was given its machine’s id',
    'container',
    LOCAL,
    [node('kind-control-plane', { ...kind, bootID: 'boot', machineID: 'machine' })],
  ],
  [
    'a node of another name after a change of networks',
    'here',
    LOCAL,
    [node('gpu', { addresses: ['10.0.0.3'], bootID: 'boot', machineID: 'machine' })],
  ],
  [
    'a tunnel from a Mac that has its node’s address',
    'behind',
    LOCAL,
    [node('x', { addresses: ['192.168.1.7'] })],
    MAC,
  ],
  [
    'the same without a word of kernels, from Windows',
    'behind',
    LOCAL,
    [node('x', { addresses: ['192.168.1.7'], bootID: '', machineID: '' })],
    WINDOWS,
  ],
  ['kind in Docker Desktop’s machine', 'virtual', 'https://127.0.0.1:39411', [node('kind-control-plane', kind)]],
  ['kind on a Mac', 'virtual', 'https://127.0.0.1:39411', [node('kind-control-plane', kind)], MAC],
  [
    'K3s in WSL2, seen from Windows',
    'virtual',
    LOCAL,
    [node('desktop', { ...WSL, addresses: ['172.29.1.2'] })],
    WINDOWS,
  ],
  [
    'K3s in WSL2, seen from in there',
    'here',
    LOCAL,
    [node('blade', { ...WSL, addresses: ['192.168.1.7'], bootID: 'boot' })],
  ],
  ['a virtual machine on a Mac', 'behind', LOCAL, [node('lima-x')], MAC],
  ['a tunnel to a machine of the same name', 'behind', LOCAL, [node('blade', { addresses: ['10.9.9.1'] })]],
  [
    'a tunnel to a clone of this machine',
    'behind',
    LOCAL,
    [node('blade', { addresses: ['10.9.9.1'], machineID: 'machine' })],
  ],
  [
    'another network with the same addresses',
    'elsewhere',
    'https://lab.example:6443',
    [node('lab-1', { addresses: ['192.168.1.7'] })],
  ],
  [
    'the same without a word of kernels',
    'elsewhere',
    'https://lab.example:6443',
    [node('lab-1', { addresses: ['192.168.1.7'], bootID: '', machineID: '' })],
  ],
  [
    'an older node that tells its address alone',
    'here',
    LOCAL,
    [node('x', { addresses: ['fd00::7'], bootID: '', machineID: '' })],
  ],
  ['K3s in the same house', 'elsewhere', 'https://192.168.1.9:6443', [other]],
  ['EKS', 'elsewhere', 'https://x.eks.amazonaws.com', [node('ip-1', { labels: ['eks.amazonaws.com/nodegroup'] })]],
  ['EKS through a tunnel', 'elsewhere', LOCAL, [node('ip-1', { labels: ['eks.amazonaws.com/nodegroup'] })]],
  ['no node that may be read', 'unknown', 'https://lab.example:6443', []],
  ['no node, but a server here', 'unknown', LOCAL, []],
])('%s: %s', (_title, where, server, nodes, machine) => {
  expect(situation(server, nodes, machine).place.where).toBe(where);
});

test.each<[string, string, Nodes, MachineIdentity?, version?: string]>([
  [
    'K3s on this machine.',
    LOCAL,
    [node('lima-peru', { ...K3S, addresses: ['192.168.1.7'], bootID: 'boot' })],
    { ...LAPTOP, hostname: 'lima-peru' },
  ],
  [
    'K3s on this machine.',
    LOCAL,
    [node('colima-box', { ...K3S, addresses: ['192.168.1.7'], bootID: 'boot' })],
    { ...LAPTOP, hostname: 'colima-box' },
  ],
  ['K3s on lima-peru, not on this machine.', 'https://192.168.1.9:6443', [node('lima-peru', K3S)]],
  ['K3s on colima-box, not on this machine.', 'https://lab.example:6443', [node('colima-box', K3S)]],
  ['K3s in Lima in a virtual machine or a container on this computer.', LOCAL, [node('lima-k3s', K3S)], MAC],
  ['Colima in a virtual machine or a container on this computer.', LOCAL, [node('colima', K3S)], MAC],
  ['K3s on this machine.', LOCAL, [own], LAPTOP, 'v1.36.5+k3s1'],
  ['K3s on this machine and 2 others.', LOCAL, [own, other, node('lab-2')], LAPTOP, 'v1.36.5+k3s1'],
  ['K3s on lab-1 and 1 more, not on this machine.', 'https://lab:6443', [other, node('lab-2')], LAPTOP, 'v1.36.5+k3s1'],
  ['kind in containers on this machine.', LOCAL, [node('k', { ...kind, bootID: 'boot' })]],
  ['A Kubernetes cluster in WSL2 on this computer.', LOCAL, [node('k', WSL)], WINDOWS],
  ['EKS on other machines than this one.', 'https://x.eks.amazonaws.com', [], LAPTOP, 'v1.33.5-eks-113cf36'],
  ['A Kubernetes cluster whose nodes cannot be read.', LOCAL, []],
  [
    'A Kubernetes cluster on n, not on this machine. Which one is not known: its version says K3s, and node n says MicroK8s.',
    'https://lab:6443',
    [node('n', { labels: ['microk8s.io/cluster'] })],
    LAPTOP,
    'v1.36.5+k3s1',
  ],
  [
    'K3s on x, which this machine reaches by an address of its own: a virtual machine on it, or a tunnel.',
    LOCAL,
    [node('x')],
    MAC,
    'v1.36.5+k3s1',
  ],
])('%s', (sentence, server, nodes, machine, version) => {
  expect(situation(server, nodes, machine, version).place.sentence).toBe(sentence);
});

it('is this machine for no cluster whose kernel is another, whatever else is alike but both ids', () => {
  fc.assert(
    fc.property(
      fc.subarray([...LAPTOP.addresses, '10.0.0.1']),
      fc.constantFrom('blade', 'x'),
      fc.boolean(),
      (addresses, name, hasId) => {
        const strange = node(name, { addresses, bootID: 'another', machineID: hasId ? 'machine' : 'x' });
        const { where } = situation(LOCAL, [strange]).place;
        const isRestarted = hasId && addresses.some((address) => LAPTOP.addresses.includes(address));
        expect(where).toBe(isRestarted ? 'here' : 'behind');
      },
    ),
  );
});
