import { expect, test } from 'vitest';
import type { KubeClient, KubeRequest, KubeResponse } from '../../kube/client.ts';
import { clientOf, daemonSet, EXPORTER_LOG, WELL } from './node-api.testkit.ts';
import { readWorkload } from './workloads.ts';

const never = new AbortController().signal;
const set = (selector?: object) => {
  const { spec, ...rest } = daemonSet() as Parameters<typeof readWorkload>[1] & { spec: object };
  return { ...rest, spec: selector === undefined ? spec : { ...spec, selector } };
};
const logOf = async (log: string) =>
  (await readWorkload(clientOf({ ...WELL, [EXPORTER_LOG]: log }), set(), never)).pods[0]?.log;

test('a log keeps no secret, on one line or on several', async () => {
  const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEowIBAAKC', 'AQEA0Z3VS5JJ', '-----END RSA PRIVATE KEY-----'];
  const log = await logOf(
    ['starting', ...key, 'level=debug password=hunter2 url=http://a', 'Unknown Error', ''].join('\n'),
  );
  const said = log?.join('\n') ?? '';
  expect(said).toMatch(/^starting\n[\s\S]*\nUnknown Error$/);
  for (const secret of ['MIIEowIBAAKC', 'AQEA0Z3VS5JJ', 'hunter2']) expect(said).not.toContain(secret);
});

test.each([
  [{ matchLabels: { app: 'a', tier: 'b' } }, 'app=a,tier=b'],
  [
    {
      matchLabels: { app: 'a' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['x', 'y'] },
        { key: 'zone', operator: 'NotIn', values: ['z'] },
        { key: 'gpu', operator: 'Exists' },
        { key: 'cpu', operator: 'DoesNotExist' },
      ],
    },
    'app=a,tier in (x,y),zone notin (z),gpu,!cpu',
  ],
])('pods are chosen by the whole of a selector', async (selector, wanted) => {
  const asked: unknown[] = [];
  const client: KubeClient = {
    ...clientOf(WELL),
    request: async <T>({ query }: KubeRequest): Promise<KubeResponse<T>> => {
      asked.push(query?.labelSelector);
      return { status: 200, body: { items: [] } as T, warnings: [] };
    },
  };
  await readWorkload(client, set(selector), never);
  expect(asked).toEqual([wanted]);
});
