// K3s' eviction on a small disk that is filled: where it begins and where it ends, which is what the alerts of disks go by.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startNode, type TestNode } from '../cluster/cluster.ts';

const mayHaveNode = process.getuid?.() === 0 && process.env.ODIN_CLUSTER_HOME !== undefined;
const DISK_MB = 400;
const PODS = 5;
/** Of each pod: 5 % of the disk, so that one gone is too little for K3s. */
const POD_MB = 20;
const FOLDER = '/var/lib/kubelet';
const WAIT = { timeout: 120_000, interval: 1_000 };

const writer = (index: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `writer-${index}` },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'writer',
        image: 'busybox:1.37',
        command: [
          'sh',
          '-c',
          `dd if=/dev/zero of=/data/a bs=1M count=${POD_MB} && touch /data/done && exec sleep 3600`,
        ],
        readinessProbe: { exec: { command: ['test', '-e', '/data/done'] }, periodSeconds: 1 },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
  },
});

describe.skipIf(!mayHaveNode)('with the eviction of K3s', () => {
  let node: TestNode;
  beforeAll(async () => {
    node = await startNode({ kubeletMB: DISK_MB });
    const input = Array.from({ length: PODS }, (_, index) => JSON.stringify(writer(index))).join('\n---\n');
    await vi.waitFor(() => node.kubectl(['get', 'serviceaccount', 'default']), WAIT);
    await node.kubectl(['apply', '-f', '-'], { input });
    await node.kubectl(['wait', '--for=condition=Ready', 'pod', '--all', '--timeout=90s']);
  }, 200_000);
  afterAll(() => node?.down(), 60_000);

  /** Percent of the kubelet's disk, as an ordinary user may still write. */
  async function free(): Promise<number> {
    const [size = 0, left = 0] = (await node.exec(['df', '-B1', '--output=size,avail', FOLDER]))
      .trim()
      .split('\n')
      .slice(1)
      .flatMap((line) => line.trim().split(/\s+/).map(Number));
    return (100 * left) / size;
  }
  /** Writes until so many percent are free. */
  async function fillTo(percent: number): Promise<void> {
    const mb = Math.floor(((await free()) - percent) * (DISK_MB / 100) * 0.93);
    await node.exec(['fallocate', '-l', `${mb}M`, `${FOLDER}/fill-${percent}`]);
  }
  const under = (pressure: string) =>
    node.kubectl(['get', 'nodes', `-o=jsonpath={.items[0].status.conditions[?(@.type=="${pressure}")].status}`]);
  const evicted = async () =>
    (await node.kubectl(['get', 'pods', '-o=jsonpath={.items[?(@.status.reason=="Evicted")].metadata.name}']))
      .split(' ')
      .filter(Boolean);

  it('leaves pods alone where NodeDiskSpaceLow warns and where NodeDiskFull is critical', async () => {
    await fillTo(6.4);
    expect(await free()).toBeLessThan(7);
    expect(await free()).toBeGreaterThan(5);
    // The kubelet looks every ten seconds: it has looked once it has told of this much.
    const summary = ['get', '--raw', '/api/v1/nodes/odin-node/proxy/stats/summary'];
    const said = async () => Number(JSON.parse(await node.kubectl(summary)).node.fs.availableBytes);
    await expect.poll(said, WAIT).toBeLessThan(0.07 * DISK_MB * 1024 ** 2);
    expect(await under('DiskPressure')).toBe('False');
    expect(await evicted()).toEqual([]);
  }, 200_000);

  it('evicts below 5 %, and goes on until 15 % is free', async () => {
    await fillTo(3);
    await expect.poll(() => under('DiskPressure'), WAIT).toBe('True');
    await expect.poll(free, WAIT).toBeGreaterThan(15);
    expect((await evicted()).length).toBeGreaterThan(1);
  }, 200_000);
});
