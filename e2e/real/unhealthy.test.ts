// The node provokes every reason for being unhealthy by itself: what Kubernetes says of each, in its own words.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sharedCluster } from '../cluster/cluster.ts';

const manifest = fileURLToPath(new URL('../cluster/unhealthy.yaml', import.meta.url));
const { kubectl } = sharedCluster();

beforeAll(() => kubectl(['apply', '-f', manifest]));
afterAll(() => kubectl(['delete', '--wait', '-f', manifest]));

const POD = '.items[0].status';
it.each<[string, string, string, RegExp]>([
  ['image', `{${POD}.containerStatuses[0].state.waiting}`, 'pods', /ErrImagePull.*example\.invalid\/none:1/],
  ['crash', `{${POD}.containerStatuses[0].lastState.terminated.exitCode}`, 'pods', /^3$/],
  ['oom', `{${POD}.containerStatuses[0].lastState.terminated.reason}`, 'pods', /^OOMKilled$/],
  ['unschedulable', `{${POD}.conditions[?(@.type=="PodScheduled")].message}`, 'pods', /Insufficient nvidia\.com\/gpu/],
  ['probe', '{.items[?(@.reason=="Unhealthy")].message}', 'events', /Readiness probe failed: .*connection refused/],
  ['claim', '{.items[?(@.reason=="ProvisioningFailed")].message}', 'events', /"does-not-exist" not found/],
  [
    'quota',
    '{.items[0].status.conditions[?(@.type=="ReplicaFailure")].message}',
    'deployments',
    /exceeded quota: none-left/,
  ],
])('%s', async (name, jsonpath, kind, words) => {
  const namespace = name === 'quota' ? 'unhealthy-quota' : 'unhealthy';
  const selector = kind === 'pods' ? [`--selector=app=${name}`] : [];
  const args = ['-n', namespace, 'get', kind, ...selector, '-o', `jsonpath=${jsonpath}`];
  await vi.waitFor(async () => expect(await kubectl(args)).toMatch(words), { timeout: 90_000, interval: 500 });
});
