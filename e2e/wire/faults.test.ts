// Every fault, met by every kind of request before a real API server or the demo cluster: what the caller is told, and what was carried out.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../electron/kube/api-error.ts';
import type { KubeClient, KubeRequest } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { watchList } from '../../electron/kube/watch-list.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { REQUEST_FAULTS } from './fault.ts';
import { type FaultingProxy, startFaultingProxy } from './faulting-proxy.ts';
import { startTarget, type Target } from './target.ts';

const namespace = `wire-${randomUUID().slice(0, 8)}`;
const PATH = `/api/v1/namespaces/${namespace}/configmaps`;

let target: Target;
let proxy: FaultingProxy;
/** Through the proxy. */
let client: KubeClient;
/** Past the proxy: what is really there. */
let direct: KubeClient;

beforeAll(async () => {
  target = await startTarget();
  proxy = await startFaultingProxy(target.kubeconfig);
  client = await connect({ file: proxy.kubeconfig, context: 'wire' });
  direct = await connect({ file: target.kubeconfig, context: target.context });
  await direct.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: namespace } } });
});

afterEach(() => proxy.reset());

afterAll(async () => {
  await direct.request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` });
  await Promise.all([client.close(), direct.close()]);
  await proxy.close();
  await target.stop();
});

const configMap = (name: string, value: string): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { value },
});

/** What a request comes to: the error's code or `done`, and whether the server carried it out. */
type Outcome = readonly [told: string, isCarriedOut: boolean];

const REFUSED: Outcome = ['unreachable', false];
const LOST: Outcome = ['unreachable', true];
const DONE: Outcome = ['done', true];

const FOR_WRITES: Readonly<Record<keyof typeof REQUEST_FAULTS, Outcome>> = {
  'refused before send': REFUSED,
  'reset after commit': LOST,
  hang: REFUSED,
  'truncated body': LOST,
  '401 once': DONE,
  '403': ['forbidden', false],
  '409': ['conflict', false],
  '422': ['invalid', false],
  '429 with Retry-After': DONE,
  '500': ['unavailable', false],
  '503': ['unavailable', false],
};

const FOR_READS: typeof FOR_WRITES = { ...FOR_WRITES, 'refused before send': DONE, 'reset after commit': DONE };
const FOR_CREATION: typeof FOR_WRITES = { ...FOR_WRITES, '429 with Retry-After': ['unavailable', false] };

async function attempt(request: KubeRequest): Promise<string> {
  return client.request({ ...request, timeoutMs: 1_000 }).then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
}

async function read(name: string): Promise<KubeObject | undefined> {
  try {
    return (await direct.request<KubeObject>({ path: `${PATH}/${name}` })).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

const apply = (name: string, value: string): KubeRequest => ({
  method: 'PATCH',
  path: `${PATH}/${name}`,
  query: { fieldManager: 'wire', force: true },
  contentType: 'application/apply-patch+yaml',
  body: configMap(name, value),
});

describe.each(Object.entries(REQUEST_FAULTS))('%s', (name, fault) => {
  const object = `o-${Object.keys(REQUEST_FAULTS).indexOf(name)}`;

  it('met by a creation', async () => {
    proxy.inject(fault);
    const told = await attempt({ method: 'POST', path: PATH, body: configMap(`${object}-new`, '1') });
    expect([told, (await read(`${object}-new`)) !== undefined]).toEqual(FOR_CREATION[name]);
  });

  it('met by a server-side apply, which may be repeated', async () => {
    proxy.inject(fault);
    const told = await attempt(apply(object, '1'));
    expect([told, (await read(object)) !== undefined]).toEqual(FOR_WRITES[name]);
    expect(await attempt(apply(object, '1'))).toBe('done');
    expect(await read(object)).toMatchObject({ data: { value: '1' } });
  });

  it('met by a read', async () => {
    proxy.inject(fault);
    expect(await attempt({ path: PATH })).toBe(FOR_READS[name]?.[0]);
    expect(await attempt({ path: PATH })).toBe('done');
  });

  it('met by a deletion', async () => {
    await direct.request(apply(`${object}-old`, '1'));
    proxy.inject(fault);
    const told = await attempt({ method: 'DELETE', path: `${PATH}/${object}-old` });
    expect([told, (await read(`${object}-old`)) === undefined]).toEqual(FOR_WRITES[name]);
  });
});

it('keeps a watch true through all of them', async () => {
  const known = new Map<string, string | undefined>();
  let isLive = false;
  const stop = watchList(
    client,
    { path: PATH },
    {
      onSnapshot: (objects) => {
        known.clear();
        for (const { metadata } of objects) known.set(metadata.name, metadata.resourceVersion);
      },
      onEvent: ({ type, object: { metadata } }) => {
        if (type === 'DELETED') known.delete(metadata.name);
        else known.set(metadata.name, metadata.resourceVersion);
      },
      onState: ({ live }) => {
        isLive = live;
      },
    },
    { idleMs: 300, timeoutSeconds: 1, backoff: { baseMs: 10, maxMs: 100, random: Math.random } },
  );
  const faults = [
    ...Object.values(REQUEST_FAULTS),
    { kind: 'stall' },
    { kind: 'expire' },
    { kind: 'answer', code: 410 },
  ] as const;
  for (const [index, fault] of faults.entries()) {
    if (fault.kind === 'hang') continue; // would hold a list for its whole 30 s
    proxy.inject(fault, { matches: ({ method }) => method === 'GET' });
    await direct.request(apply(`w-${index}`, '1'));
    await direct.request(apply(`w-${index % 3}`, `${index}`));
    if (index % 4 === 0) await direct.request({ method: 'DELETE', path: `${PATH}/w-${index}` });
    await expect.poll(() => proxy.pending, { timeout: 10_000 }).toBe(0);
  }
  const { body } = await direct.request<{ items: KubeObject[] }>({ path: PATH });
  const truth = new Map(body.items.map(({ metadata }) => [metadata.name, metadata.resourceVersion]));
  await expect.poll(() => known, { timeout: 10_000 }).toEqual(truth);
  await expect.poll(() => isLive).toBe(true);
  await stop();
});
