// The rows and the folders of manifests agree.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GPU_EXPORTERS } from '../../../shared/model/gpu-exporters/table.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { REQUIRES } from '../cluster-checks/requirements.ts';
import { readComponents } from '../manifests/component-folders.ts';
import { isWorkload, withContainers } from '../manifests/edit.ts';
import { kustomize } from '../manifests/kustomize.ts';
import { listVersions } from '../manifests/versions.ts';
import { COMPONENTS } from './table.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const versions = await listVersions(assetsDir);
const newest = await readComponents(join(assetsDir, versions[0]));
const rowNames = COMPONENTS.map(({ name }) => name);

const directoryOf = (component: string) => newest.find(({ name }) => name === component)?.directory ?? '';
const uniqueOf = (names: readonly (string | undefined)[]) => [...new Set(names.filter((name) => name !== undefined))];

/** The names of the containers of a workload. */
function containersOf(workload: KubeObject): readonly string[] {
  const names: string[] = [];
  withContainers(workload, (container) => {
    names.push(container.name);
    return container;
  });
  return names;
}

it.each(versions)('has a row for every folder of %s', async (version) => {
  const folders = (await readComponents(join(assetsDir, version))).map(({ name }) => name);
  expect(folders.filter((name) => !rowNames.includes(name))).toEqual([]);
});

it('has no row of which no version has a folder, and none twice', async () => {
  const folders = await Promise.all(versions.map((version) => readComponents(join(assetsDir, version))));
  const names = folders.flat().map(({ name }) => name);
  expect(rowNames.filter((name) => !names.includes(name))).toEqual([]);
  expect(uniqueOf(rowNames)).toEqual(rowNames);
});

it('has what a row needs in the table, and more than one component where it speaks of several', () => {
  for (const { name, needs = [], group, asksAlone } of COMPONENTS) {
    expect(
      needs.filter((need) => !COMPONENTS.includes(need)),
      name,
    ).toEqual([]);
    for (const [key, value] of Object.entries({ group, asksAlone })) {
      const alike = COMPONENTS.filter((row) => row[key as 'group' | 'asksAlone'] === value);
      if (value !== undefined) expect(alike.length, `${name}: ${key}`).toBeGreaterThan(1);
    }
  }
});

const rowsWithFolder = COMPONENTS.filter(({ name }) => newest.some((folder) => folder.name === name));

describe.each(rowsWithFolder.map((row) => [row.name, row] as const))('%s', async (name, row) => {
  const objects = await kustomize(directoryOf(name));

  it('has the claims of its manifests', () => {
    const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name);
    expect(claims).toEqual(uniqueOf([row.claim?.name]));
  });

  it('requires what its manifests say', () => {
    const required = uniqueOf(objects.map(({ metadata }) => metadata.annotations?.[REQUIRES]));
    expect(required).toEqual(row.requires === undefined ? [] : [row.requires.annotation]);
  });

  it('has amounts for a container that is there', () => {
    const workloads = objects.filter((object) => isWorkload(object) && object.metadata.name === name);
    const containers = workloads.flatMap(containersOf).filter((container) => container === name);
    expect(containers.length).toBeGreaterThanOrEqual(row.amounts === undefined ? 0 : 1);
  });
});

it.each(GPU_EXPORTERS.map((row) => [row.component, row] as const))(
  '%s: is a DaemonSet of one container, with a gate where GPUs can sleep, and the rules record what it measures',
  async (component, { infoMetrics, choices }) => {
    const workloads = (await kustomize(directoryOf(component))).filter(isWorkload);
    expect(workloads.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([['DaemonSet', component]]);
    const isGated = choices.some(({ canSleep }) => canSleep);
    expect(workloads.flatMap(containersOf)).toEqual([component, ...(isGated ? ['gate'] : [])]);
    const recorded = await readFile(join(directoryOf('rules'), 'gpu-recording.yaml'), 'utf8');
    for (const metric of infoMetrics) expect(recorded).toContain(metric);
  },
);
