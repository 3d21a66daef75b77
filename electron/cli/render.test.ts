import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { kustomize } from '../stack/kustomize.ts';
import { listVersions } from '../stack/versions.ts';
import { parseManifests } from '../stack/yaml.ts';
import { recordedConsole } from './recorded-console.ts';
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
