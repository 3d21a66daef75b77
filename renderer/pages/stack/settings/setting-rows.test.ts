import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../shared/model/stack-settings.ts';
import { valueAt, withValue } from './draft-value.ts';
import { PARTS } from './layout.ts';
import { SETTING_LIST } from './setting-list.ts';
import { changedRows, isFolded, ROWS, SECTIONS, textsOf } from './setting-rows.ts';
import { childrenOf, SETTINGS_SCHEMA, type SettingSchema } from './setting-schema.ts';

/** The paths of all that a person may choose, as the schema has them. */
function settingsOf(schema: SettingSchema, path: readonly string[]): readonly string[] {
  if (schema.const !== undefined) return [];
  if (schema.properties === undefined || (path.length > 0 && schema.default === undefined)) return [path.join('.')];
  return childrenOf(schema).flatMap(([key, child]) => settingsOf(child, [...path, key]));
}

const group = (key: string) => {
  const found = SECTIONS.flatMap(({ groups }) => groups).find(({ rows }) => rows.some((row) => row.key === key));
  return found ?? expect.unreachable(`no group has ${key}`);
};

test('each setting of the schema stands in one section, and nothing else does', () => {
  expect(ROWS.map(({ key }) => key).toSorted()).toEqual(settingsOf(SETTINGS_SCHEMA, []).toSorted());
});

test('no two settings are called alike', () => {
  const names = SETTING_LIST.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('what can be off is named by a setting that there is', () => {
  const keys = new Set(ROWS.map(({ key }) => key));
  expect(Object.values(PARTS).filter(({ setting }) => !keys.has(setting))).toEqual([]);
});

test('a value is replaced where it stands, and nowhere else', () => {
  const path = ['prometheus', 'retention', 'time'];
  const changed = withValue(DEFAULT_SETTINGS, path, '30d');
  expect(valueAt(changed, path)).toBe('30d');
  expect(withValue(changed, path, '15d')).toEqual(DEFAULT_SETTINGS);
  const added = withValue(changed, ['prometheus', 'storage', 'storageClassName'], 'fast');
  expect(changedRows(added, DEFAULT_SETTINGS).map(({ name }) => name)).toEqual([
    'Prometheus: Retention',
    'Prometheus: Storage class',
  ]);
  expect(withValue(added, ['prometheus', 'storage', 'storageClassName'], undefined)).toEqual(changed);
});

test('the same map with its keys in another order is no change', () => {
  const one = withValue(DEFAULT_SETTINGS, ['prometheus', 'existing'], { namespace: 'a', service: 'b' });
  const other = withValue(DEFAULT_SETTINGS, ['prometheus', 'existing'], { service: 'b', namespace: 'a' });
  expect(changedRows(one, other)).toEqual([]);
});

test.each([
  ['loki.retention', 'components.logs', { on: true, off: false }],
  ['grafana.storage.size', 'components.grafana', { on: true, off: false }],
  ['prometheus.retention.time', 'prometheus.existing', { on: undefined, off: { namespace: 'a', service: 'b' } }],
  ['gpu.sleep', 'gpu.exporter', { on: 'dcgm-exporter', off: 'none' }],
  ['gpu.devicePlugin.timeSlicingReplicas', 'gpu.devicePlugin.enabled', { on: true, off: false }],
])('%s is folded while %s is off, unless it is kept', (key, setting, { on, off }) => {
  const folded = (value: unknown, isKept: (kept: string) => boolean) =>
    isFolded(group(key), withValue(DEFAULT_SETTINGS, setting.split('.'), value), isKept);
  expect(folded(on, () => false)).toBe(false);
  expect(folded(off, () => false)).toBe(true);
  expect(folded(off, (kept) => kept === key)).toBe(false);
});

test('a search looks into what settings have inside', () => {
  const exporters = ROWS.find(({ key }) => key === 'exporters');
  expect(exporters === undefined ? [] : textsOf(exporters)).toContain(
    'Container image with its tag. It is pulled only where the node does not have it, so that an imported one does.',
  );
});
