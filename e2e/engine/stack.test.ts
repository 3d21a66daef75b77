// The built-in stack on the demo cluster, from its install to its reinstall, by way of an upgrade that fails and a change by hand.
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { readCapabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import { demoGround } from './demo-ground.ts';
import { expectAbsent } from './ground.ts';
import { changesIn, configMap } from './objects.ts';
import { type Desired, succeeded } from './odin.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const STACK = { release: STACK_RELEASE, namespace: STACK_NAMESPACE } as const;
const { namespace } = STACK;

const ground = demoGround();
const { odin } = ground;
let older: Desired;
let newest: Desired;

beforeAll(async () => {
  const capabilities = await readCapabilities(ground.client, new AbortController().signal);
  const rendered = async (version: string): Promise<Desired> => {
    return { ...STACK, ...(await renderStack({ assetsDir, namespace, capabilities, version })) };
  };
  const [last = '', before = ''] = await listVersions(assetsDir);
  newest = await rendered(last);
  older = await rendered(before);
});

const is = ({ kind, metadata }: KubeObject, what: string) => `${kind}/${metadata.name}` === what;
const get = (what: string) => ground.person.get(namespace, what);
const history = async () =>
  (await ground.judge.history(namespace, STACK.release)).map(({ revision, status }) => `${revision} ${status}`);
/** By their own status, and not by what ODIN says of them. */
async function expectHealthy(): Promise<void> {
  for (const name of await ground.person.names(namespace, 'pod')) {
    const { status } = await get(name);
    const isReady = status.conditions.some(
      (one: Record<string, string>) => one.type === 'Ready' && one.status === 'True',
    );
    expect(isReady, name).toBe(true);
  }
}
let password: unknown;
let volume: unknown;

it('is installed: every pod is Ready the moment it says so, and a second time there is nothing to do', async () => {
  const prepared = await odin.plan(older);
  expect(prepared.plan).toMatchObject({ verb: 'install', blockers: [], conflicts: [], needs: [] });
  const operation = succeeded(await odin.apply(prepared));
  expect(operation.objects.filter(({ step, health }) => step !== 'applied' || health?.state !== 'Current')).toEqual([]);
  await expectHealthy();
  expect(await ground.person.names(namespace, 'pod')).not.toEqual([]);
  expect(await history()).toEqual(['1 deployed']);
  expect(await ground.judge.diff(namespace, STACK.release)).toBe('');
  expect(changesIn((await odin.plan(older)).plan)).toEqual([]);
  password = (await get('secret/grafana-admin')).data;
  volume = (await get('pvc/prometheus-data')).spec.volumeName;
  expect(volume).toMatch(/^pvc-/);
});

it('is upgraded to the newest version', async () => {
  const prepared = await odin.plan(newest);
  expect(prepared.plan).toMatchObject({ verb: 'upgrade', version: newest.version, blockers: [], needs: [] });
  succeeded(await odin.apply(prepared));
  await expectHealthy();
  expect(await history()).toEqual(['1 superseded', '2 deployed']);
  expect((await get('secret/grafana-admin')).data).toEqual(password);
});

it('goes back by itself when an image cannot be had, and says so', async () => {
  const broken = (object: KubeObject): KubeObject => {
    if (!is(object, 'Deployment/grafana')) return object;
    const annotations = { ...object.metadata.annotations, 'demo.odin/fail': 'image' };
    const changed = JSON.parse(
      JSON.stringify(object).replace(/"image":"([^"]*grafana)[^"]*"/, '"image":"$1:no-such-tag"'),
    );
    return { ...changed, metadata: { ...object.metadata, annotations } };
  };
  const bad = { ...newest, version: '99.0.0', objects: [...newest.objects.map(broken), configMap('added')] };
  const operation = await odin.apply(await odin.plan(bad));
  expect(operation).toMatchObject({
    phase: 'failed',
    rolledBackTo: 2,
    error: expect.stringMatching(/^Deployment\/monitoring\/grafana: image pull failed: .*no-such-tag/),
  });
  await expectHealthy();
  await expectAbsent(ground.person, namespace, 'configmap/added');
  expect(await history()).toEqual(['1 superseded', '2 superseded', '3 failed', '4 deployed']);
  expect(changesIn((await odin.plan(newest)).plan)).toEqual([]);
});

it('tells what was changed by hand, and puts it back', async () => {
  const good = (await get('deployment/grafana')).spec.template.spec.containers[0].image;
  await ground.person.setImage(namespace, 'deployment/grafana', { grafana: `${good}-by-hand` });
  const { objects } = await odin.drift(STACK);
  expect(objects.map(({ ref, fields }) => [formatRef(ref), fields])).toMatchObject([
    ['Deployment/monitoring/grafana', [{ wanted: good, live: `${good}-by-hand`, manager: 'kubectl-set' }]],
  ]);
  succeeded(await odin.apply(await odin.planRollback(STACK, 4, ['force'])));
  expect((await odin.drift(STACK)).objects).toEqual([]);
  expect((await get('deployment/grafana')).spec.template.spec.containers[0].image).toBe(good);
});

it('goes back to its first revision', async () => {
  const prepared = await odin.planRollback(STACK, 1);
  expect(prepared.plan).toMatchObject({ toRevision: 1, version: older.version, blockers: [] });
  succeeded(await odin.apply(prepared));
  await expectHealthy();
  expect(changesIn((await odin.plan(older)).plan)).toEqual([]);
});

it('ends, begins again, and still has its volumes and its password', async () => {
  await odin.uninstalled(STACK);
  expect(await ground.person.names(namespace, 'pod,deployment,statefulset,daemonset,service')).toEqual([]);
  expect(await ground.person.names(namespace, 'pvc')).toContain('persistentvolumeclaim/prometheus-data');
  const again = await odin.plan(newest);
  expect(again.plan).toMatchObject({ verb: 'install', blockers: [], needs: [] });
  succeeded(await odin.apply(again));
  await expectHealthy();
  expect((await get('secret/grafana-admin')).data).toEqual(password);
  expect((await get('pvc/prometheus-data')).spec.volumeName).toBe(volume);
});
