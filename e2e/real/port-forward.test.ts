// Tunnels to a pod on a real node: whole, both ways, many, and through the pod's death.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { openTunnel } from '../../electron/kube/port-forward.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const MEBIBYTE = 1 << 20;
const DOWNLOAD_BYTES = 100 * MEBIBYTE;
const UPLOAD_BYTES = 20 * MEBIBYTE;

const HTTP = 8080;
const ECHO = 7000;
const LATE = 7001;
const COUNT = 7002;
const ENDLESS = 7003;

const PEER = `
mkdir /www
dd if=/dev/urandom of=/www/big bs=1M count=100 2>/dev/null
echo hello >/www/small
printf '#!/bin/sh\\nread line; sleep 2; echo late $line' >/late
printf '#!/bin/sh\\nhead -c ${UPLOAD_BYTES} | md5sum' >/count
printf '#!/bin/sh\\nwhile echo tick; do sleep 0.1; done' >/endless
chmod +x /late /count /endless
nc -ll -p ${ECHO} -e cat &
nc -ll -p ${LATE} -e /late &
nc -ll -p ${COUNT} -e /count &
nc -ll -p ${ENDLESS} -e /endless &
exec httpd -f -p ${HTTP} -h /www
`;

const namespace = `forward-${randomUUID().slice(0, 8)}`;
const cluster = sharedCluster();
const signal = new AbortController().signal;
let client: KubeClient;

beforeAll(async () => {
  const config: unknown = parse(readFileSync(cluster.kubeconfig, 'utf8'));
  client = await connect({ file: cluster.kubeconfig, context: currentContextOf(config) });
  await cluster.kubectl(['create', 'namespace', namespace]);
  await startPod('peer');
});

afterAll(async () => {
  await cluster.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  await client.close();
});

it('carries 100 MiB whole', async () => {
  const tunnel = await open('peer', HTTP);
  expect(md5(await get(tunnel, '/big'))).toBe(await md5InPod('/www/big'));
});

it('holds the pod back while nobody reads', async () => {
  const tunnel = await open('peer', HTTP);
  tunnel.write(requestOf('/big'));
  await new Promise((resolve) => tunnel.once('readable', resolve));
  expect(await settled(() => tunnel.readableLength)).toBeLessThan(MEBIBYTE);
  expect(bodyOf(await buffer(tunnel))).toHaveLength(DOWNLOAD_BYTES);
});

it('holds the writer back, and all arrives', async () => {
  const tunnel = await open('peer', COUNT);
  const sent = randomBytes(UPLOAD_BYTES);
  let waits = 0;
  for (let start = 0; start < sent.length; start += MEBIBYTE / 4) {
    if (tunnel.write(sent.subarray(start, start + MEBIBYTE / 4))) continue;
    waits += 1;
    await new Promise((resolve) => tunnel.once('drain', resolve));
  }
  expect(waits).toBeGreaterThan(0);
  expect(await text(tunnel)).toContain(md5(sent));
});

it('brings the answer that comes after our side has ended', async () => {
  const tunnel = await open('peer', LATE);
  tunnel.end('answer\n');
  expect(await text(tunnel)).toBe('late answer\n');
});

it('serves 200 connections at once', async () => {
  const bodies = await Promise.all(
    Array.from({ length: 200 }, async () => String(await get(await open('peer', HTTP), '/small'))),
  );
  expect(new Set(bodies)).toEqual(new Set(['hello\n']));
});

it('says in the kubelet’s words that nothing listens on the port', async () => {
  const tunnel = await open('peer', 9999);
  await expect(text(tunnel)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(
      new RegExp(`^Pod/${namespace}/peer:9999 could not be reached: .*connection refused`),
    ),
  });
});

it('says that the pod is not there', async () => {
  await expect(open('nobody', HTTP)).rejects.toMatchObject({ code: 'notFound', message: 'pods "nobody" not found' });
});

it('is destroyed when its signal aborts', async () => {
  const stopping = new AbortController();
  const tunnel = await openTunnel(client, { namespace, pod: 'peer', port: ECHO }, stopping.signal);
  const closed = new Promise((resolve) => tunnel.once('close', resolve));
  stopping.abort();
  await closed;
  expect(tunnel.destroyed).toBe(true);
});

it('ends when its pod is deleted', async () => {
  await startPod('mortal');
  const tunnel = await open('mortal', ENDLESS);
  await new Promise((resolve) => tunnel.once('data', resolve));
  const rest = text(tunnel);
  await cluster.kubectl(['delete', 'pod', 'mortal', '-n', namespace, '--now']);
  expect(await rest).toMatch(/^(tick\n)*$/);
  await expect(open('mortal', ENDLESS)).rejects.toMatchObject({ code: 'notFound' });
});

/** The value once it no longer changes. */
async function settled(read: () => number): Promise<number> {
  const seen: number[] = [];
  await expect.poll(() => seen.push(read()) > 3 && new Set(seen.slice(-4)).size === 1, { interval: 100 }).toBe(true);
  return read();
}

function open(pod: string, port: number): Promise<Duplex> {
  return openTunnel(client, { namespace, pod, port }, signal);
}

async function startPod(name: string): Promise<void> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'peer',
          image: 'busybox',
          command: ['sh', '-c', PEER],
          readinessProbe: { httpGet: { port: HTTP, path: '/small' }, periodSeconds: 1 },
        },
      ],
    },
  };
  await cluster.kubectl(['apply', '-f', '-'], { input: JSON.stringify(pod) });
  await cluster.kubectl(['wait', '-n', namespace, `pod/${name}`, '--for=condition=Ready', '--timeout=120s']);
}

function requestOf(path: string): string {
  return `GET ${path} HTTP/1.0\r\nHost: peer\r\n\r\n`;
}

async function get(tunnel: Duplex, path: string): Promise<Buffer> {
  tunnel.write(requestOf(path));
  return bodyOf(await buffer(tunnel));
}

function bodyOf(answer: Buffer): Buffer {
  return answer.subarray(answer.indexOf('\r\n\r\n') + 4);
}

function md5(data: Buffer): string {
  return createHash('md5').update(data).digest('hex');
}

async function md5InPod(path: string): Promise<string | undefined> {
  const printed = await cluster.kubectl(['exec', '-n', namespace, 'peer', '--', 'md5sum', path]);
  return printed.split(' ')[0];
}

function currentContextOf(config: unknown): string {
  return typeof config === 'object' && config !== null && 'current-context' in config
    ? String(config['current-context'])
    : '';
}
