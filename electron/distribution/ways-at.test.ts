// A command is offered only where it acts on the cluster that it is told for; elsewhere the order names the node.
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { hostileText } from '../../shared/hostile-text.testkit.ts';
import { whereaboutsSchema } from '../../shared/model/cluster-place.ts';
import { visible } from '../../shared/visible.ts';
import type { DistributionId } from './distribution.ts';
import { DISTRIBUTIONS } from './table.ts';
import { type Site, type ToldWay, type ToldWays, waysAt } from './ways-at.ts';

const on = (id: DistributionId) => DISTRIBUTIONS.find((row) => row.id === id);
const HOME = '/home/freya/.kube/config';
const at = (where: Site['where'], context = 'work', file = HOME): Site => ({
  where,
  onNode: 'the node lab-1',
  names: { context, file },
  platform: 'linux',
});
type Told = Exclude<keyof ToldWays, 'runtimeClass'>;

test.each<[DistributionId, Told, Site, string | undefined]>([
  ['k3s', 'storage', at('here'), 'sudoedit /etc/rancher/k3s/config.yaml && sudo systemctl restart k3s'],
  ['k3s', 'restart', at('elsewhere'), undefined],
  ['k3s', 'restart', at('behind'), undefined],
  ['k3s', 'gpu', at('here'), undefined],
  ['rke2', 'gpu', at('here'), undefined],
  ['microk8s', 'storage', at('elsewhere'), undefined],
  ['microk8s', 'storage', at('here'), 'microk8s enable hostpath-storage'],
  ['kind', 'restart', at('container', 'kind-lab'), 'docker restart lab-control-plane'],
  ['kind', 'restart', at('container', 'kind-$(reboot)'), "docker restart '$(reboot)-control-plane'"],
  ['kind', 'restart', at('container', 'renamed'), undefined],
  ['k3d', 'restart', at('container', 'k3d---all'), undefined],
  ['colima', 'restart', at('virtual', 'colima--x'), undefined],
  ['kind', 'restart', at('elsewhere', 'kind-lab'), undefined],
  ['k3d', 'restart', at('container', 'k3d-my lab'), "k3d cluster stop 'my lab' && k3d cluster start 'my lab'"],
  ['minikube', 'restart', at('virtual', 'minikube'), 'minikube stop -p minikube && minikube start -p minikube'],
  ['minikube', 'podMetrics', at('container', 'minikube'), 'minikube addons enable metrics-server -p minikube'],
  ['minikube', 'ingress', at('container', 'gpu'), undefined],
  ['minikube', 'containerd', at('container', 'minikube'), undefined],
  ['colima', 'restart', at('virtual', 'colima'), 'colima restart'],
  ['colima', 'restart', at('virtual', 'colima-gpu'), 'colima restart gpu'],
  ['colima', 'storage', at('virtual', 'colima'), undefined],
  ['lima', 'restart', at('virtual', 'lima-k3s'), 'limactl shell k3s sudo systemctl restart k3s'],
  [
    'lima',
    'restart',
    at('virtual', 'default', '/Users/me/.lima/a b/kubeconfig.yaml'),
    "limactl shell 'a b' sudo systemctl restart k3s",
  ],
  [
    'lima',
    'storage',
    at('virtual', 'lima-k3s'),
    'limactl shell k3s sudoedit /etc/rancher/k3s/config.yaml && limactl shell k3s sudo systemctl restart k3s',
  ],
  ['lima', 'storage', at('virtual', 'default'), undefined],
  ['docker-desktop', 'restart', at('virtual', 'docker-desktop'), 'docker desktop restart'],
  ['docker-desktop', 'restart', at('elsewhere', 'docker-desktop'), undefined],
])('%s, %s, %j: %s', (id, way, site, command) => {
  expect(waysAt(on(id), site)[way]?.command).toBe(command);
});

it('names the node of what is done elsewhere', () => {
  expect(waysAt(on('k3s'), at('here')).restart.order).toBe('restart K3s');
  expect(waysAt(on('k3s'), at('elsewhere')).restart.order).toBe('restart K3s on the node lab-1');
  expect(waysAt(on('colima'), at('virtual')).storage.order).toMatch(/ on the node lab-1$/);
  expect(waysAt(on('kind'), at('container')).restart.order).toBe('restart its nodes');
});

it('acts on no node from elsewhere, and on no cluster but the one that the context names', () => {
  const commandsOf = ({ runtimeClass: _, ...ways }: ToldWays) =>
    Object.values(ways).flatMap(({ command }: ToldWay) => command ?? []);
  fc.assert(
    fc.property(
      fc.constantFrom(...DISTRIBUTIONS, undefined),
      fc.constantFrom(...whereaboutsSchema.options),
      fc.constantFrom('kind-', 'k3d-', 'colima-', 'lima-', 'k3d--x', 'colima--x', ''),
      hostileText,
      (row, where, prefix, name) => {
        const commands = commandsOf(waysAt(row, at(where, prefix + name)));
        for (const command of commands) {
          expect(visible(command)).toBe(command);
          expect(command).not.toContain(' -x');
          if (where !== 'here') expect(command).not.toMatch(/^(sudo|microk8s)/);
          expect(['here', 'member', 'container', 'virtual']).toContain(where);
        }
      },
    ),
  );
});
