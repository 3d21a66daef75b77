// The table of a large cluster in which everything changes, more and more of it is written, and the watch is ended meanwhile.
import type { ServerResponse } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../electron/kube/connect.ts';
import { WATCHED_VALUES } from '../../electron/kube/limits.ts';
import { SnapshotFeed } from '../../electron/streams/snapshot-feed.ts';
import { tableStream } from '../../electron/streams/table-stream.ts';
import type { LiveTableChange } from '../../shared/model/live-table.ts';
import { Folder } from './folder.ts';
import { json, scriptedServer } from './scripted-server.ts';

const PODS = 4_000;
/** All pods as they are after their change are half as much again as a watch of whole objects has room for. */
const VALUES_AFTER = Math.ceil((1.5 * WATCHED_VALUES) / PODS);
const FIRST_VERSION = 1_000_000;
const LAST_RESTARTS = 77_777;

/** Pod `index` after so many changes of the cluster, which go through the pods by turns. */
function pod(index: number, changes: number): object {
  const isChanged = index < changes;
  return {
    metadata: {
      name: `worker-${index}`,
      namespace: 'a',
      uid: `uid-${index}`,
      resourceVersion: `${isChanged ? FIRST_VERSION + index + 1 : 1}`,
      managedFields: isChanged ? Array(VALUES_AFTER).fill(0) : [],
    },
    spec: { containers: [{ name: 'main' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'main', restartCount: isChanged ? 1 : 0 }] },
  };
}

const LAST = {
  ...pod(0, 1),
  metadata: { name: 'worker-0', namespace: 'a', uid: 'uid-0', resourceVersion: `${FIRST_VERSION + PODS + 1}` },
  status: { phase: 'Running', containerStatuses: [{ name: 'main', restartCount: LAST_RESTARTS }] },
};

/** Sends the changes from one to another, and waits where the other side does not keep up. */
async function change(response: ServerResponse, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    const isTaken = response.write(`${JSON.stringify({ type: 'MODIFIED', object: pod(index, to) })}\n`);
    if (!isTaken) await new Promise((resolve) => response.once('drain', resolve));
  }
}

it('shows the last change, however often the server ends the watch, and however much all pods are', async () => {
  const watchedFrom: number[] = [];
  let lists = 0;
  const server = await scriptedServer(async ({ url }, response) => {
    const query = new URL(url, 'http://server').searchParams;
    if (!query.has('watch')) {
      const start = Number(query.get('continue') ?? 0);
      const end = Math.min(PODS, start + Number(query.get('limit')));
      if (end === PODS) lists += 1;
      const changes = watchedFrom.length < 3 ? 0 : PODS;
      const items = Array.from({ length: end - start }, (_, index) => pod(start + index, changes));
      const metadata = {
        resourceVersion: `${FIRST_VERSION + changes}`,
        ...(end < PODS ? { continue: `${end}` } : {}),
      };
      json(response, { kind: 'PodList', apiVersion: 'v1', metadata, items });
      return;
    }
    const from = Number(query.get('resourceVersion')) - FIRST_VERSION;
    watchedFrom.push(from);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const gone = { kind: 'Status', apiVersion: 'v1', code: 410, message: 'too old resource version' };
    if (watchedFrom.length === 1) await change(response, from, PODS / 2);
    if (watchedFrom.length === 2) await change(response, from, PODS - 1);
    if (watchedFrom.length === 3) response.write(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`);
    if (watchedFrom.length <= 3) response.end();
    else response.write(`${JSON.stringify({ type: 'MODIFIED', object: LAST })}\n`);
  });
  const client = await connect(new Folder().kubeconfig({ cluster: { server: server.url } }));
  const ended = new AbortController();
  const told: LiveTableChange[] = [];
  const open = tableStream({ client, feed: new SnapshotFeed('a', () => null) });
  const stream = open(
    { kind: 'table', table: 'pods' },
    { tell: (message) => told.push(message), signal: ended.signal },
  );
  onTestFinished(async () => {
    ended.abort();
    await stream.dispose();
    await client.close();
  });
  const restarts = () => told.flatMap(({ set }) => set.filter(({ id }) => id === 'uid-0')).at(-1)?.restarts;
  await expect.poll(restarts, { timeout: 40_000 }).toBe(LAST_RESTARTS);
  expect(watchedFrom).toEqual([0, PODS / 2, PODS - 1, PODS]);
  expect(lists).toBe(2);
  await expect.poll(() => told.at(-1)?.staleReason).toBeUndefined();
  // The last pod changed while nobody watched.
  const last = told.flatMap(({ set }) => set.filter(({ id }) => id === `uid-${PODS - 1}`));
  expect(last.map((row) => row.restarts)).toEqual([0, 1]);
});
