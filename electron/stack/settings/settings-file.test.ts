import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettingsFile } from './settings-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const path = join(folder, 'my.yaml');
  await writeFile(path, text);
  return readSettingsFile(path);
}

it('reads YAML and JSON', async () => {
  const expected = { version: 1, resources: 'small' };
  expect((await read('version: 1 # of the form\nresources: small\n')).supplied).toEqual(expected);
  expect((await read(JSON.stringify(expected))).supplied).toEqual(expected);
});

it('takes a directory from beside itself', async () => {
  const extraManifests = join(folder, 'more');
  expect(await read('version: 1\nextraManifests: ./more')).toMatchObject({
    supplied: { extraManifests },
    settings: { extraManifests },
  });
  expect((await read('version: 1\nextraManifests: /srv/more')).supplied).toMatchObject({ extraManifests: '/srv/more' });
});

it('says what is wrong with a file', async () => {
  await expect(read('a: [')).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/my\.yaml is not readable as YAML: .* line 1/),
  });
  await expect(read('')).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/my\.yaml: it holds no settings/),
  });
  await expect(readSettingsFile(join(folder, 'none.yaml'))).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/none\.yaml cannot be read \(ENOENT\): name a file of settings\.$/),
  });
});

it('takes words as what is asked for, as they are written', async () => {
  const { settings } = await read(`
version: 1
components: {ingress: yes, alertmanager: Off, logs: }
prometheus:
  retention: {time: 15d, percentage: 0x14}
  scrapeInterval:
grafana:
exporters:
  - name: on
    image: 1.10
    port: 9_400
    args: [0042, yes, 1e3, ~x, 12345678901234567890]
    env: {RACK: 0042, VERSION: 1.10, SERIAL: 12345678901234567890, DEBUG: yes, EMPTY: , QUOTED: "0042", DATE: 2026-11-30}
alerts:
  templates: 0042
`);
  expect(settings).toMatchObject({
    components: { ingress: true, alertmanager: false, logs: false },
    prometheus: { retention: { time: '15d', percentage: 20 }, scrapeInterval: '15s' },
    alerts: { templates: '0042' },
    exporters: [
      {
        name: 'on',
        image: '1.10',
        port: 9400,
        args: ['0042', 'yes', '1e3', '~x', '12345678901234567890'],
        env: {
          RACK: '0042',
          VERSION: '1.10',
          SERIAL: '12345678901234567890',
          DEBUG: 'yes',
          EMPTY: '',
          QUOTED: '0042',
          DATE: '2026-11-30',
        },
      },
    ],
  });
});

it.each<[text: string, sentence: string]>([
  ['version: 1\nprometheus:\n  retention:\n    time: soon\n', ', line 4: prometheus.retention.time must be a duration'],
  ['version: 1\n\ncomponents:\n  logz: true\n', ', line 4: components.logz is no setting: did you mean logs?'],
  [
    'version: 1\nexporters:\n- name: a\n  image: b\n  port: 1\n- name: c\n  image: d\n',
    ', line 6: exporters[1].port is missing',
  ],
  ['version: 1\ncomponents: {logs: "yes"}', ', line 2: components.logs must be true or false.'],
  ['version: 1\ngrafana: {storage: {size: 10Gi, size: 5Gi}}', ' is not readable as YAML: it has a key twice at line 2'],
  [
    'version: 1\n---\nversion: 1\n',
    ' is not readable as YAML: it has a second document, which nobody would read, at line 3',
  ],
  [
    'version: 1\nresources: *small\n',
    ': it has an alias without its anchor; text that begins with * needs quotes at line 2',
  ],
  ['exporters: []', 'my.yaml: version is missing'],
])('names file, line and setting: %j', async (text, sentence) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'badInput', message: expect.stringContaining(sentence) });
});
