import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { NewAlert } from '../alerts/new-alert.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest } from '../kube/client.ts';
import { knownSecrets, MASK } from '../log/known-secrets.ts';
import type { Clusters } from './clusters.ts';
import { putSecretConfirmed } from './put-secret-confirmed.ts';
import type { Ask } from './question.ts';
import { StackReceivers } from './receivers.ts';

const { signal } = new AbortController();
const PATH = '/api/v1/namespaces/monitoring/secrets';
const NAMED = `${PATH}/alertmanager-secrets`;

type Data = Record<string, string>;
interface Played {
  /** Undefined: there is no such Secret. */
  data?: Data | undefined;
  metadata?: unknown;
  hasNamespace?: boolean;
  refuses?: ApiError;
}

const missing = () => new ApiError(404, 'secrets "alertmanager-secrets" not found');

/** As the API server: a merge patch keeps the keys that it does not name. */
function cluster(played: Played) {
  const written: KubeRequest[] = [];
  const request = async (asked: KubeRequest) => {
    const { method = 'GET', path, body } = asked;
    if (method !== 'GET') {
      if (played.refuses !== undefined) throw played.refuses;
      written.push(asked);
    }
    const given = body as { data: Data; metadata?: unknown } | undefined;
    if (method === 'POST' && path === PATH) {
      if (played.hasNamespace === false) throw missing();
      played.data = given?.data;
      played.metadata = given?.metadata;
    } else if (path !== NAMED || played.data === undefined) throw missing();
    else if (method === 'PATCH') played.data = { ...played.data, ...given?.data };
    return { status: 200, body: { data: played.data }, warnings: [] };
  };
  return { client: { request } as unknown as KubeClient, written, played };
}

const ODIN = { version: '1', revision: 1, status: 'deployed', deployedAt: 0, owner: 'odin' } as const;

function stage(played: Played, installed: StackStatus['installed'] | null = ODIN, yaml = '') {
  const posted: NewAlert[] = [];
  const one = cluster(played);
  const receivers = new StackReceivers({
    client: one.client,
    installed: async () => installed ?? undefined,
    yaml: async () => yaml,
    alertmanager: async () => ({ post: async (alerts) => void posted.push(...alerts) }),
  });
  return { ...one, receivers, posted };
}

const secret = { key: 'mail-password', value: 'hunter2-hunter2-hunter2' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

it('puts one key and keeps the others', async () => {
  const { receivers, played, written } = stage({ data: { other: base64('kept') } });
  await receivers.putSecret(secret, signal);
  expect(played.data).toEqual({ other: base64('kept'), 'mail-password': base64(secret.value) });
  expect(written).toEqual([
    expect.objectContaining({
      method: 'PATCH',
      path: NAMED,
      contentType: 'application/merge-patch+json',
      query: { fieldManager: 'odin-control-panel-receivers' },
    }),
  ]);
  expect(await receivers.secretKeys(signal)).toEqual({ state: 'known', keys: ['mail-password', 'other'] });
});

it('makes the Secret where there is none, with whose it is', async () => {
  const { receivers, played } = stage({});
  expect(await receivers.secretKeys(signal)).toEqual({ state: 'known', keys: [] });
  await receivers.putSecret(secret, signal);
  expect(played).toMatchObject({
    data: { 'mail-password': base64(secret.value) },
    metadata: {
      name: 'alertmanager-secrets',
      namespace: 'monitoring',
      labels: { 'app.kubernetes.io/managed-by': 'odin-control-panel' },
    },
  });
});

it('refuses in one sentence, and writes nothing then', async () => {
  const forbidden = new ApiError(
    403,
    'secrets "alertmanager-secrets" is forbidden: User "freya" cannot patch resource "secrets" in API group "" in the namespace "monitoring"',
  );
  const cases = [
    [stage({ refuses: forbidden }), 'You may not patch secrets in monitoring: ask for a role that allows it.'],
    [stage({ hasNamespace: false }), 'Namespace monitoring does not exist yet: install the stack first.'],
    [stage({ data: {} }, null), /^The stack is not installed yet: .* after that\.$/],
    [stage({ data: {} }, { ...ODIN, owner: 'helm' }), /^This stack was not installed by ODIN/],
  ] as const;
  for (const [{ receivers }, message] of cases) {
    const words = typeof message === 'string' ? message : expect.stringMatching(message);
    await expect(receivers.putSecret(secret, signal)).rejects.toMatchObject({ name: 'AppError', message: words });
  }
  for (const [{ played }] of cases) expect(played.data ?? {}).toEqual({});
  expect(await cases[2][0].receivers.secretKeys(signal)).toMatchObject({ state: 'unknown' });
});

it('asks by key and Secret, writes after a yes alone, and knows the value to mask it', async () => {
  const { receivers, played } = stage({ data: { 'mail-password': base64('before') } });
  const session = { context: { name: 'home' }, receivers };
  const clusters = { session, sessionOrNull: session as unknown } as unknown as Clusters;
  const no = vi.fn<Ask>(async () => false);
  await expect(putSecretConfirmed(clusters, secret, no, signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(no).toHaveBeenCalledWith({
    about: 'secret',
    cluster: 'home',
    key: 'mail-password',
    secret: 'monitoring/alertmanager-secrets',
    isThere: true,
  });
  expect(played.data).toEqual({ 'mail-password': base64('before') });
  const masks = () => [secret.value, base64(secret.value)].map((text) => knownSecrets.mask(`x ${text} y`));
  // What was refused takes no place among the secrets that are masked.
  expect(masks()).toEqual([`x ${secret.value} y`, `x ${base64(secret.value)} y`]);
  const left = { session, sessionOrNull: null } as unknown as Clusters;
  await expect(putSecretConfirmed(left, secret, async () => true, signal)).rejects.toMatchObject({ code: 'conflict' });
  expect(played.data).toEqual({ 'mail-password': base64('before') });
  expect(masks()[0]).toContain(secret.value);
  await putSecretConfirmed(clusters, secret, async () => true, signal);
  expect(played.data).toEqual({ 'mail-password': base64(secret.value) });
  expect(masks()).toEqual([`x ${MASK} y`, `x ${MASK} y`]);
});

it('however many are refused, the secrets of before stay masked', async () => {
  const own = 'correct-horse-battery-staple';
  knownSecrets.learn(own);
  const clusters = {
    get session(): never {
      throw new AppError('notFound', 'No cluster is chosen.');
    },
    sessionOrNull: null,
  };
  const no = async () => false;
  const { receivers } = stage({ data: {} });
  const session = { context: { name: 'home' }, receivers };
  const chosen = { session, sessionOrNull: session } as unknown as Clusters;
  for (let n = 0; n < 300; n += 1) {
    const put = { key: 'a', value: randomBytes(3000).toString('base64') };
    await expect(putSecretConfirmed(clusters, put, no, signal)).rejects.toThrow();
    await expect(putSecretConfirmed(chosen, put, no, signal)).rejects.toThrow('Cancelled.');
  }
  expect(knownSecrets.mask(own)).toBe(MASK);
});

it('a yes to making a key is none to overwriting one, nor the other way round', async () => {
  const { receivers, played } = stage({ data: { other: base64('kept') } });
  const session = { context: { name: 'home' }, receivers };
  const clusters = { session, sessionOrNull: session } as unknown as Clusters;
  const meanwhile = (data: Data) => async () => {
    played.data = data;
    return true;
  };
  const value = 'never-was-put-anywhere';
  const there = { other: base64('kept'), 'mail-password': base64('somebody else’s') };
  await expect(putSecretConfirmed(clusters, { ...secret, value }, meanwhile(there), signal)).rejects.toMatchObject({
    code: 'conflict',
    message: 'mail-password was made meanwhile: nothing was put there.',
  });
  expect(played.data).toEqual(there);
  await expect(putSecretConfirmed(clusters, { ...secret, value }, meanwhile({}), signal)).rejects.toMatchObject({
    code: 'conflict',
    message: 'mail-password was removed meanwhile: nothing was put there.',
  });
  expect(played.data).toEqual({});
  expect(knownSecrets.mask(value)).toBe(value);
});

const YAML =
  'route: {routes: [{receiver: phone, matchers: [severity="critical"], continue: true}]}\nreceivers: [{name: phone}]';

it('hands over a test that ends by itself, for a receiver of the installed stack', async () => {
  const { receivers, posted } = stage({}, ODIN, YAML);
  const before = Date.now();
  const { endsAt, isRouted } = await receivers.test({ name: 'phone', severity: 'critical' }, signal);
  expect(isRouted).toBe(true);
  expect(endsAt - before).toBeGreaterThanOrEqual(60_000);
  expect(posted).toEqual([
    expect.objectContaining({
      labels: { alertname: 'ODINTest', receiver: 'phone', severity: 'critical' },
      endsAt: new Date(endsAt).toISOString(),
    }),
  ]);
  expect((await receivers.test({ name: 'phone', severity: 'warning' }, signal)).isRouted).toBe(false);
  await expect(receivers.test({ name: 'mail', severity: 'warning' }, signal)).rejects.toMatchObject({
    code: 'notFound',
    message: 'The installed stack has no receiver mail yet: show the plan and apply it, then send a test.',
  });
});
