// Objects that were saved from a cluster (`kubectl get -o yaml`), taken to another namespace: the API server takes them
// once what it had written itself is left out, and refuses them as they are.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifests } from '../../electron/stack/manifests/manifest-files.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';

const OBJECTS = fileURLToPath(new URL('saved-objects.yaml', import.meta.url));
const [FROM, TO] = ['saved-from', 'saved-to'];
const { kubectl, tryKubectl } = apiServer();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-saved-'));
  for (const namespace of [FROM, TO]) await kubectl(['create', 'namespace', namespace]);
  await kubectl(['apply', '-n', FROM, '-f', OBJECTS]);
  // What controllers write is there too.
  await kubectl([
    'wait',
    '-n',
    FROM,
    '--for=jsonpath={.status.observedGeneration}=1',
    'deployment/dep',
    '--timeout=60s',
  ]);
});
afterAll(async () => {
  await kubectl(['delete', 'namespace', FROM, TO, '--wait=false']);
  await rm(folder, { recursive: true });
});

it('are taken in another namespace, all of them', async () => {
  const saved = await kubectl(['get', '-n', FROM, '-f', OBJECTS, '-o', 'yaml', '--show-managed-fields']);
  const file = join(folder, 'saved.yaml');
  await writeFile(file, saved);
  const { files, notes } = await readManifests(file);
  const moved = files.flatMap(({ objects }) =>
    objects.map((one): KubeObject => ({ ...one, metadata: { ...one.metadata, namespace: TO } })),
  );
  const apply = ['apply', '--server-side', '--dry-run=server', '-o', 'name', '-f', '-'];
  const taken = await kubectl(apply, { input: moved.map((one) => JSON.stringify(one)).join('\n') });
  expect(taken.trim().split('\n')).toHaveLength(moved.length);
  expect(moved.length).toBeGreaterThan(20);
  expect(notes).toEqual([expect.stringMatching(/were saved from a cluster: what a cluster writes is left out/)]);
  const asTheyAre = await tryKubectl(apply, { input: saved.replaceAll(`namespace: ${FROM}`, `namespace: ${TO}`) });
  expect(asTheyAre.stderr).toMatch(/uid mismatch|managedFields must be nil/);
});
