// Remarks are of what the facts show, each with a next step; where all is as the stack needs it nothing is said.
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { whereaboutsSchema } from '../../shared/model/cluster-place.ts';
import type { DistributionId } from './distribution.ts';
import { type RemarkFacts, remarksOn } from './remarks.ts';
import { DISTRIBUTIONS } from './table.ts';

const on = (id: DistributionId) => DISTRIBUTIONS.find((row) => row.id === id);
const WELL: RemarkFacts = {
  distribution: on('k3s'),
  where: 'here',
  nodes: 'blade',
  onNode: 'the node blade',
  isWsl: false,
  platform: 'linux',
  hasStorageClass: true,
  hasGpu: true,
  hasPodMetrics: true,
  otherPrometheus: undefined,
};
const KPS = 'observability/kube-prom-stack-kube-prome-prometheus';

test.each<[string, Partial<RemarkFacts>, Record<string, RegExp>]>([
  ['K3s here', {}, {}],
  ['K3s here without a GPU, which the chain tells', { hasGpu: false }, {}],
  ['K3s here without a StorageClass', { hasStorageClass: false }, { storage: /take local-storage out of/ }],
  [
    'K3s elsewhere',
    { where: 'elsewhere', nodes: 'lab-1' },
    { node: /What is measured is lab-1, GPUs too: to see this/ },
  ],
  ['K3s in WSL2', { isWsl: true }, { node: /those of WSL2, not of Windows/ }],
  ['K3s in a Mac’s virtual machine', { where: 'behind', platform: 'darwin', hasGpu: false }, { gpu: /a Mac has no/ }],
  [
    'MicroK8s with its observability addon',
    { distribution: on('microk8s'), otherPrometheus: KPS },
    { prometheus: /addon observability has a Prometheus already \(observability\/kube.*prometheus\.existing/ },
  ],
  [
    'MicroK8s as it is installed',
    { distribution: on('microk8s'), hasStorageClass: false, hasGpu: false, hasPodMetrics: false },
    { storage: /addon hostpath-storage/, podMetrics: /addon metrics-server/ },
  ],
  [
    'kind',
    { distribution: on('kind'), where: 'container', hasGpu: false, hasPodMetrics: false },
    { gpu: /run K3s on this machine/, podMetrics: /install metrics-server/ },
  ],
  [
    'minikube',
    { distribution: on('minikube'), where: 'container', hasGpu: false, hasPodMetrics: false },
    { gpu: /--gpus=all knows no RuntimeClass/, podMetrics: /addon metrics-server/ },
  ],
  [
    'Docker Desktop on Windows',
    { distribution: on('docker-desktop'), where: 'virtual', platform: 'win32', hasGpu: false },
    { gpu: /run K3s in WSL2/, node: /Docker Desktop’s virtual machine/ },
  ],
  [
    'Rancher Desktop on a Mac',
    { distribution: on('rancher-desktop'), where: 'virtual', platform: 'darwin', hasGpu: false },
    { gpu: /a Mac has no NVIDIA GPU/, node: /Rancher Desktop’s virtual machine/ },
  ],
  [
    'GKE',
    { distribution: on('gke'), where: 'elsewhere', nodes: 'gke-1 and 4 more', hasGpu: false },
    { gpu: /add a node pool with NVIDIA GPUs/, node: /gke-1 and 4 more/ },
  ],
  [
    'a Kubernetes that nobody named',
    { distribution: undefined, otherPrometheus: 'lab/kps' },
    { prometheus: /lab\/kps/ },
  ],
  [
    'what may not be read',
    { hasStorageClass: undefined, hasGpu: undefined, hasPodMetrics: undefined, distribution: on('kind') },
    {},
  ],
])('%s', (_title, facts, told) => {
  const remarks = remarksOn({ ...WELL, ...facts });
  expect(remarks.map(({ about }) => about).sort()).toEqual(Object.keys(told).sort());
  for (const { about, sentence } of remarks) expect(sentence).toMatch(told[about] ?? /never/);
});

it('offers no command that destroys what the other way keeps', () => {
  const [remark] = remarksOn({ ...WELL, distribution: on('microk8s'), otherPrometheus: KPS });
  expect(remark).toMatchObject({ about: 'prometheus', sentence: expect.stringContaining('or disable the addon') });
  expect(remark).not.toHaveProperty('command');
});

it('offers a command for the node only on it', () => {
  const commandAt = (facts: Partial<RemarkFacts>) =>
    remarksOn({ ...WELL, hasStorageClass: false, ...facts }).find(({ about }) => about === 'storage')?.command;
  expect(commandAt({})).toMatch(/^sudoedit /);
  expect(commandAt({ where: 'elsewhere' })).toBeUndefined();
  expect(commandAt({ where: 'virtual', platform: 'darwin', distribution: on('lima') })).toBeUndefined();
});

it('is a sentence with a next step that a person reads at once, on whatever cluster', () => {
  const maybe = fc.constantFrom(true, false, undefined);
  const facts: fc.Arbitrary<RemarkFacts> = fc.record({
    distribution: fc.constantFrom(...DISTRIBUTIONS, undefined),
    where: fc.constantFrom(...whereaboutsSchema.options),
    nodes: fc.constant('a-node-with-a-name-of-sixty-characters-as-they-may-become-00 and 12 more'),
    onNode: fc.constant('the nodes a-node-with-a-name-of-sixty-characters-as-they-may-become-00 and 12 more'),
    isWsl: fc.boolean(),
    platform: fc.constantFrom('linux', 'darwin', 'win32', 'freebsd'),
    hasStorageClass: maybe,
    hasGpu: maybe,
    hasPodMetrics: maybe,
    otherPrometheus: fc.constantFrom(undefined, KPS),
  });
  fc.assert(
    fc.property(facts, (one) => {
      const remarks = remarksOn(one);
      expect(new Set(remarks.map(({ about }) => about)).size).toBe(remarks.length);
      for (const { sentence } of remarks) {
        expect(sentence).toMatch(/^[A-Z][^\n]+: [^\n]+\.$/);
        expect(sentence.length, sentence).toBeLessThanOrEqual(260);
      }
    }),
  );
});
