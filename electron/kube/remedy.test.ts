import { expect, it } from 'vitest';
import { remedyFor } from './remedy.ts';

const K3S = { code: 'ECONNREFUSED', server: 'https://127.0.0.1:6443', context: 'default', file: '~/.kube/config' };

it.each([
  ['linux', {}, 'sudo systemctl start k3s'],
  ['linux', { server: 'https://localhost:6443' }, 'sudo systemctl start k3s'],
  ['linux', { server: 'https://[::1]:6443' }, 'sudo systemctl start k3s'],
  ['linux', { server: 'https://127.0.0.1:16443' }, undefined],
  ['linux', { server: 'https://10.0.0.1:6443' }, undefined],
  ['linux', { code: 'ENOTFOUND' }, undefined],
  ['linux', { code: 'CERT_HAS_EXPIRED' }, undefined],
  ['linux', { code: 'ETIMEDOUT' }, undefined],
  ['linux', { context: 'microk8s', server: 'https://192.168.1.7:16443' }, 'microk8s start'],
  [
    'linux',
    { context: 'minikube', server: 'https://192.168.49.2:8443', code: 'EHOSTUNREACH' },
    'minikube start -p minikube',
  ],
  ['linux', { context: 'kind-kind', server: 'https://127.0.0.1:39411' }, 'docker start kind-control-plane'],
  ['linux', { context: 'k3d-my lab', server: 'https://0.0.0.0:6550' }, "k3d cluster start 'my lab'"],
  ['linux', { context: 'k3d-my lab', server: 'https://127.0.0.1:6550' }, "k3d cluster start 'my lab'"],
  ['linux', { context: 'kind-$(reboot)', server: 'https://127.0.0.1:6550' }, "docker start '$(reboot)-control-plane'"],
  ['linux', { context: 'rancher-desktop' }, 'rdctl start'],
  // A likeness that nothing starts leaves it to the next: of the file, and else of K3s' address.
  [
    'darwin',
    { context: 'kubernetes-admin@kubernetes', file: '/Users/me/.lima/k8s/copied-from-guest/kubeconfig.yaml' },
    'limactl start k8s',
  ],
  [
    'linux',
    { context: 'kubernetes-admin@kubernetes', file: '/home/me/.lima/k8s/copied-from-guest/kubeconfig.yaml' },
    'limactl start k8s',
  ],
  [
    'win32',
    { context: 'kubernetes-admin@lab', server: 'https://kubernetes.docker.internal:6443' },
    'docker desktop start',
  ],
  ['linux', { context: 'kubernetes-admin@kubernetes' }, 'sudo systemctl start k3s'],
  ['linux', { context: 'minikube', server: 'https://kube.corp.example:6443' }, undefined],
  ['darwin', {}, undefined],
  ['darwin', { context: 'rancher-desktop' }, 'rdctl start'],
  ['darwin', { context: 'colima', server: 'https://127.0.0.1:52345' }, 'colima start --kubernetes'],
  ['darwin', { context: 'colima-gpu', server: 'https://127.0.0.1:52345' }, 'colima start gpu --kubernetes'],
  ['darwin', { context: 'lima-k3s' }, 'limactl start k3s'],
  ['darwin', { file: '/Users/me/.lima/k3s/copied-from-guest/kubeconfig.yaml' }, 'limactl start k3s'],
  ['darwin', { context: 'orbstack', server: 'https://127.0.0.1:26443' }, 'orb start k8s'],
  ['darwin', { context: 'microk8s' }, 'microk8s start'],
  ['darwin', { context: 'microk8s', server: 'https://kube.corp.example:6443' }, undefined],
  ['win32', {}, 'wsl -u root systemctl start k3s'],
  [
    'win32',
    { file: '\\\\wsl.localhost\\Ubuntu-24.04\\etc\\rancher\\k3s\\k3s.yaml' },
    'wsl -d Ubuntu-24.04 -u root systemctl start k3s',
  ],
  ['win32', { file: '\\\\wsl$\\My Linux\\home\\me\\config' }, "wsl -d 'My Linux' -u root systemctl start k3s"],
  ['win32', { context: 'rancher-desktop' }, 'rdctl start'],
  ['win32', { context: 'docker-desktop', server: 'https://kubernetes.docker.internal:6443' }, 'docker desktop start'],
  ['win32', { server: 'https://10.0.0.1:6443' }, undefined],
  ['freebsd', {}, undefined],
] as const)('on %s, of %j: %s', (platform, cluster, command) => {
  expect(remedyFor({ ...K3S, ...cluster, platform })).toBe(command);
});
