import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_SETTINGS } from '../../../shared/model/stack-settings.ts';
import { defaultsAsYaml } from './defaults-as-yaml.ts';
import { readSettings } from './read-settings.ts';

it('says the defaults, and says them again when it is read', () => {
  expect(readSettings(parse(defaultsAsYaml()), 'defaults').settings).toEqual(DEFAULT_SETTINGS);
});

it('tells what each is for, and what else there could be', () => {
  const text = defaultsAsYaml();
  expect(text).toContain('    # Older samples are deleted.\n    time: 15d\n');
  expect(text).toContain('\n  # ingressClassName: IngressClass of the controller. ');
  expect(text).toContain('\n# extraManifests: A directory of manifests ');
  for (const line of text.split('\n')) expect(line.length).toBeLessThan(120);
});
