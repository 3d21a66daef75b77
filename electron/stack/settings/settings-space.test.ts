// Any settings that go together give a stack that keeps the rules of its assets.
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { expectConfinement, expectIdentity } from '../manifests/asset-rules.testkit.ts';
import { withValueAt } from '../manifests/at-path.ts';
import { isWorkload } from '../manifests/edit.ts';
import { podNeeds } from '../manifests/pod-needs.testkit.ts';
import { listVersions } from '../manifests/versions.ts';
import { renderStack } from '../render.ts';
import { readSettings } from './read-settings.ts';
import { pairwiseWays, settingsOf, WAYS } from './settings-space.testkit.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const versions = await listVersions(assetsDir);

async function rendered(settings: object, version: string): Promise<readonly KubeObject[]> {
  const read = readSettings(settings, 'test').settings;
  const stack = await renderStack({
    assetsDir,
    version,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings: read,
    password: () => 'known',
  });
  return [...stack.objects, ...stack.createOnly];
}

function expectRules(all: readonly KubeObject[], what: string): void {
  const there = new Set(all.map((object) => formatRef(refOf(object))));
  expect(there.size, what).toBe(all.length);
  const missing = all.flatMap(podNeeds).filter((need) => !there.has(need));
  expect(missing, what).toEqual([]);
  for (const object of all) {
    if (object.kind === 'Secret') continue; // kept, and made elsewhere
    expectIdentity(object);
    if (isWorkload(object)) expectConfinement(object);
    if (object.kind === 'ConfigMap') expectReadable(object);
  }
}

/** Files for other programs are YAML still. */
function expectReadable({ data }: KubeObject): void {
  for (const [file, text] of Object.entries(data as Readonly<Record<string, string>>)) {
    if (/\.ya?ml$/.test(file)) expect(parse(text), file).toBeTypeOf('object');
  }
}

describe.each(versions)('%s', (version) => {
  it('keeps the rules with every pair of choices', async () => {
    const rows = pairwiseWays();
    expect(rows.length).toBeLessThan(25);
    for (const row of rows) expectRules(await rendered(settingsOf(row), version), row.join());
  }, 60_000);

  it('keeps the rules with any choices, durations and sizes', async () => {
    const ways = fc.tuple(...WAYS.map((count) => fc.nat({ max: count - 1 })));
    const amounts = fc.record({
      interval: fc.integer({ min: 1, max: 120 }).map((seconds) => `${seconds}s`),
      time: fc.constantFrom('2h', '26h30m', '15d', '1y2w'),
      claim: fc.integer({ min: 1, max: 4096 }),
      logs: fc.integer({ min: 1, max: 400 }).map((days) => `${days}d`),
    });
    await fc.assert(
      fc.asyncProperty(ways, amounts, async (row, { interval, time, claim, logs }) => {
        const values: readonly (readonly [string, unknown])[] = [
          ['prometheus.scrapeInterval', interval],
          ['prometheus.retention', { time, size: `${claim}MB` }],
          ['prometheus.storage.size', `${2 * claim}Mi`],
          ['loki.retention', logs],
        ];
        const settings = values.reduce<object>(
          (all, [path, value]) => withValueAt(all, path.split('.'), value),
          settingsOf(row),
        );
        expectRules(await rendered(settings, version), JSON.stringify(settings));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('the few settings', () => {
  it('meet every pair of choices', () => {
    const rows = pairwiseWays();
    for (const [a, waysOfA] of WAYS.entries()) {
      for (const [b, waysOfB] of WAYS.entries()) {
        if (a === b) continue;
        expect(new Set(rows.map((row) => `${row[a]} ${row[b]}`)).size, `${a}, ${b}`).toBe(waysOfA * waysOfB);
      }
    }
  });
});
