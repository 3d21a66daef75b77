// Every distribution is known by what its clusters tell, and none by what two of them tell together.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../shared/hostile-text.testkit.ts';
import { visible } from '../../shared/visible.ts';
import { serverPlace } from '../kube/server-place.ts';
import { likenessOf } from './by-kubeconfig.ts';
import { BUILT_ON, CLUSTERS, type KnownCluster, node } from './clusters.testkit.ts';
import type { DistributionId } from './distribution.ts';
import { evidenceOf } from './evidence.ts';
import { recognise } from './recognise.ts';
import { DISTRIBUTIONS } from './table.ts';

const NOTHING: Pick<KnownCluster, 'version' | 'nodes' | 'provisioners'> = {
  version: 'v1.34.1',
  nodes: [],
  provisioners: [],
};
const idOf = ({ version, nodes, provisioners }: typeof NOTHING) =>
  recognise(evidenceOf(version, nodes, provisioners), true).distribution?.id ?? null;

describe.each(CLUSTERS.map((cluster) => [cluster.title, cluster] as const))('%s', (_title, cluster) => {
  it('is what it is', () => expect(idOf(cluster)).toBe(cluster.is));

  it('looks by its kubeconfig like what is expected', () => {
    const { host, isLocal } = serverPlace(cluster.server);
    const like = likenessOf({ context: cluster.context, host, file: cluster.file, isLocal });
    expect(like?.distribution.id ?? null).toBe(cluster.looksLike);
  });

  it('is told by each part of it as far as that part tells', () => {
    const told = (part: keyof typeof NOTHING) => idOf({ ...NOTHING, [part]: cluster[part] });
    expect({ version: told('version'), nodes: told('nodes'), provisioners: told('provisioners') }).toEqual({
      version: cluster.tells.version ?? null,
      nodes: cluster.tells.nodes ?? null,
      provisioners: cluster.tells.provisioners ?? null,
    });
  });
});

it('has a cluster for each row of the table', () => {
  expect([...new Set(CLUSTERS.flatMap(({ is }) => is ?? []))].sort()).toEqual(DISTRIBUTIONS.map(({ id }) => id).sort());
});

const standsOn = (id: DistributionId, other: DistributionId) => id === other || BUILT_ON[id]?.includes(other) === true;
const anyCluster = fc.constantFrom(...CLUSTERS);

it('is never sure of a name that a part of what it was told denies', () => {
  fc.assert(
    fc.property(anyCluster, anyCluster, anyCluster, anyCluster, (a, b, c, d) => {
      const told = [a.tells.version, b.tells.nodes, c.tells.nodes, d.tells.provisioners].flatMap((id) => id ?? []);
      const mixed = { version: a.version, nodes: [...b.nodes, ...c.nodes], provisioners: d.provisioners };
      const { distribution, conflict } = recognise(evidenceOf(mixed.version, mixed.nodes, mixed.provisioners), true);
      const top = told.find((id) => told.every((other) => standsOn(id, other)));
      expect(distribution?.id).toBe(top);
      // What is known is said where it does not agree.
      expect(conflict === undefined).toBe(top !== undefined || told.length === 0);
    }),
    { numRuns: 2000 },
  );
});

it('says who speaks against whom', () => {
  const [laptop] = CLUSTERS;
  const kind = CLUSTERS.find(({ is }) => is === 'kind');
  expect(recognise(evidenceOf(laptop?.version ?? '', kind?.nodes ?? [], []), true)).toEqual({
    conflict: 'its version says K3s, and node kind-control-plane says kubeadm',
  });
});

it('takes a name alone for nothing', () => {
  for (const name of ['colima', 'lima-x', 'k3d-a-server-0', 'lima-rancher-desktop'])
    expect(idOf({ ...NOTHING, nodes: [node(name)] })).toBeNull();
});

it('ends soon and says nothing that acts, whatever a cluster tells', () => {
  const word = fc.oneof(hostileText, fc.constantFrom('+k3s1', 'kind://', 'x'.repeat(200_000), 'microk8s.io/cluster'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 6, maxLength: 6 }), (words) => {
      const [name = '', label = '', providerID = '', osImage = '', kubelet = '', version = ''] = words;
      const strange = node(name, { labels: [label], annotations: [label], providerID, osImage, kubelet });
      const evidence = evidenceOf(version, [strange, node('kind', { providerID: 'kind://x' })], [osImage]);
      const { conflict = '' } = recognise(evidence, true);
      expect(visible(conflict)).toBe(conflict);
      expect(conflict.length).toBeLessThan(1500);
    }),
    { numRuns: 300 },
  );
  for (const odd of [null, 7, [], { metadata: null, spec: 3, status: { nodeInfo: [] } }])
    expect(recognise(evidenceOf('', [odd as never], [odd as never]), true)).toEqual({});
});

it('has orders that fit into a sentence', () => {
  for (const { id, ways } of DISTRIBUTIONS) {
    const gpus = ['linux', 'darwin', 'win32'].map((platform) => ways.gpu(platform));
    for (const { order } of gpus) expect(order.length, `${id}: ${order}`).toBeLessThanOrEqual(74);
    const { storage, ingress, containerd, restart, podMetrics, reach } = ways;
    expect(reach?.order ?? 'do', id).toMatch(/^[a-z].{0,99}[^.]$/);
    for (const way of [...gpus, storage, ingress, containerd, restart, podMetrics]) {
      expect(way?.order ?? 'do', id).toMatch(/^[a-z].{0,99}[^.]$/);
      const { command = 'do' } = way ?? {};
      expect(typeof command === 'string' ? command : command('x', (word) => word), id).toMatch(/^\S.*\S$/);
    }
  }
});
