// The scale sub-resource: what it answers, who owns the number then, and what is refused.
import { expect, test } from 'vitest';
import { DEPLOYMENT } from './fixtures.ts';
import { masked } from './masked.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();
const path = 'ns/apps/v1/deployments';
const MERGE = 'application/merge-patch+json';

async function made(name: string): Promise<string> {
  await subject().send('POST', path, { body: { ...DEPLOYMENT, metadata: { name } } });
  return `${path}/${name}`;
}
const scaled = (at: string, replicas: number, query = '') =>
  subject().send('PATCH', `${at}/scale?fieldManager=somebody${query}`, {
    body: { spec: { replicas } },
    contentType: MERGE,
  });

test('changes the number, and is known as its writer', async () => {
  const at = await made('scaled');
  const { status, body } = await scaled(at, 0);
  const { kind, apiVersion, spec } = body as Record<string, unknown>;
  expect({ status, kind, apiVersion, spec }).toMatchSnapshot();
  const { metadata } = (await subject().send('GET', at)).body as {
    metadata: { managedFields: Record<string, unknown>[] };
  };
  const entry = metadata.managedFields.find(({ manager }) => manager === 'somebody');
  expect({ ...entry, time: '' }).toMatchSnapshot();
});

test('only tries it where that is asked for', async () => {
  const at = await made('tried');
  expect((await scaled(at, 7, '&dryRun=All')).body).toMatchObject({ spec: { replicas: 7 } });
  expect((await subject().send('GET', at)).body).not.toMatchObject({ spec: { replicas: 7 } });
});

test('refuses a version that has moved, a number below none, and what has no scale', async () => {
  const at = await made('refused');
  const old = { metadata: { resourceVersion: '1' }, spec: { replicas: 2 } };
  expect(masked(await subject().send('PATCH', `${at}/scale`, { body: old, contentType: MERGE }))).toMatchSnapshot();
  expect(masked(await scaled(at, -1))).toMatchSnapshot();
  expect((await subject().send('GET', 'ns/v1/configmaps/any/scale')).status).toBe(404);
});
