// Protobuf, in which Helm writes its records and asks for their end. What is sent is short and of ASCII alone, so that
// it is a text.
import { expect, test } from 'vitest';
import { masked } from './masked.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();
const contentType = 'application/vnd.kubernetes.protobuf';

const field = (number: number, content: string) => String.fromCharCode(number * 8 + 2, content.length) + content;
const numeric = (number: number, value: number) => String.fromCharCode(number * 8, value);
const entry = (key: string, value: string) => field(1, key) + field(2, value);
const bodyOf = (kind: string, content: string) =>
  `k8s\0${field(1, field(1, 'v1') + field(2, kind))}${field(2, content)}`;

test('makes a Secret, and changes it', async () => {
  const { send } = subject();
  const secret = (value: string) =>
    bodyOf(
      'Secret',
      field(1, field(1, 'proto') + field(11, entry('owner', 'helm')) + field(12, entry('note', ''))) +
        field(2, entry('release', value)) +
        field(3, 'helm.sh/release.v1'),
    );
  expect(masked(await send('POST', 'ns/v1/secrets', { body: secret('one'), contentType }))).toMatchSnapshot();
  const changed = await send('PUT', 'ns/v1/secrets/proto', { body: secret('two'), contentType });
  expect([changed.status, (changed.body as { data: unknown }).data]).toEqual([200, { release: 'dHdv' }]);
});

test('ends an object, by its options', async () => {
  const { send } = subject();
  await send('POST', 'ns/v1/configmaps', { body: { metadata: { name: 'proto' } } });
  const remove = (options: string) =>
    send('DELETE', 'ns/v1/configmaps/proto', { body: bodyOf('DeleteOptions', options), contentType });
  expect(masked(await remove(field(4, 'Nope')))).toMatchSnapshot();
  expect(masked(await remove(field(2, field(1, 'another-uid'))))).toMatchSnapshot();
  expect((await remove(field(5, 'All'))).status).toBe(200);
  expect((await send('GET', 'ns/v1/configmaps/proto')).status).toBe(200);
  expect((await remove(numeric(1, 0) + field(4, 'Background'))).status).toBe(200);
  expect((await send('GET', 'ns/v1/configmaps/proto')).status).toBe(404);
});
