import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { grafanaGatewaySecret, randomKeyPair } from '../stack/components/rows/grafana-secrets.ts';
import { GrafanaDoor } from './grafana-door.ts';

const never = new AbortController().signal;
const LINK = /^http:\/\/grafana-[0-9a-f]{20}\.localhost:3000\/odin\/login\/[\w-]{43}$/;

/** A door of a cluster whose Secret a test can change. */
function makeDoor() {
  const cluster: { answer: () => unknown } = { answer: () => grafanaGatewaySecret('lab', randomKeyPair()) };
  const asked: string[] = [];
  const client: Partial<KubeClient> = {
    request: async <T>({ path }: { path: string }) => {
      asked.push(path);
      return { status: 200, body: cluster.answer() as T, warnings: [] };
    },
  };
  const open = () => Promise.reject(new Error('not asked'));
  return { cluster, asked, door: new GrafanaDoor({ client: client as KubeClient, namespace: 'lab', open }) };
}

const fails = (status: number) => () => {
  throw new ApiError(status, 'secrets "grafana-gateway"');
};

test('asks for nothing before somebody wants in', async () => {
  const { door, asked } = makeDoor();
  expect(door.gateway).toBeUndefined();
  expect(asked).toEqual([]);
  await door.unlock(never);
  expect(asked).toEqual(['/api/v1/namespaces/lab/secrets/grafana-gateway']);
});

test('gives a new link at each visit, of one gateway while the key is the same', async () => {
  const { door, cluster } = makeDoor();
  const secret = cluster.answer();
  cluster.answer = () => secret;
  await door.unlock(never);
  const { gateway } = door;
  const links = [door.gateway?.link(3000), door.gateway?.link(3000)];
  for (const link of links) expect(link).toMatch(LINK);
  expect(new Set(links).size).toBe(2);
  await door.unlock(never);
  expect(door.gateway).toBe(gateway);
});

test('another key is another gateway', async () => {
  const { door } = makeDoor();
  await door.unlock(never);
  const { gateway } = door;
  await door.unlock(never);
  expect(door.gateway).toBeDefined();
  expect(door.gateway).not.toBe(gateway);
});

test.each([
  ['not there', 404],
  ['not for this person to read', 403],
])('where the key is %s, there is a gateway all the same, and it logs nobody in', async (_what, status) => {
  const { door, cluster } = makeDoor();
  await door.unlock(never);
  const { gateway } = door;
  cluster.answer = fails(status);
  await door.unlock(never);
  expect(door.gateway?.link(3000)).toMatch(LINK);
  expect(door.gateway).not.toBe(gateway);
  const keyless = door.gateway;
  await door.unlock(never);
  expect(door.gateway).toBe(keyless);
});

test('where nobody knows whether there is a key, nothing changes', async () => {
  const { door, cluster } = makeDoor();
  await door.unlock(never);
  const { gateway } = door;
  cluster.answer = fails(503);
  await expect(door.unlock(never)).rejects.toThrow(ApiError);
  expect(door.gateway).toBe(gateway);
});

test('a Secret that is not ODIN’s is named, and nothing of it', async () => {
  const { door, cluster } = makeDoor();
  cluster.answer = () => ({ data: {} });
  const subject = 'Secret/lab/grafana-gateway';
  await expect(door.unlock(never)).rejects.toMatchObject({
    message: `${subject} has no private.pem; ODIN did not make it.`,
  });
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  for (const pem of ['', 'no key', privateKey]) {
    cluster.answer = () => grafanaGatewaySecret('lab', { privateKey: pem, publicKey: '' });
    const error: unknown = await door.unlock(never).catch((failure: unknown) => failure);
    const message = `${subject} has no P-256 key in private.pem: delete it and install again.`;
    expect(error).toMatchObject({ code: 'invalid', message });
    expect(error).not.toHaveProperty('cause');
  }
  expect(door.gateway).toBeUndefined();
});
