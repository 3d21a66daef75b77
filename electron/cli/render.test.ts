import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { kustomize } from '../stack/manifests/kustomize.ts';
import { listVersions } from '../stack/manifests/versions.ts';
import { parseManifests } from '../stack/manifests/yaml.ts';
import { runImages } from './images.ts';
import { recordedConsole } from './recorded-console.testkit.ts';
import { runRender } from './render.ts';

const assets = fileURLToPath(new URL('../../assets/stack', import.meta.url));

it('prints the default stack as YAML that says the same again, and no password', async () => {
  const console = recordedConsole();
  expect(await runRender({ options: {}, console, signal: new AbortController().signal }, {})).toBe(0);
  const [{ value, text } = { value: [], text: '' }] = console.results;
  const stack = await kustomize(`${assets}/${(await listVersions(assets))[0]}`);
  expect(parseManifests(text, 'printed')).toEqual(stack);
  expect(value).toEqual(stack);
  expect(text).not.toContain('kind: Secret');
  expect(console.said).toEqual(
    expect.arrayContaining([
      'DaemonSet/monitoring/nvidia-gpu-exporter asks for RuntimeClass/nvidia.',
      'Secret/monitoring/grafana-admin is not among them: `odin install` makes it, with a random password.',
    ]),
  );
});

it('prints an older version, in another namespace', async () => {
  const console = recordedConsole();
  const invocation = { options: {}, console, signal: new AbortController().signal };
  const oldest = (await listVersions(assets)).at(-1) ?? '';
  expect(await runRender(invocation, { stackVersion: oldest, namespace: 'lab' })).toBe(0);
  const printed = parseManifests(console.results[0]?.text ?? '', 'printed');
  const names = (objects: readonly KubeObject[]) => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const stack = (await kustomize(`${assets}/${oldest}`)).filter(({ metadata }) => metadata.namespace === 'monitoring');
  expect(names(printed.filter(({ metadata }) => metadata.namespace === 'lab'))).toEqual(names(stack));
  expect(await runImages(invocation, { stackVersion: oldest })).toBe(0);
  await expect(runRender(invocation, { stackVersion: '0.1.0' })).rejects.toThrow('There is no version 0.1.0');
  await expect(runImages(invocation, { stackVersion: '0.1.0' })).rejects.toThrow('There is no version 0.1.0');
});
