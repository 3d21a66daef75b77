// Standings of K3s: nothing there, a kubeconfig of root's, a context that can be used.
import { expect, it } from 'vitest';
import type { ClusterContext, ClusterList } from '../../../shared/model/cluster.ts';
import { K3S_KUBECONFIG } from '../../../shared/model/k3s.ts';
import { k3sStanding } from './k3s-standing.ts';

const REMEDY = `mkdir -p ~/.kube && sudo install -m 600 ${K3S_KUBECONFIG} /home/freya/.kube/k3s.yaml`;
const locked = { path: K3S_KUBECONFIG, problem: 'It belongs to root.', remedy: REMEDY };
const demo: ClusterContext = { id: 'demo', kind: 'demo', name: 'Demo cluster', isCurrent: false };

const contextOf = (file: string, server: string, more: Partial<ClusterContext> = {}): ClusterContext => ({
  id: `${file}#default`,
  kind: 'kubeconfig',
  name: 'default',
  file,
  server,
  isCurrent: false,
  ...more,
});
const standing = (files: ClusterList['files'], ...contexts: readonly ClusterContext[]) =>
  k3sStanding({ files, contexts: [...contexts, demo], selected: null });

it('is absent where no file and no server is its own', () => {
  expect(standing([])).toEqual({ state: 'absent' });
  expect(standing([{ path: '/c' }], contextOf('/c', 'https://10.0.0.2:6443'))).toEqual({ state: 'absent' });
  expect(standing([{ path: '/c' }], contextOf('/c', 'https://127.0.0.1:6443.evil.example'))).toEqual({
    state: 'absent',
  });
  // A file that is broken is told of where it is listed.
  expect(standing([{ path: K3S_KUBECONFIG, problem: 'It is no kubeconfig.' }])).toEqual({ state: 'absent' });
});

it('is locked while its kubeconfig is root’s, whatever other clusters there are', () => {
  const expected = { state: 'locked', file: K3S_KUBECONFIG, remedy: REMEDY };
  expect(standing([locked])).toEqual(expected);
  expect(standing([{ path: '/c' }, locked], contextOf('/c', 'https://work.example'))).toEqual(expected);
});

it.each([
  contextOf(K3S_KUBECONFIG, 'https://192.168.1.5:6443'),
  contextOf('/home/freya/.kube/k3s.yaml', 'https://127.0.0.1:6443'),
  contextOf('/home/freya/.kube/config', 'https://127.0.0.1:6443'),
  contextOf('/home/freya/.kube/config', 'https://localhost:6443/'),
  contextOf('/home/freya/.kube/config', 'https://[::1]:6443'),
])('is there with a context that can be used: $file at $server', (context) => {
  expect(standing([{ path: '/c' }, locked], contextOf('/c', 'https://work.example'), context)).toEqual({
    state: 'there',
    context,
  });
  expect(standing([locked], { ...context, problem: 'Its user is nowhere.' }).state).toBe('locked');
});

it.each(['Rancher Desktop', 'K3s in Lima', 'Colima', 'kubeadm'])('is not %s at its address', (looksLike) => {
  const context = contextOf('/home/freya/.kube/config', 'https://127.0.0.1:6443', { looksLike });
  expect(standing([], context)).toEqual({ state: 'absent' });
  const own = contextOf('/home/freya/.kube/config', 'https://127.0.0.1:6443', { looksLike: 'K3s' });
  expect(standing([], context, own)).toEqual({ state: 'there', context: own });
});
