import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KubeObject, refKey, refOf } from '../../shared/model/object.ts';
import { COMPLETE_CLUSTER } from './cluster-checks/capabilities.ts';
import { expiriesOf } from './expiries.ts';
import { renderStack } from './render.ts';
import { readSettings } from './settings/read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));

async function objectsOf(supplied: object, version?: string): Promise<readonly KubeObject[]> {
  const { settings } = readSettings({ version: 1, components: { logs: true }, ...supplied }, 'The settings');
  const chosen = version === undefined ? {} : { version };
  const source = { assetsDir, settings, namespace: 'monitoring', capabilities: COMPLETE_CLUSTER, ...chosen };
  return (await renderStack(source)).objects;
}

async function told(former: object, next: object, version?: string): Promise<readonly string[]> {
  const before = new Map((await objectsOf(former, version)).map((object) => [refKey(refOf(object)), object]));
  const after = await objectsOf(next, version);
  const changed = after.map((object) => ({
    ref: refOf(object),
    before: before.get(refKey(refOf(object))),
    after: object,
  }));
  return expiriesOf(changed).map(({ sentence }) => sentence);
}

const retention = (limits: object) => ({ prometheus: { retention: limits } });
const logs = (time: string) => ({ loki: { retention: time } });

describe('a plan of the stack', () => {
  it.each([
    [retention({ time: '30d' }), retention({ time: '15d' }), ['Prometheus deletes what is older than 15 days.']],
    [retention({ time: '15d' }), retention({ time: '30d' }), []],
    [retention({ time: '30d' }), {}, ['Prometheus deletes what is older than 15 days.']],
    [retention({ time: '2d' }), retention({ time: '36h' }), ['Prometheus deletes what is older than 36 hours.']],
    [retention({ time: '14d' }), retention({ time: '2w' }), []],
    [retention({ size: '8GB' }), retention({ size: '4GB' }), ['Prometheus deletes its oldest samples beyond 4 GB.']],
    [retention({ size: '4GB' }), retention({ size: '8GB' }), []],
    [
      retention({ percentage: 40 }),
      retention({ percentage: 20 }),
      ['Prometheus deletes its oldest samples beyond 20 % of the disk.'],
    ],
    [retention({ percentage: 20 }), retention({ percentage: 40 }), []],
    [{}, retention({ percentage: 40 }), ['Prometheus deletes its oldest samples beyond 40 % of the disk.']],
    [retention({ percentage: 40 }), {}, ['Prometheus deletes its oldest samples beyond 8 GB.']],
    [logs('14d'), logs('7d'), ['Loki deletes what is older than 7 days.']],
    [logs('7d'), logs('14d'), []],
    [{}, { components: { logs: false } }, []],
  ])('says what expires: %j → %j', async (former, next, sentences) => {
    expect(await told(former, next)).toEqual(sentences);
  });

  it('says it of every version, both at once', async () => {
    const sentences = ['Loki deletes what is older than 7 days.', 'Prometheus deletes what is older than 15 days.'];
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
      const former = { ...retention({ time: '30d' }), ...logs('30d') };
      expect(
        [...(await told(former, { ...retention({ time: '15d' }), ...logs('7d') }, version))].sort(),
        version,
      ).toEqual(sentences);
    }
  });
});

const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'monitoring', name: 'prometheus-config' };
const fileWith = (time: unknown) => ({
  data: { 'prometheus.yml': `storage:\n  tsdb:\n    retention:\n      time: ${JSON.stringify(time)}\n` },
});

it('is told exactly where the time is shorter', () => {
  const hours = fc.integer({ min: 2, max: 5_000 });
  fc.assert(
    fc.property(hours, hours, (former, next) => {
      const found = expiriesOf([{ ref, before: fileWith(`${former}h`), after: fileWith(`${next}h`) }]);
      expect(found.length).toBe(next < former ? 1 : 0);
      expect(found.every(({ key }) => key === refKey(ref))).toBe(true);
    }),
  );
});

it('says nothing of what nobody can read', () => {
  const anything = fc.oneof(fc.anything(), fc.string());
  fc.assert(
    fc.property(anything, anything, (before, after) => {
      expect(expiriesOf([{ ref, before: { data: { 'prometheus.yml': before } }, after: fileWith(after) }])).toEqual([]);
      expect(expiriesOf([{ ref, before, after }])).toEqual([]);
    }),
  );
});
