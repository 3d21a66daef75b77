import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runImages } from './images.ts';
import { recordedConsole } from './recorded-console.testkit.ts';

async function imagesOf(options: Parameters<typeof runImages>[1]): Promise<readonly string[]> {
  const console = recordedConsole();
  const signal = new AbortController().signal;
  expect(await runImages({ options: {}, console, signal }, options)).toBe(0);
  const [{ value, text } = { value: [], text: '' }] = console.results;
  expect(value).toEqual(text.split('\n'));
  return text.split('\n');
}

it('names each image of the default components once, in order', async () => {
  const images = await imagesOf({});
  expect(images.map((image) => image.replace(/:.*/, ''))).toEqual([
    'docker.io/grafana/grafana',
    'docker.io/library/busybox',
    'docker.io/utkuozdemir/nvidia_gpu_exporter',
    'quay.io/prometheus/alertmanager',
    'quay.io/prometheus/node-exporter',
    'quay.io/prometheus/prometheus',
    'registry.k8s.io/kube-state-metrics/kube-state-metrics',
  ]);
  for (const image of images) expect(image).toMatch(/:v?\d+\.\d+\.\d+(-musl)?$/);
});

it('names those of the optional components too when asked', async () => {
  const [usual, all] = [await imagesOf({}), await imagesOf({ all: true })];
  expect(all).toEqual(expect.arrayContaining([...usual]));
  expect(all.filter((image) => !usual.includes(image)).map((image) => image.replace(/:.*/, ''))).toEqual([
    'docker.io/grafana/alloy',
    'docker.io/grafana/loki',
    'nvcr.io/nvidia/k8s-device-plugin',
    'nvcr.io/nvidia/k8s/dcgm-exporter',
  ]);
});

it('names those of extra manifests, of whatever kind that runs pods', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odin-images-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const pod = (image: string) => ({ initContainers: [{ image: `init-${image}` }], containers: [{ image }] });
  const object = (apiVersion: string, kind: string, spec: object) => ({
    apiVersion,
    kind,
    metadata: { name: kind.toLowerCase() },
    spec,
  });
  const objects = [
    object('v1', 'Pod', pod('pod:1')),
    object('batch/v1', 'Job', { template: { spec: pod('job:1') } }),
    object('batch/v1', 'CronJob', { jobTemplate: { spec: { template: { spec: pod('cronjob:1') } } } }),
  ];
  await mkdir(join(folder, 'more'));
  for (const one of objects) await writeFile(join(folder, 'more', `${one.kind}.json`), JSON.stringify(one));
  await writeFile(join(folder, 'settings.yaml'), 'version: 1\nextraManifests: more\n');
  const [usual, all] = [await imagesOf({}), await imagesOf({ settings: join(folder, 'settings.yaml') })];
  expect(all.filter((image) => !usual.includes(image))).toEqual([
    'cronjob:1',
    'init-cronjob:1',
    'init-job:1',
    'init-pod:1',
    'job:1',
    'pod:1',
  ]);
});
