import { expect, it } from 'vitest';
import { kubectlCommand } from './kubectl.ts';

it.each([
  [
    { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' },
    'kubectl -n monitoring describe deployment grafana',
  ],
  [{ apiVersion: 'v1', kind: 'Node', name: 'razer-blade' }, 'kubectl describe node razer-blade'],
  [
    { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', namespace: 'x', name: 'door' },
    'kubectl -n x describe ingressroute.v1alpha1.traefik.io door',
  ],
  [{ apiVersion: 'v1', kind: 'Pod', namespace: 'x', name: '$(reboot)' }, "kubectl -n x describe pod '$(reboot)'"],
])('names %o', (object, command) => {
  expect(kubectlCommand(object, 'linux')).toBe(command);
});
