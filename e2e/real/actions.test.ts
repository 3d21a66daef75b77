// Actions on single objects, on a real API server: the scenarios that the demo cluster has too, and beside them what kubectl does to
// the same objects, and says.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Actions } from '../../electron/actions/actions.ts';
import { connect } from '../../electron/kube/connect.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { actionScenarios, actionsOn } from '../engine/actions.scenarios.ts';
import type { Live } from '../engine/ground.ts';
import { configMap } from '../engine/objects.ts';
import { contextOf } from '../engine/odin.ts';
import { engineOn } from './engine.ts';
import { forbid } from './forbid.ts';

const engine = engineOn('act', apiServer());
const never = new AbortController().signal;

actionScenarios(engine);

const deployment = (name: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'web', image: 'busybox:1.37' }] } },
  },
});
const refOf = (namespace: string, name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name });

/** Who owns what beside its first writer, without times and names: `Update scale {…}`. */
function ownersIn({ metadata }: Live): readonly string[] {
  return (metadata.managedFields as readonly Live[])
    .filter(({ manager }) => /rollout|scale|kubectl$|restart/.test(manager))
    .map(({ operation, subresource = '', fieldsV1 }) => `${operation} ${subresource} ${JSON.stringify(fieldsV1)}`);
}

async function twins(what: string): Promise<string> {
  const namespace = engine.namespaceFor(what);
  await engine.kubectl(['create', 'namespace', namespace]);
  for (const name of ['theirs', 'ours']) await engine.person.create(namespace, deployment(name));
  return namespace;
}

it('restarts and scales as kubectl does', async () => {
  const namespace = await twins('kubectl');
  const { done } = actionsOn(engine, namespace);
  await engine.kubectl(['rollout', 'restart', 'deployment/theirs', '-n', namespace]);
  await engine.kubectl(['scale', 'deployment/theirs', '-n', namespace, '--replicas=3']);
  await done({ verb: 'restart', object: refOf(namespace, 'ours') });
  await done({ verb: 'scale', object: refOf(namespace, 'ours'), replicas: 3 });
  const [theirs, ours] = await Promise.all(
    ['theirs', 'ours'].map((name) => engine.get(namespace, `deployment/${name}`)),
  );
  if (theirs === undefined || ours === undefined) throw new Error('both were made');
  expect(ours.spec.replicas).toBe(theirs.spec.replicas);
  expect(Object.keys(ours.spec.template.metadata.annotations)).toEqual(
    Object.keys(theirs.spec.template.metadata.annotations),
  );
  expect(ownersIn(ours)).toEqual(ownersIn(theirs));
  // kubectl says that it was rolled out anew.
  await vi.waitFor(async () => {
    const history = await engine.kubectl(['rollout', 'history', 'deployment/ours', '-n', namespace]);
    expect(history).toMatch(/^2\s/m);
  });
});

it('names the managers and fields that kubectl’s apply meets, and those of what is taken away', async () => {
  const namespace = engine.namespaceFor('taken');
  await engine.kubectl(['create', 'namespace', namespace]);
  await engine.person.applyAs('other', namespace, configMap('web', { a: '1', b: '1', c: '1' }));
  await engine.person.patch(namespace, 'configmap/web', { data: { d: '1' } }, 'third');
  const live = await engine.get(namespace, 'configmap/web');
  const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
  const { preview } = actionsOn(engine, namespace);
  const yaml = JSON.stringify({ ...live, data: { a: '2', c: '1', d: '2', e: '1' } });
  const shown = await preview({ verb: 'edit', object, yaml, takeOver: false });
  const wanted = configMap('web', { a: '2', c: '1', d: '2', e: '1' });
  const { stderr } = await engine.tryKubectl(
    [
      'apply',
      '--server-side',
      '--field-manager=odin-control-panel-edit',
      '--dry-run=server',
      '-n',
      namespace,
      '-f',
      '-',
    ],
    { input: JSON.stringify(wanted) },
  );
  const named = shown.conflicts.map(({ manager, field }) => `${manager} ${field}`).sort();
  expect(named).toEqual(['other data.a', 'other data.b', 'third data.d']);
  for (const [manager, field] of [
    ['other', '.data.a'],
    ['third', '.data.d'],
  ]) {
    expect(stderr).toContain(`"${manager}"`);
    expect(stderr).toContain(field);
  }
});

it('says which policy refuses an edit, in its words', async () => {
  const namespace = engine.namespaceFor('denied');
  await engine.kubectl(['create', 'namespace', namespace]);
  await engine.person.create(namespace, configMap('web', { fine: 'yes' }));
  const name = await forbid(engine, namespace);
  const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'web' };
  const { preview } = actionsOn(engine, namespace);
  const live = await engine.get(namespace, 'configmap/web');
  const yaml = JSON.stringify({ ...live, data: { forbidden: 'yes' } });
  // In force a moment after it was made.
  await vi.waitFor(
    () =>
      expect(preview({ verb: 'edit', object, yaml, takeOver: true })).rejects.toThrow(
        `ConfigMap/${namespace}/web: the policy ${name} refuses it: the house forbids it.`,
      ),
    { timeout: 60_000, interval: 300 },
  );
});

it('names the right that somebody lacks who may only look', async () => {
  const namespace = await twins('view');
  await engine.kubectl(['create', 'serviceaccount', 'reader', '-n', namespace]);
  const reader = `--serviceaccount=${namespace}:reader`;
  await engine.kubectl(['create', 'rolebinding', 'reader', '-n', namespace, '--clusterrole=view', reader]);
  const token = (await engine.kubectl(['create', 'token', 'reader', '-n', namespace])).trim();
  const config = JSON.parse(await engine.kubectl(['config', 'view', '--raw', '--flatten', '-o', 'json']));
  const folder = await mkdtemp(join(tmpdir(), 'odin-view-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'kubeconfig');
  const users = config.users.map(({ name }: { readonly name: string }) => ({ name, user: { token } }));
  await writeFile(file, JSON.stringify({ ...config, users }), { mode: 0o600 });
  const client = await connect({ file, context: config['current-context'] });
  onTestFinished(() => client.close());
  const actions = new Actions({ context: contextOf(client), home: { release: 'web', namespace } });
  const object = refOf(namespace, 'ours');
  await expect(actions.preview({ verb: 'restart', object }, never)).rejects.toMatchObject({
    code: 'forbidden',
    message: `You may not patch deployments in ${namespace}: ask for a role that allows it.`,
  });
  await expect(actions.preview({ verb: 'delete', object }, never)).rejects.toMatchObject({
    message: `You may not delete deployments in ${namespace}: ask for a role that allows it.`,
  });
  await expect(actions.preview({ verb: 'scale', object, replicas: 2 }, never)).rejects.toMatchObject({
    message: expect.stringMatching(/^You may not (get|patch) deployments\/scale in /),
  });
});
