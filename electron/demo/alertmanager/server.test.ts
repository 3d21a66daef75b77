// The alerts of a demo cluster with the stack: its own manifests, rules and annotations, on the demo's controllers.
import { get } from 'node:http';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { alertmanagerAlertsSchema } from '../../alerts/answers.ts';
import type { Dispose } from '../../disposal.ts';
import { kustomize } from '../../stack/manifests/kustomize.ts';
import { listVersions } from '../../stack/manifests/versions.ts';
import { startControllers } from '../controllers/engine.ts';
import { FAIL_CONFIG } from '../controllers/failures.ts';
import { seed } from '../seed.ts';
import { type JsonObject, stringAt } from '../store/json.ts';
import { Registry } from '../store/registry.ts';
import { resourceOf } from '../store/resources.ts';
import { Store } from '../store/store.ts';
import { createAlertmanagerServer } from './server.ts';

const assets = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const store = new Store();
const registry = new Registry(store);
const server = createAlertmanagerServer(store);
let stop: Dispose;

beforeAll(async () => {
  seed(registry);
  stop = startControllers(registry, 300);
  create({ kind: 'Namespace', metadata: { name: 'monitoring' } });
  const wanted = new Set([
    'prometheus',
    'prometheus-config',
    'prometheus-rules',
    'prometheus-data',
    'kube-state-metrics',
  ]);
  const objects = (await kustomize(join(assets, (await listVersions(assets))[0]))) as unknown as readonly JsonObject[];
  for (const object of objects) {
    if (wanted.has(stringAt(object, 'metadata.name')) && stringAt(object, 'metadata.namespace') !== '') create(object);
  }
});
afterAll(() => stop());

function create(object: JsonObject): void {
  const namespace = stringAt(object, 'metadata.namespace');
  registry.create(resourceOf(stringAt(object, 'kind')), namespace, object, { manager: 'test' });
}

async function ask(path: string): Promise<{ status: number | undefined; body: string }> {
  const [here, there] = duplexPair();
  server.emit('connection', there);
  return new Promise((resolve, reject) => {
    get({ path, headers: { host: 'a', connection: 'close' }, createConnection: () => here }, async (response) =>
      resolve({ status: response.statusCode, body: await text(response) }),
    ).once('error', reject);
  });
}

const alerts = async () => alertmanagerAlertsSchema.parse(JSON.parse((await ask('/api/v2/alerts')).body));

test('nothing fires while all is well; what is broken does, in the words of its rule; what is mended does not', async () => {
  const phases = () =>
    store
      .list(resourceOf('Pod'))
      .filter((pod) => stringAt(pod, 'metadata.namespace') === 'monitoring')
      .map((pod) => stringAt(pod, 'status.phase'));
  await vi.waitFor(async () => expect([phases(), await alerts()]).toEqual([['Running', 'Running'], []]), 8_000);
  const { namespace, name } = FAIL_CONFIG;
  create({ kind: 'ConfigMap', metadata: { namespace, name }, data: { 'monitoring.kube-state-metrics': 'crash' } });
  const crash = await vi.waitFor(async () => {
    const found = (await alerts()).find(({ labels }) => labels.alertname === 'PodCrashLooping');
    if (found === undefined) throw new Error('nothing fires');
    return found;
  }, 8_000);
  const pod = crash.labels.pod ?? '';
  expect(pod).toMatch(/^kube-state-metrics-/);
  expect(crash.labels).toEqual({
    alertname: 'PodCrashLooping',
    container: 'kube-state-metrics',
    namespace: 'monitoring',
    pod,
    severity: 'warning',
  });
  expect(crash.annotations.summary).toBe(`monitoring/${pod} keeps crashing`);
  expect(crash.annotations.description).toMatch(/was started again \d+ times/);
  expect(JSON.stringify(crash.annotations)).not.toContain('{{');
  expect(Date.parse(crash.startsAt)).toBeLessThanOrEqual(Date.now());
  expect((await alerts()).map(({ labels }) => labels.alertname)).toContain('DeploymentReplicasMismatch');

  const config = store.get(resourceOf('ConfigMap'), namespace, name);
  if (config !== undefined) registry.delete(resourceOf('ConfigMap'), config);
  await vi.waitFor(async () => expect(await alerts()).toEqual([]), 8_000);
}, 30_000);

test('it is ready, and says what it cannot', async () => {
  expect(await ask('/-/ready')).toEqual({ status: 200, body: 'OK' });
  expect(await ask('/')).toMatchObject({ status: 404 });
});
