import { expect, test } from 'vitest';
import type { KubeRequest } from '../kube/client.ts';
import type { ReleaseContext } from '../release/context.ts';
import { Actions } from './actions.ts';

const never = new AbortController().signal;
const MINUTE = 60_000;
const object = (name: string) => ({ apiVersion: 'v1', kind: 'Service', namespace: 'a', name });

/** A cluster that has every Service, with this metadata, and notes what is deleted. */
function stage(metadata: object = {}) {
  const deleted: string[] = [];
  let now = 0;
  const client = {
    request: async ({ method = 'GET', path, body }: KubeRequest) => {
      const isTried = JSON.stringify(body ?? {}).includes('dryRun');
      if (method === 'DELETE' && !isTried) deleted.push(path);
      const name = path.split('/').at(-1);
      return {
        status: 200,
        warnings: [],
        body: { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'a', uid: name, ...metadata } },
      };
    },
  };
  const resource = { apiVersion: 'v1', kind: 'Service', plural: 'services', namespaced: true, verbs: [] };
  const context = { client, discovery: { resource: async () => resource } } as unknown as ReleaseContext;
  const actions = new Actions({ context, home: { release: 'odin', namespace: 'a' }, now: () => now });
  const look = async (name: string) => (await actions.preview({ verb: 'delete', object: object(name) }, never)).hash;
  return { actions, deleted, look, wait: (ms: number) => (now += ms) };
}

test('does what was shown once, within ten minutes', async () => {
  const { actions, deleted, look, wait } = stage();
  const first = await look('one');
  wait(9 * MINUTE);
  await actions.run(first, never);
  expect(deleted).toEqual(['/api/v1/namespaces/a/services/one']);
  await expect(actions.run(first, never)).rejects.toMatchObject({ code: 'conflict' });
  const late = await look('two');
  wait(10 * MINUTE);
  await expect(actions.run(late, never)).rejects.toMatchObject({ code: 'conflict' });
  expect(() => actions.shown(late)).toThrow('This was looked at too long ago, or was done already: look at it again.');
  expect(deleted).toHaveLength(1);
});

test('remembers the newest twenty', async () => {
  const { actions, look } = stage();
  const hashes: string[] = [];
  for (let n = 0; n < 21; n++) hashes.push(await look(`s${n}`));
  expect(() => actions.shown(hashes[0] ?? '')).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(actions.shown(hashes[1] ?? '').verb).toBe('delete');
});

const OF_HOME = { 'meta.helm.sh/release-name': 'odin', 'meta.helm.sh/release-namespace': 'a' };
const CONTROLLER = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'u', controller: true };

test.each([
  ['of no release and no controller is asked about', {}, { losses: ['Service/a/one'], grants: [] }],
  ['of a controller, which makes it again, is not', { ownerReferences: [CONTROLLER] }, undefined],
  ['of the own release, which can put it back, is not', { annotations: OF_HOME }, undefined],
])('the deletion of an object %s', async (_words, metadata, stakes) => {
  const { actions, look } = stage(metadata);
  expect(actions.shown(await look('one')).stakes).toEqual(stakes);
});
