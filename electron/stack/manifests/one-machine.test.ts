// The newest version of the stack as it has to be for a K3s on one machine, a laptop most of all.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { KubeObject } from '../../../shared/model/object.ts';
import { durationMs, quantityBytes } from '../../../shared/model/settings/units.ts';
import { valueAt } from './at-path.ts';
import { readComponents } from './component-folders.ts';
import { isWorkload, POD_SPEC } from './edit.ts';
import { kustomize } from './kustomize.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const [newest = ''] = await listVersions(assetsDir);
const components = await readComponents(`${assetsDir}/${newest}`);
const objects = (await Promise.all(components.map(({ directory }) => kustomize(directory)))).flat();
const workloads = objects.filter(isWorkload);
const podOf = (object: KubeObject) => valueAt(object, POD_SPEC);
const named = (name: string) => workloads.find(({ metadata }) => metadata.name === name) ?? { kind: 'nothing' };
const configOf = (name: string, file: string) =>
  parse(
    String(
      valueAt(
        objects.find(({ metadata }) => metadata.name === name),
        ['data', file],
      ),
    ),
  );

const readsHost = workloads.filter((object) => JSON.stringify(podOf(object)).includes('"hostPath"'));
const seesGpus = workloads.filter((object) => valueAt(podOf(object), ['runtimeClassName']) === 'nvidia');

it.each(readsHost.map((object) => [object.metadata.name, object] as const))(
  '%s may read the host where SELinux is on',
  (_name, object) => {
    expect(valueAt(podOf(object), ['securityContext', 'seLinuxOptions'])).toEqual({ type: 'spc_t' });
  },
);

it('asks SELinux for no more than that, of no others', () => {
  const asking = workloads.filter((object) => JSON.stringify(object).includes('seLinuxOptions'));
  expect(asking).toEqual(readsHost);
  expect(readsHost.map(({ metadata }) => metadata.name).sort()).toEqual([
    'alloy',
    'node-exporter',
    'nvidia-device-plugin',
  ]);
});

it.each(seesGpus.map((object) => [object.metadata.name, object] as const))(
  '%s runs on nodes that are kept for GPUs, and does not take the release back',
  (_name, object) => {
    const tolerations = z
      .array(z.object({ key: z.string(), operator: z.string(), effect: z.string().optional() }))
      .parse(valueAt(podOf(object), ['tolerations']));
    expect(tolerations).toContainEqual({ key: 'nvidia.com/gpu', operator: 'Exists' });
    expect(object.metadata.annotations).toMatchObject({ 'odin.example/failure-policy': 'Ignore' });
  },
);

describe('node-exporter', () => {
  it('does not take the release back where another program has its port', () => {
    expect(valueAt(named('node-exporter'), ['metadata', 'annotations'])).toMatchObject({
      'odin.example/failure-policy': 'Ignore',
    });
  });
});

it('gives Grafana the memory that its data sources take, and no work with compression', () => {
  const [container] = z.array(z.looseObject({})).parse(valueAt(podOf(named('grafana') as KubeObject), ['containers']));
  const limit = z.string().parse(valueAt(container, ['resources', 'limits', 'memory']));
  expect(quantityBytes(limit)).toBeGreaterThanOrEqual(2 ** 30);
  expect(valueAt(container, ['env'])).toContainEqual({ name: 'GF_SERVER_ENABLE_GZIP', value: 'false' });
});

it('asks kubelet and cAdvisor less often than all else, and within what the rules expect', () => {
  const { global, scrape_configs: jobs } = configOf('prometheus-config', 'prometheus.yml');
  const intervalOf = (name: string) =>
    durationMs(jobs.find(({ job_name }: { job_name: string }) => job_name === name)?.scrape_interval);
  for (const job of ['kubelet', 'cadvisor']) {
    expect(intervalOf(job)).toBeGreaterThan(durationMs(global.scrape_interval));
    expect(intervalOf(job)).toBeLessThanOrEqual(durationMs('2m'));
  }
});
