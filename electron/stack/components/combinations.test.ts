// Components fit together: whichever are chosen, nothing is there twice, and nothing refers to what is not there.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatRef, refOf } from '../../../shared/model/object.ts';
import { readComponents } from '../manifests/component-folders.ts';
import { kustomize } from '../manifests/kustomize.ts';
import { podNeeds } from '../manifests/pod-needs.testkit.ts';
import { listVersions } from '../manifests/versions.ts';
import { allowedSelections, pairwise } from './combinations.testkit.ts';
import { generatedSecrets } from './generated-secrets.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

describe.each(await listVersions(assetsDir))('%s', async (version) => {
  const components = await readComponents(`${assetsDir}/${version}`);
  const parts = await Promise.all(
    components.map(async ({ name, directory }) => {
      const secrets = await generatedSecrets(new Set([name]), 'monitoring', () => 'known');
      return { name, objects: [...(await kustomize(directory)), ...secrets] };
    }),
  );
  const names = components.map(({ name }) => name);
  const selections = allowedSelections(components);

  it('has selections enough to try', () => {
    expect(selections.length).toBeGreaterThan(500);
    expect(selections).toContainEqual(new Set(components.flatMap(({ name, isDefault }) => (isDefault ? [name] : []))));
  });

  it('has nothing twice, and whatever a pod needs, in every selection', () => {
    for (const selection of selections) {
      const objects = parts.flatMap((part) => (selection.has(part.name) ? part.objects : []));
      const there = new Set(objects.map((object) => formatRef(refOf(object))));
      const label = [...selection].join();
      expect(there.size, label).toBe(objects.length);
      expect(
        objects.flatMap(podNeeds).filter((need) => !there.has(need)),
        label,
      ).toEqual([]);
    }
  });

  it('meets every pair of choices in a few', () => {
    const few = pairwise(components, selections);
    expect(few.length).toBeLessThan(20);
    for (const [index, a] of names.entries()) {
      for (const b of names.slice(index + 1)) {
        const kinds = (some: readonly ReadonlySet<string>[]) =>
          new Set(some.map((selection) => `${selection.has(a)} ${selection.has(b)}`));
        expect(kinds(few), `${a}, ${b}`).toEqual(kinds(selections));
      }
    }
  });
});
