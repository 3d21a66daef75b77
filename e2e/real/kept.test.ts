// Objects that say that they are to be kept, on a real API server; Helm on the same objects says what is kept.
import { describe, expect, it } from 'vitest';
import { apiServer } from '../cluster/cluster.ts';
import { keptScenarios, saying } from '../engine/kept.scenarios.ts';
import { configMap, releaseOf } from '../engine/objects.ts';
import { chartOf, removeChartsAfterwards } from './chart.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('kept', apiServer());
removeChartsAfterwards();
keptScenarios(engine);

const WORDS = ['keep', 'Keep', 'KEEP', ' keep ', 'keep\n', 'keeps', 'delete', 'no', '', 'true'];
const objects = [...WORDS.map((word, index) => saying(configMap(`word-${index}`), word)), configMap('plain')];
/** The first five are Helm's word, which its uninstall reads in any writing. */
const KEPT = [0, 1, 2, 3, 4].map((index) => `configmap/word-${index}`);
const left = async (namespace: string) =>
  (await engine.names(namespace, 'configmap')).filter((name) => name !== 'configmap/kube-root-ca.crt');

describe.each([3, 4] as const)('beside helm %i', (major) => {
  it('leaves at an uninstall what Helm leaves', async () => {
    const [helms, odins] = [engine.namespaceFor(`h${major}`), engine.namespaceFor(`o${major}`)];
    const chart = await chartOf('web', '1.0.0', objects);
    await engine.helm(major, 'install', 'web', chart, '-n', helms, '--create-namespace');
    await engine.helm(major, 'uninstall', 'web', '-n', helms);
    await engine.installed(releaseOf(odins, objects));
    await engine.uninstalled(releaseOf(odins, objects));
    expect(await left(odins)).toEqual(KEPT);
    // Helm forgets every object whose word it does not know: those it neither deletes nor says to keep.
    expect(await left(helms)).toEqual(expect.arrayContaining(KEPT));
    expect(await left(helms)).not.toContain('configmap/plain');
  });

  it('leaves at an upgrade what Helm leaves, however the word is written', async () => {
    const [helms, odins] = [engine.namespaceFor(`h${major}`), engine.namespaceFor(`o${major}`)];
    await engine.helm(
      major,
      'install',
      'web',
      await chartOf('web', '1.0.0', objects),
      '-n',
      helms,
      '--create-namespace',
    );
    const rest = [configMap('rest')];
    await engine.helm(major, 'upgrade', 'web', await chartOf('web', '2.0.0', rest), '-n', helms);
    await engine.installed(releaseOf(odins, objects));
    await engine.installed(releaseOf(odins, rest, '2.0.0'));
    const kept = await left(odins);
    expect(kept).toEqual(expect.arrayContaining([...(await left(helms))]));
    // An upgrade of Helm's reads the word to the letter, its uninstall does not: here it is the same word.
    expect(kept).toEqual(['configmap/rest', ...KEPT]);
  });

  it('leaves what an uninstall by Helm of its own release leaves', async () => {
    const namespace = engine.namespaceFor(`mixed${major}`);
    await engine.installed(releaseOf(namespace, objects));
    await engine.helm(major, 'uninstall', 'web', '-n', namespace);
    expect(await left(namespace)).toEqual(expect.arrayContaining(KEPT));
  });
});
