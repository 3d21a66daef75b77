import { expect, it } from 'vitest';
import { runImages } from './images.ts';
import { recordedConsole } from './recorded-console.ts';

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
    'docker.io/utkuozdemir/nvidia_gpu_exporter',
    'quay.io/prometheus/alertmanager',
    'quay.io/prometheus/node-exporter',
    'quay.io/prometheus/prometheus',
    'registry.k8s.io/kube-state-metrics/kube-state-metrics',
  ]);
  for (const image of images) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
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
