// The sight of a cluster is made anew when its nodes or classes are others, and only then.
import { expect, it } from 'vitest';
import { node } from '../distribution/clusters.testkit.ts';
import { thisMachine } from '../distribution/this-machine.ts';
import { SituationSight } from './situation-sight.ts';

const machine = { ...thisMachine('linux'), addresses: ['192.0.2.10'], bootId: 'boot', hostname: 'blade' };
const own = [node('blade', { providerID: 'k3s://blade', addresses: ['192.0.2.10'], bootID: 'boot' })];

it('is kept while nothing has changed', () => {
  const sight = new SituationSight('https://127.0.0.1:6443', () => machine);
  const first = sight.see('v1.36.5+k3s1', own, []);
  expect(first.place).toEqual({ where: 'here', sentence: 'K3s on this machine.' });
  const classes: never[] = [];
  const second = sight.see('v1.36.5+k3s1', own, classes);
  expect(sight.see('v1.36.5+k3s1', own, classes)).toBe(second);
});

it('is another with another node, another class or another version', () => {
  const sight = new SituationSight('https://127.0.0.1:6443', () => machine);
  const known = (...seen: Parameters<SituationSight['see']>) => {
    const { distribution, place } = sight.see(...seen);
    return [distribution?.id, place.where];
  };
  const plain = [node('blade', { addresses: ['192.0.2.10'], bootID: 'boot' })];
  const hostpath = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'x' } };
  expect(known('v1.34.1', plain, [])).toEqual([undefined, 'here']);
  expect(known('v1.34.1', plain, [{ ...hostpath, provisioner: 'microk8s.io/hostpath' }])).toEqual(['microk8s', 'here']);
  expect(known('v1.34.1+k0s', plain, [])).toEqual(['k0s', 'here']);
  expect(known('v1.34.1', own, [])).toEqual(['k3s', 'here']);
  expect(known('v1.34.1', [], [])).toEqual([undefined, 'unknown']);
});

it('sees the machine as it is by then', () => {
  let addresses = ['198.51.100.7'];
  const sight = new SituationSight('https://127.0.0.1:6443', () => ({ ...machine, addresses }));
  expect(sight.see('v1.36.5+k3s1', own, []).place.where).toBe('container');
  addresses = ['192.0.2.10'];
  expect(sight.see('v1.36.5+k3s1', [...own], []).place.where).toBe('here');
});
