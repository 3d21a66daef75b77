import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { maySleep } from '../../../shared/model/settings/gpu.ts';
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../../shared/model/stack-settings.ts';
import { readSettings } from './read-settings.ts';

const errorOf = (value: unknown) => {
  try {
    readSettings(value, 'my.yaml');
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.message}` : error;
  }
  return undefined;
};
const refusal = (settings: object) => errorOf({ version: SETTINGS_VERSION, ...settings });
const exporter = { name: 'mine', image: 'localhost:5000/mine:1', port: 9400 };

it('gives the defaults, and what was supplied alone', () => {
  const supplied = { version: SETTINGS_VERSION, resources: 'small' };
  expect(readSettings(supplied, 'my.yaml')).toEqual({
    settings: { ...DEFAULT_SETTINGS, resources: 'small' },
    supplied,
  });
});

it.each(['dcgm-exporter', 'nvidia-gpu-exporter-nvml', 'none'])(
  'takes %s where nobody said that GPUs may sleep',
  (choice) => {
    const { settings } = readSettings({ version: SETTINGS_VERSION, gpu: { exporter: choice } }, 'my.yaml');
    expect(settings.gpu).toMatchObject({ exporter: choice, sleep: 'allow' });
    expect(maySleep(settings.gpu)).toBe(choice === 'none');
  },
);

it('says in which line GPUs may not sleep', () => {
  const gpu = { exporter: 'dcgm-exporter', sleep: 'allow' };
  const lineOf = (path: readonly PropertyKey[]) => (path.join('.') === 'gpu.sleep' ? 4 : 1);
  expect(() => readSettings({ version: SETTINGS_VERSION, gpu }, 'my.yaml', lineOf)).toThrow(
    /^my\.yaml, line 4: gpu\.sleep cannot be allow/,
  );
});

it('brings an older form into the present one', () => {
  const supplied = { version: SETTINGS_VERSION, prometheus: { scrapeInterval: '30s' } };
  expect(readSettings({ version: 0, scrapeInterval: '30s' }, 'my.yaml').supplied).toEqual(supplied);
});

describe('refuses in a sentence', () => {
  it.each<[object, string]>([
    [{ version: 99 }, 'its settings are of version 99 and this ODIN knows them up to version 1: install a newer ODIN.'],
    [{ version: undefined }, 'version is missing: begin it with `version: 1`.'],
    [{ version: '1' }, 'version must be a whole number, such as 1.'],
    [{ version: 0, scrapeIntervall: '5s' }, 'scrapeIntervall is no setting: '],
    [{ prometeus: {} }, 'prometeus is no setting: did you mean prometheus?'],
    [{ prometheus: { retention: { tme: '1d' } } }, 'prometheus.retention.tme is no setting: did you mean time?'],
    [{ xyzzy: 1 }, 'xyzzy is no setting: choose among version, components, gpu, '],
    [{ prometheus: 5 }, 'prometheus must be a map of settings.'],
    [{ exporters: {} }, 'exporters must be a list.'],
    [{ components: { logs: 'yes' } }, 'components.logs must be true or false.'],
    [{ nodeExporter: { port: 443 } }, 'nodeExporter.port must be a port from 1024 to 65535.'],
    [{ nodeExporter: { port: 65_536 } }, 'nodeExporter.port must be a port from 1024 to 65535.'],
    [{ prometheus: { scrapeInterval: 15 } }, 'prometheus.scrapeInterval must be text.'],
    [{ prometheus: { scrapeInterval: '0s' } }, 'prometheus.scrapeInterval must be at least 1s.'],
    [{ prometheus: { scrapeInterval: '5m' } }, 'prometheus.scrapeInterval must be at most 2m.'],
    [
      { prometheus: { scrapeInterval: 'often' } },
      'prometheus.scrapeInterval must be a duration, such as 15s, 90m or 15d.',
    ],
    [{ prometheus: { storage: { size: '10GB' } } }, 'prometheus.storage.size must be a quantity, such as 10Gi.'],
    [
      { prometheus: { retention: { size: '20GB' } } },
      'prometheus.retention.size is 20GB, which is too much for a volume of 10Gi: compaction needs a tenth of it, so make prometheus.storage.size larger or this smaller.',
    ],
    [{ prometheus: { existing: { namespace: 'a' } } }, 'prometheus.existing.service is missing: Name of its Service.'],
    [
      { alerts: { receivers: { route: {} } } },
      'alerts.receivers must be text: put a | behind its colon, and the lines',
    ],
    [
      { alerts: { templates: ['a'] } },
      'alerts.templates must be text: put a | behind its colon, and the lines below it.',
    ],
    [{ loki: { retention: '1h' } }, 'loki.retention must be at least 24h.'],
    [
      { gpu: { exporter: 'nvidia' } },
      'gpu.exporter must be nvidia-gpu-exporter, nvidia-gpu-exporter-nvml, dcgm-exporter or none.',
    ],
    [{ gpu: { sleep: 'always' } }, 'gpu.sleep must be allow or never.'],
    ...['dcgm-exporter', 'nvidia-gpu-exporter-nvml'].map((choice): [object, string] => [
      { gpu: { exporter: choice, sleep: 'allow' } },
      `gpu.sleep cannot be allow with ${choice}, which holds the driver open: choose nvidia-gpu-exporter as gpu.exporter, or leave gpu.sleep out.`,
    ]),
    [
      { gpu: { devicePlugin: { timeSlicingReplicas: 0 } } },
      'gpu.devicePlugin.timeSlicingReplicas must be from 1 to 64.',
    ],
    [{ ingress: { hosts: { grafana: '' } } }, 'ingress.hosts.grafana must be a host name, such as grafana.localhost.'],
    [
      { ingress: { hosts: { grafana: 'a b' } } },
      'ingress.hosts.grafana must be a host name, such as grafana.localhost.',
    ],
    [{ exporters: [{ name: 'mine', image: 'mine:1' }] }, 'exporters[0].port is missing: TCP port on which it answers.'],
    [{ exporters: [{ ...exporter, port: 70_000 }] }, 'exporters[0].port must be a port from 1 to 65535.'],
    [
      { exporters: [{ ...exporter, name: 'My' }] },
      'exporters[0].name must be a name of small letters, digits and dashes',
    ],
    [{ exporters: [{ ...exporter, image: 'a b' }] }, 'exporters[0].image must be the name of a container image.'],
    [{ exporters: [{ ...exporter, path: 'metrics' }] }, 'exporters[0].path must begin with a slash.'],
    [{ exporters: [{ ...exporter, interval: '100ms' }] }, 'exporters[0].interval must be a duration of at least 1s'],
    [{ exporters: [{ ...exporter, interval: '1h' }] }, 'exporters[0].interval must be at most 2m.'],
    [{ exporters: [{ ...exporter, env: { A: 1 } }] }, 'exporters[0].env.A must be text: put it in quotes.'],
    [
      { exporters: [{ ...exporter, env: { 'A B': '' } }] },
      'exporters[0].env.A B must be the name of an environment variable.',
    ],
    [{ exporters: [exporter, exporter] }, 'exporters[1].name is mine, as that of another exporter: names must differ.'],
    [{ extraManifests: '' }, 'extraManifests must be a directory.'],
  ])('%j', (settings, sentence) => {
    expect(refusal(settings)).toContain(`badInput: my.yaml: ${sentence}`);
  });

  it.each([null, undefined, 'text', [], 5])('%j, which holds none', (value) => {
    expect(errorOf(value)).toBe('badInput: my.yaml: it holds no settings: begin it with `version: 1`.');
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('version', 'prometheus', 'exporters', 'gpu', '__proto__', 'x'), fc.anything()),
        (value) => {
          const error = errorOf(value);
          if (error !== undefined) expect(error).toMatch(/^badInput: my\.yaml: .+[.?]$/s);
        },
      ),
    );
  });
});
