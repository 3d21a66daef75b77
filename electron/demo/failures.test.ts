// Every failure that can be switched on: what Kubernetes says of it, and that it mends when it is switched off.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RawClient } from '../../e2e/conformance/client.ts';
import { type AttachedDemo, attachDemo } from './attach.ts';
import { temporaryFolder } from './temporary-folder.testkit.ts';

const folder = temporaryFolder();
let demo: AttachedDemo;
let client: RawClient;

beforeAll(async () => {
  demo = await attachDemo({ stateDir: folder.path, speed: 100 });
  client = new RawClient(demo.kubeconfigPath);
});
afterAll(async () => {
  await client.close();
  await demo.dispose();
  folder.remove();
});

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const labels = (name: string) => ({ app: name });

/** A Deployment of one pod with a probe and a claim. */
async function deploy(name: string): Promise<void> {
  const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const container = {
    name: 'c',
    image: 'example.com/app:1',
    ports: [{ containerPort: 80 }],
    readinessProbe: { httpGet: { path: '/ready', port: 80 } },
  };
  const spec = { containers: [container], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: name } }] };
  await send('POST', '/api/v1/namespaces/default/persistentvolumeclaims', { metadata: { name }, spec: claim });
  await send('POST', DEPLOYMENTS, {
    metadata: { name },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: labels(name) },
      template: { metadata: { labels: labels(name) }, spec },
    },
  });
}

async function send(method: string, path: string, body?: unknown, contentType?: string): Promise<unknown> {
  const options = { ...(body === undefined ? {} : { body }), ...(contentType === undefined ? {} : { contentType }) };
  const answer = await client.send(method, path, options);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const fail = (name: string, failure: string | null) =>
  send(
    'PATCH',
    `${DEPLOYMENTS}/${name}`,
    { metadata: { annotations: { 'demo.odin/fail': failure } } },
    'application/merge-patch+json',
  );

const isAvailable = async (name: string) => {
  const { status } = (await send('GET', `${DEPLOYMENTS}/${name}`)) as { status: { availableReplicas?: number } };
  return status.availableReplicas === 1;
};

/** Everything that Kubernetes says about the workload: states, conditions and events. */
async function said(name: string): Promise<string> {
  const selector = `labelSelector=app%3D${name}`;
  const texts = await Promise.all([
    send('GET', `/api/v1/namespaces/default/pods?${selector}`),
    send('GET', `/apis/apps/v1/namespaces/default/replicasets?${selector}`),
    send('GET', '/api/v1/namespaces/default/events'),
  ]);
  return JSON.stringify(texts).replaceAll('\\"', '"');
}

const isSaid = (name: string, sentence: string) =>
  expect.poll(async () => (await said(name)).includes(sentence), { timeout: 8000, message: sentence }).toBe(true);

const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  [
    'image',
    ['ImagePullBackOff', 'Back-off pulling image "example.com/app:1": ErrImagePull: rpc error: code = NotFound'],
  ],
  ['crash', ['CrashLoopBackOff', 'restarting failed container=c', '"exitCode":1']],
  ['oom', ['CrashLoopBackOff', 'OOMKilled', '"exitCode":137']],
  ['unschedulable', ['0/1 nodes are available: 1 Insufficient memory. no new claims to deallocate', 'Unschedulable']],
  ['probe', ['Readiness probe failed: HTTP probe failed with statuscode: 503', 'containers with unready status: [c]']],
  ['claim', ['MountVolume.SetUp failed for volume', 'hostPath type check failed']],
  ['quota', ['is forbidden: exceeded quota: odin-demo, requested: pods=1, used: pods=', 'FailedCreate']],
];

test.each(SENTENCES)(
  '%s: a running workload breaks, and mends',
  async (failure, sentences) => {
    const name = `run-${failure}`;
    await deploy(name);
    await expect.poll(() => isAvailable(name), { timeout: 8000 }).toBe(true);
    await fail(name, failure);
    await expect.poll(() => isAvailable(name), { timeout: 8000 }).toBe(false);
    for (const sentence of sentences) await isSaid(name, sentence);
    await fail(name, null);
    await expect.poll(() => isAvailable(name), { timeout: 8000 }).toBe(true);
  },
  30_000,
);

test('a claim that is new is never bound', async () => {
  const name = 'new-claim';
  await send('POST', '/api/v1/namespaces/kube-system/configmaps', {
    metadata: { name: 'odin-demo' },
    data: { [`default.${name}`]: 'claim' },
  });
  await deploy(name);
  const sentence = 'create process timeout after 120 seconds';
  await isSaid(name, sentence);
  await isSaid(name, 'provisioning failed for PVC "new-claim"');
  await send('DELETE', '/api/v1/namespaces/kube-system/configmaps/odin-demo');
  await expect.poll(() => isAvailable(name), { timeout: 8000 }).toBe(true);
}, 30_000);
