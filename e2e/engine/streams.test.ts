// Objects and logs as a page follows them, on the demo cluster, through the session that the window has, while pods are replaced.
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { SILENT } from '../../electron/session/session-listener.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { LogMessage } from '../../shared/model/log-line.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { StreamMessage, StreamRequest } from '../../shared/model/stream.ts';
import { demoGround } from './demo-ground.ts';
import { demoSession } from './demo-session.ts';

const ground = demoGround();
const WAIT = { timeout: 30_000, interval: 50 };
const told = new Map<string, StreamMessage['message'][]>();
const session = demoSession(ground, {
  ...SILENT,
  onStream: ({ id, told: { message } }) => told.get(id)?.push(message),
});
let opened = 0;

beforeAll(() => session().watch.start());
afterEach(() => session().streams.closeAll());

function follow<M extends StreamMessage['message']>(request: StreamRequest): M[] {
  const id = `${request.kind}-${++opened}`;
  const messages: StreamMessage['message'][] = [];
  told.set(id, messages);
  session().streams.open(id, request);
  return messages as M[];
}

const refTo = (
  kind: string,
  namespace: string,
  name: string,
  apiVersion = kind === 'Pod' ? 'v1' : 'apps/v1',
): ObjectRef => ({
  apiVersion,
  kind,
  namespace,
  name,
});

const make = (path: string, body: KubeObject) => ground.client.request({ method: 'POST', path, body });

/** Makes a Deployment of one pod and waits until it runs. */
async function deploy(namespace: string, name: string, fail?: string): Promise<void> {
  await make(`/api/v1/namespaces/${namespace}/configmaps`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${name}-words`, namespace },
    data: { hello: 'hello' },
  });
  const labels = { app: name };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, annotations: fail === undefined ? {} : { 'demo.odin/fail': fail } },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'grafana/grafana:13.1.6',
              resources: { limits: { cpu: '250m', memory: '128Mi' } },
              env: [{ name: 'GREETING', valueFrom: { configMapKeyRef: { name: `${name}-words`, key: 'hello' } } }],
            },
          ],
        },
      },
    },
  };
  await ground.client.request({
    method: 'POST',
    path: `/apis/apps/v1/namespaces/${namespace}/deployments`,
    body: object,
  });
}

const pods = async (namespace: string, app: string): Promise<readonly KubeObject[]> => {
  const { body } = await ground.client.request<{ items: KubeObject[] }>({
    path: `/api/v1/namespaces/${namespace}/pods`,
    query: { labelSelector: `app=${app}` },
  });
  return body.items;
};
const isReady = (pod: KubeObject | undefined) => JSON.stringify(pod?.status ?? {}).includes('"running"');
const runningPod = (namespace: string, app: string, but?: string): Promise<string> =>
  vi.waitFor(async () => {
    const pod = (await pods(namespace, app)).find(({ metadata }) => metadata.name !== but);
    expect(isReady(pod)).toBe(true);
    return pod?.metadata.name ?? '';
  }, WAIT);
const deletePod = (namespace: string, name: string) =>
  ground.client.request({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}/pods/${name}` });

let made = 0;
let namespace = '';
beforeEach(async () => {
  namespace = `streams-${++made}`;
  await ground.client.request({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  });
});

it.each(['of any namespace', "of the stack's namespace"])(
  'an object %s is seen whole, and its successor when it has gone',
  async (where) => {
    if (where !== 'of any namespace') {
      namespace = STACK_NAMESPACE;
      const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
      await ground.client.request({ method: 'POST', path: '/api/v1/namespaces', body }).catch(() => {});
    }
    const name = where === 'of any namespace' ? 'web' : 'web2';
    await deploy(namespace, name);
    const pod = await runningPod(namespace, name);
    const seen = follow<Inspection>({ kind: 'object', object: refTo('Pod', namespace, pod) });
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ state: 'there', health: { state: 'Current' } }), WAIT);
    const there = seen.at(-1);
    expect(there).toMatchObject({
      containers: [{ name: 'main', role: 'main', state: 'running', limits: { cpuCores: 0.25, memoryBytes: 2 ** 27 } }],
      can: { restart: true, scale: false, shell: true, logs: true },
      relations: expect.arrayContaining([
        { relation: 'owner', object: refTo('Deployment', namespace, name) },
        expect.objectContaining({
          relation: 'config',
          object: expect.objectContaining({ kind: 'ConfigMap', name: `${name}-words` }),
        }),
        expect.objectContaining({ relation: 'node', health: expect.objectContaining({ state: 'Current' }) }),
      ]),
    });
    await deletePod(namespace, pod);
    const next = await runningPod(namespace, name, pod);
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ state: 'gone', successor: refTo('Pod', namespace, next) }),
      WAIT,
    );
    expect(seen.at(-1)).toMatchObject({ can: { restart: false, shell: false }, containers: [{ name: 'main' }] });
  },
);

it('a workload shows its pods as they are, and what is not there is told', async () => {
  await deploy(namespace, 'web');
  const seen = follow<Inspection>({ kind: 'object', object: refTo('Deployment', namespace, 'web') });
  const pod = await runningPod(namespace, 'web');
  const owned = expect.objectContaining({
    relation: 'owned',
    object: refTo('Pod', namespace, pod),
    health: expect.objectContaining({ state: 'Current' }),
  });
  await vi.waitFor(
    () =>
      expect(seen.at(-1)).toMatchObject({ health: { state: 'Current' }, relations: expect.arrayContaining([owned]) }),
    WAIT,
  );
  const none = follow<Inspection>({ kind: 'object', object: refTo('Pod', namespace, 'nobody') });
  await vi.waitFor(() => expect(none.at(-1)).toMatchObject({ state: 'absent', code: 'notFound' }), WAIT);
  const strange = follow<Inspection>({ kind: 'object', object: refTo('Gizmo', namespace, 'g', 'example.com/v1') });
  await vi.waitFor(() => expect(strange.at(-1)).toMatchObject({ state: 'absent', code: 'unsupported' }), WAIT);
});

it('the log of a Deployment goes on with the pod that takes the place of another', async () => {
  await deploy(namespace, 'web');
  const pod = await runningPod(namespace, 'web');
  const seen = follow<LogMessage>({
    kind: 'log',
    log: { source: { of: 'object', object: refTo('Deployment', namespace, 'web') }, previous: false, tail: 100 },
  });
  const lines = () => seen.flatMap((message) => message.lines);
  await vi.waitFor(() => expect(seen.at(-1)?.state).toBe('live'), WAIT);
  expect(new Set(lines().map((line) => line.pod))).toEqual(new Set([pod]));
  await deletePod(namespace, pod);
  const next = await runningPod(namespace, 'web', pod);
  await vi.waitFor(() => expect(lines().some((line) => line.pod === next)).toBe(true), WAIT);
  const notices = () => seen.flatMap((message) => message.notices.map(({ sentence }) => sentence));
  await vi.waitFor(
    () => expect(notices().join(' ')).toMatch(new RegExp(`${pod} was replaced by ${next}|${next} has taken its place`)),
    WAIT,
  );
});

it('the run before a crash has its last words', async () => {
  await deploy(namespace, 'web', 'crash');
  const crashed = await vi.waitFor(async () => {
    const [pod] = await pods(namespace, 'web');
    expect(JSON.stringify(pod?.status ?? {})).toContain('"lastState":{"terminated"');
    return pod?.metadata.name ?? '';
  }, WAIT);
  const seen = follow<LogMessage>({
    kind: 'log',
    log: { source: { of: 'object', object: refTo('Pod', namespace, crashed) }, previous: true, tail: 50 },
  });
  await vi.waitFor(
    () => expect(seen.at(-1)).toMatchObject({ state: 'ended', lastExit: { pod: crashed, code: expect.any(Number) } }),
    WAIT,
  );
  expect(seen.flatMap((message) => message.lines).length).toBeGreaterThan(0);
});
