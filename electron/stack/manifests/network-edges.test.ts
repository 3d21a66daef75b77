// The edges of the stack's network: who reaches whom, and who does not.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { renderStack } from '../render.ts';
import { readSettings } from '../settings/read-settings.ts';
import { readComponents } from './component-folders.ts';
import { isWorkload } from './edit.ts';
import { kustomize } from './kustomize.ts';
import { type Caller, mayReach } from './network-edges.testkit.ts';
import {
  CALLERS,
  type Callers,
  CHOSEN,
  EDGES,
  type Edges,
  GUEST,
  ofStack,
  PORTS,
  TRAEFIK,
} from './network-edges-table.testkit.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

/** Caller by caller. Edges to what is not among the objects do not count. */
function expectEdges(stack: readonly KubeObject[], who: Callers, edges: Edges): void {
  const objects = [...stack, GUEST];
  const isThere = (name: string) => objects.some((object) => isWorkload(object) && object.metadata.name === name);
  const targets = [...PORTS, ['mine', 9400] as const, ['guest', 8000] as const].filter(([name]) => isThere(name));
  const edgesWhere = (isEdge: (caller: string, name: string, port: number) => boolean) =>
    Object.keys(who).flatMap((caller) =>
      targets.flatMap(([name, port]) => (isEdge(caller, name, port) ? [`${caller} -> ${name}:${port}`] : [])),
    );
  const needed = edgesWhere((caller, name, port) => edges[caller]?.includes(`${name}:${port}`) === true);
  expect(needed.length).toBeGreaterThan(10);
  expect(edgesWhere((caller, name, port) => mayReach(objects, who[caller] as Caller, name, port))).toEqual(needed);
}

async function objectsIn(version: string, isIn: (name: string) => boolean): Promise<readonly KubeObject[]> {
  const components = await readComponents(join(assetsDir, version));
  return (await Promise.all(components.filter(({ name }) => isIn(name)).map((one) => kustomize(one.directory)))).flat();
}

const workloadsIn = (objects: readonly KubeObject[]) => objects.filter(isWorkload).map(({ metadata }) => metadata.name);

it('lists ports of workloads that some version has', async () => {
  const all = await Promise.all((await listVersions(assetsDir)).map((version) => objectsIn(version, () => true)));
  expect(workloadsIn(all.flat())).toEqual(expect.arrayContaining(PORTS.map(([name]) => name)));
});

describe.each(await listVersions(assetsDir))('%s', async (version) => {
  const objectsOf = (isIn: (name: string) => boolean) => objectsIn(version, isIn);
  const everything = await objectsOf(() => true);

  it('has the edges that it needs, and no other', () => {
    expectEdges(everything, CALLERS, EDGES);
  });

  it.each(CHOSEN)('has them with %s', async (_what, settings, who, edges) => {
    const { settings: read } = readSettings({ version: 1, ...settings }, 'test');
    const input = { assetsDir, version, namespace: 'monitoring', capabilities: COMPLETE_CLUSTER, settings: read };
    expectEdges((await renderStack(input)).objects, who, edges);
  });

  it('opens no other port of a pod', () => {
    expect(mayReach(everything, ofStack('grafana'), 'prometheus', 9091)).toBe(false);
    expect(mayReach(everything, ofStack('alloy'), 'loki', 9095)).toBe(false);
    expect(mayReach(everything, ofStack('prometheus'), 'loki', 9095)).toBe(false);
  });

  it('lets the ingress controller in only with component ingress', async () => {
    const usual = await objectsOf((name) => name !== 'ingress');
    expect(mayReach(usual, TRAEFIK, 'grafana', 3000)).toBe(false);
    expect(mayReach(usual, TRAEFIK, 'prometheus', 9090)).toBe(false);
  });

  it('has no say over node-exporter, nor anything without component network-policies and its like', async () => {
    const stranger: Caller = { namespace: 'default', labels: {} };
    expect(mayReach(everything, stranger, 'node-exporter', 9100)).toBe(true);
    const open = await objectsOf((name) => name === 'grafana' || name === 'loki');
    expect(mayReach(open, stranger, 'grafana', 3000)).toBe(true);
    expect(mayReach(open, stranger, 'loki', 3100)).toBe(false);
  });

  it('covers every port that a Service of the stack offers', () => {
    const offered = everything
      .filter(({ kind, metadata }) => kind === 'Service' && metadata.name !== 'node-exporter')
      .flatMap(({ metadata, spec }) =>
        (spec as { ports: { port: number }[] }).ports.map(
          ({ port }) => `${metadata.name.replace(/-headless$/, '')}:${port}`,
        ),
      );
    // Of a component that came later, an earlier version has none.
    const known = PORTS.filter(([name]) => workloadsIn(everything).includes(name));
    expect([...new Set(offered)].sort()).toEqual(known.map(([name, port]) => `${name}:${port}`).sort());
  });
});
