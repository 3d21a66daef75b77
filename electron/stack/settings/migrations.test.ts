import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS_VERSION, stackSettingsSchema } from '../../../shared/model/stack-settings.ts';
import { migrated } from './migrations.ts';

it('moves each setting of the flat form to its place', () => {
  const flat = {
    version: 0,
    retentionTime: '30d',
    retentionSize: '20GB',
    scrapeInterval: '30s',
    storageClassName: 'fast',
    prometheusStorage: '50Gi',
    grafanaStorage: '2Gi',
    gpuExporter: 'dcgm-exporter',
    alertmanager: false,
    logs: true,
    ingress: true,
  };
  const storage = (size: string) => ({ size, storageClassName: 'fast' });
  expect(stackSettingsSchema.parse(migrated(flat, 0))).toEqual({
    ...DEFAULT_SETTINGS,
    components: { ...DEFAULT_SETTINGS.components, alertmanager: false, logs: true, ingress: true },
    gpu: { ...DEFAULT_SETTINGS.gpu, exporter: 'dcgm-exporter' },
    prometheus: {
      ...DEFAULT_SETTINGS.prometheus,
      retention: { time: '30d', size: '20GB' },
      scrapeInterval: '30s',
      storage: storage('50Gi'),
    },
    grafana: { storage: storage('2Gi') },
    alertmanager: { storage: storage('1Gi') },
    loki: { ...DEFAULT_SETTINGS.loki, storage: storage('10Gi') },
  });
  expect(flat.version).toBe(0);
});

it('adds nothing, and keeps what it does not know, to be refused by name', () => {
  expect(migrated({ version: 0 }, 0)).toEqual({ version: SETTINGS_VERSION });
  expect(migrated({ version: 0, toString: 1 }, 0)).toEqual({ version: SETTINGS_VERSION, toString: 1 });
});

it('leaves the present form as it is', () => {
  const settings = { version: SETTINGS_VERSION, logs: true };
  expect(migrated(settings, SETTINGS_VERSION)).toEqual(settings);
});
