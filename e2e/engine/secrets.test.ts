// Secrets in a release's objects, its pods' variables and arguments, and in what a webhook repeats: in no plan, difference,
// drift, error, history or object of ODIN's own, but in the Secrets that are theirs.
import { expect, it } from 'vitest';
import { refusal } from '../../electron/kube/refusal.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { Canaries } from '../app/canaries.ts';
import { demoGround } from './demo-ground.ts';
import { configMap, releaseOf } from './objects.ts';
import { intercepted, odinOn } from './odin.ts';

const ground = demoGround({ verifyLimitMs: 20_000 });

/** With the secrets of one age: planted in each place where a person might put one. */
function objectsOf(canaries: Canaries, age: string): readonly KubeObject[] {
  const plant = (what: string, signs = '') => canaries.plant(`${what}, ${age}`, signs);
  const shared = plant('value of a Secret and of a ConfigMap');
  const copy = { apiVersion: 'v1', kind: 'Secret', data: { old: Buffer.from(plant('copy')).toString('base64') } };
  const labels = { app: 'web' };
  const container = {
    name: 'main',
    image: 'example.com/web:1',
    args: [`--admin-password=${plant('argument')}`, '--api-key', plant('next argument'), `--age=${age}`],
    env: [
      { name: 'AGE', value: age },
      { name: 'DB_PASSWORD', value: plant('variable', '"&<') },
      { name: 'DATABASE', value: `postgres://app:${shared}@db/x?age=${age}` },
    ],
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'one',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(copy) },
      },
      stringData: { shared, 'app.ini': `[db]\npassword = ${plant('line of a file')}\nage = ${age}\n` },
      data: { binary: Buffer.from(plant('data', '\u00fc')).toString('base64') },
    },
    configMap('one', { 'app.ini': `dsn = postgres://app:${encodeURIComponent(shared)}@db/x\nage = ${age}` }),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    },
  ];
}

it('are told nowhere', async () => {
  const canaries = new Canaries();
  const { odin, person, judge, client } = ground;
  const namespace = ground.namespaceFor('secrets');
  const told = new Map<string, unknown>();
  const tell = (place: string, value: unknown) => told.set(place, value);

  const first = releaseOf(namespace, objectsOf(canaries, 'young'));
  const planned = await odin.plan(first);
  tell('plan of an install', planned.plan);
  await odin.apply(planned, (operation) => tell(`install: ${operation.phase}`, operation));

  // By hand: another password in each place.
  await person.patch(namespace, 'secret/one', { stringData: { shared: canaries.plant('Secret by hand') } });
  await person.mergePatch(namespace, 'configmap/one', { data: { age: 'changed' } });
  await person.patch(namespace, 'deployment/web', {
    spec: {
      template: {
        spec: {
          containers: [{ name: 'main', env: [{ name: 'DB_PASSWORD', value: canaries.plant('variable by hand') }] }],
        },
      },
    },
  });
  const drift = await odin.drift(first);
  tell('drift', drift);
  expect(drift.objects.map(({ ref }) => ref.kind).sort()).toEqual(['Deployment', 'Secret']);

  const second = releaseOf(namespace, objectsOf(canaries, 'old'), '2.0.0');
  const upgrade = await odin.plan(second, ['force']);
  tell('plan of an upgrade', upgrade.plan);
  const shown = JSON.stringify(upgrade.plan);
  // That they change is told.
  for (const kind of ['Secret', 'ConfigMap', 'Deployment'])
    expect(upgrade.plan.changes.find(({ ref }) => ref.kind === kind)?.op, kind).toBe('configured');
  expect(shown).toMatch(/\*\*\* \(before\)/);
  expect(shown).toMatch(/\*\*\* \(after\)/);
  expect(shown).toContain('[masked]');
  const failing = await odin.plan(releaseOf(namespace, [...second.objects, ground.hopeless('never')], '3.0.0'), [
    'force',
  ]);
  tell('failing upgrade', await odin.apply(failing));
  tell('plan of a rollback', (await odin.planRollback(first, 1, ['force'])).plan);
  tell('standing', await odin.standing(first));
  tell('history', [await odin.history(first), await judge.history(namespace, 'web')]);

  // A webhook that repeats the object, whole and as Secrets are written.
  const repeating = intercepted(client, async (request) => {
    const answer = await client.request(request);
    if (request.body === undefined) return answer as never;
    const message = `admission webhook "x" denied: ${JSON.stringify(request.body)} ${canaries.shouted}`;
    throw refusal({ status: 422, text: JSON.stringify({ kind: 'Status', message }), retryAfter: undefined, what: 'x' });
  });
  const refused = await odinOn(() => repeating)
    .plan(second, ['force'])
    .then(
      ({ plan }) => plan,
      (error: Error) => ({ error: error.message }),
    );
  tell('refusals', refused);
  expect(JSON.stringify(refused)).toContain('[masked]');

  for (const path of [
    `/api/v1/namespaces/${namespace}`,
    `/api/v1/namespaces/${namespace}/events`,
    `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`,
  ])
    tell(path, (await client.request({ path })).body);

  expect(told.size).toBeGreaterThan(12);
  for (const [place, value] of told) expect.soft(canaries.in(JSON.stringify(value)), place).toEqual([]);
});
