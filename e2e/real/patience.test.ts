// Waits on a real node: for what heals by itself, not for what a controller has replaced (a remark), nor long for what cannot become
// healthy. `kubectl rollout status` says of the same objects that they are done.
import { expect, it, vi } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { configMap, releaseOf } from '../engine/objects.ts';
import { succeeded } from '../engine/odin.ts';
import { engineOn } from './engine.ts';
import { expectRolledOut } from './rolled-out.ts';

const engine = engineOn('patience', sharedCluster(), 240_000);
const IMAGE = 'busybox:1.37';

type Fields = { readonly [field: string]: unknown };

function deployment(
  name: string,
  script: string,
  container: Fields = {},
  pod: Fields = {},
  spec: Fields = {},
): KubeObject {
  const labels = { app: name };
  const containers = [{ name: 'main', image: IMAGE, command: ['sh', '-c', script], ...container }];
  const template = { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, containers, ...pod } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  };
}

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db' },
  spec: { selector: { app: 'db' }, ports: [{ port: 5432, targetPort: 8080 }] },
};

/** Answers after so many seconds. */
const database = (seconds: number, container: Fields = {}) =>
  deployment(
    'db',
    `sleep ${seconds}; mkdir -p /tmp/w; echo ok > /tmp/w/index.html; exec busybox httpd -f -p 8080 -h /tmp/w`,
    container,
  );

const PROBED = { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 2 } };

/** Ends at once unless the database answers; says so, or does not. */
const app = (words: string) =>
  deployment('app', `wget -q -T 2 -O - http://db:5432/ || { echo ${words}; exit 1; }; sleep 100000`);

const isRolledOut = (namespace: string, name: string) =>
  expectRolledOut(engine.kubectl, namespace, `deployment/${name}`);

/** Three at once, for each takes a minute: the database in the same release, with a probe and without, and somebody else's. */
it('waits for an app that crashes until its database is up', { timeout: 240_000 }, async () => {
  const beside = async (prefix: string, ...objects: KubeObject[]) => {
    const namespace = engine.namespaceFor(prefix);
    succeeded(await engine.apply(await engine.plan(releaseOf(namespace, objects))));
    await isRolledOut(namespace, 'app');
  };
  const elsewhere = engine.namespaceFor('elsewhere');
  await engine.kubectl(['create', 'namespace', elsewhere]);
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [service, database(40)] });
  await engine.kubectl(['apply', '-n', elsewhere, '-f', '-'], { input: list });
  const script = `wget -T 2 -O - http://db.${elsewhere}:5432/ || exit 1; sleep 100000`;
  await Promise.all([
    beside('alone', deployment('app', script)),
    beside('probed', service, database(40, PROBED), app('no')),
    beside('unproved', service, database(40), app('no')),
  ]);
});

it('goes back soon from what was healthy and now crashes', { timeout: 120_000 }, async () => {
  const namespace = engine.namespaceFor('back');
  await engine.installed(releaseOf(namespace, [deployment('app', 'sleep 100000')]));
  const broken = releaseOf(namespace, [deployment('app', 'echo connection refused; exit 3')]);
  const operation = await engine.apply(await engine.plan(broken));
  expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1, error: expect.stringContaining('exit code 3') });
  expect((operation.endedAt ?? 0) - operation.startedAt).toBeLessThan(60_000);
  await isRolledOut(namespace, 'app');
});

it('gives up soon on a program that is not for this machine, whoever else starts', { timeout: 120_000 }, async () => {
  const namespace = engine.namespaceFor('never');
  const program: KubeObject = { ...configMap('program'), data: { main: 'no program of this machine' } };
  const mount = { command: ['/p/main'], volumeMounts: [{ name: 'p', mountPath: '/p' }] };
  const volumes = [{ name: 'p', configMap: { name: 'program', defaultMode: 0o755 } }];
  const objects = [program, deployment('app', '', mount, { volumes }), database(600, PROBED)];
  const operation = await engine.apply(await engine.plan(releaseOf(namespace, objects)));
  expect(operation).toMatchObject({ phase: 'failed', error: expect.stringMatching(/Deployment\/.*\/app: /) });
  expect((operation.endedAt ?? 0) - operation.startedAt).toBeLessThan(60_000);
});

it('takes a pod that was evicted and replaced for a remark, in an upgrade too', { timeout: 240_000 }, async () => {
  const namespace = engine.namespaceFor('evicted');
  const cache = { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] };
  const volumes = [{ name: 'cache', emptyDir: { sizeLimit: '1Mi' } }];
  const web = deployment('web', 'sleep 100000', cache, { volumes });
  await engine.installed(releaseOf(namespace, [web, { ...configMap('words'), data: { n: '1' } }]));
  await engine.kubectl([
    'exec',
    '-n',
    namespace,
    'deploy/web',
    '--',
    'dd',
    'if=/dev/zero',
    'of=/cache/x',
    'bs=1M',
    'count=8',
  ]);
  const phases = ['get', 'pods', '-n', namespace, '-o', 'jsonpath={.items[*].status.phase}'];
  await vi.waitFor(
    async () => expect((await engine.kubectl(phases)).split(' ').sort()).toEqual(['Failed', 'Running']),
    {
      timeout: 120_000,
      interval: 1_000,
    },
  );
  await engine.kubectl(['rollout', 'status', 'deployment/web', '-n', namespace, '--timeout=60s']);
  const operation = succeeded(
    await engine.apply(await engine.plan(releaseOf(namespace, [web, { ...configMap('words'), data: { n: '2' } }]))),
  );
  expect(operation.objects.find(({ ref }) => ref.name === 'web')?.health).toMatchObject({
    state: 'Current',
    reason: expect.stringMatching(/^1 of 1 ready; web-\S+ has failed and was replaced: Evicted: /),
  });
});

it('is done with a paused Deployment at once, and says so', async () => {
  const namespace = engine.namespaceFor('paused');
  const paused = deployment('later', 'sleep 100000', {}, {}, { paused: true });
  const operation = succeeded(await engine.apply(await engine.plan(releaseOf(namespace, [paused]))));
  expect(operation.warnings).toEqual([expect.stringMatching(/^Deployment\/.*\/later is paused: .*resumed/)]);
  expect((operation.endedAt ?? 0) - operation.startedAt).toBeLessThan(10_000);
});
