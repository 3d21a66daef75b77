// The default settings as a file that explains itself, to be copied and changed.
import { Document, isScalar, visit } from 'yaml';
import { DEFAULT_SETTINGS } from '../../../shared/model/stack-settings.ts';
import type { Path } from '../manifests/at-path.ts';
import { descriptionAt, keysAt } from './json-schema.ts';

/** All settings, with those that can be left out; one without a default is in a comment. */
export function defaultsAsYaml(): string {
  const document = new Document(DEFAULT_SETTINGS);
  visit(document, {
    Map: (_key, map, ancestors) => {
      const path = ancestors.flatMap((node) => ('key' in node && isScalar(node.key) ? [String(node.key.value)] : []));
      for (const [index, { key }] of map.items.entries()) {
        if (!isScalar(key)) continue;
        const description = descriptionAt([...path, String(key.value)]);
        if (description !== undefined) key.commentBefore = wrapped(description);
        if (index > 0 && path.length === 0) key.spaceBefore = true;
      }
      const absent = absentKeys(
        path,
        map.items.map(({ key }) => String(isScalar(key) ? key.value : key)),
      );
      if (absent.length > 0) map.comment = absent.join('\n');
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** "storageClassName: StorageClass that makes the volume." */
function absentKeys(path: Path, there: readonly string[]): readonly string[] {
  return keysAt(path)
    .filter((key) => !there.includes(key))
    .map((key) => wrapped(`${key}: ${descriptionAt([...path, key])}`));
}

/** As comment lines of at most 110 characters. */
function wrapped(text: string): string {
  return text.replace(/(.{1,110})(?:\s+|$)/g, ' $1\n').trimEnd();
}
