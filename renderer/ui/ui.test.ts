import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const sources = ['renderer/ui', 'renderer/format'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => !file.includes('.test.'))
    .map((file) => ({ file: `${folder}/${file}`, source: readFileSync(join(ROOT, folder, file), 'utf8') })),
);

/** The nouns of shared/model, and the names of what they are about. */
const nouns = readdirSync(join(ROOT, 'shared/model'))
  .filter((file) => /^\w+\.ts$/.test(file))
  .map((file) => file.replace('.ts', ''));
const domainWords = new Set([...nouns, 'release', 'pod', 'service', 'namespace', 'gpu', 'verdict', 'evidence']);
for (const name of ['odin', 'kubernetes', 'helm', 'grafana', 'prometheus', 'alertmanager']) domainWords.add(name);

const ALLOWED_IMPORTS = [
  /^(react|@mantine\/[\w/]+|@tabler\/icons-react|@tanstack\/react-virtual)$/,
  /^\.\/[\w.-]+$/,
  /^\.\.\/format\/[\w-]+\.ts$/,
  /^\.\.\/text\/common\.ts$/,
  /^\.\.\/keys\.ts$/,
  /^\.\.\/\.\.\/shared\/(assert-never|errors)\.ts$/,
];

/** The words of names and comments in singular; what stands in quotes is HTML's or CSS's. */
function wordsOf(source: string): readonly string[] {
  const unquoted = source.replaceAll(/'[^'\n]*'|"[^"\n]*"/g, '');
  const words =
    unquoted
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  return words.flatMap((word) => [word, word.replace(/s$/, '')]);
}

describe.each(sources)('$file', ({ source }) => {
  it('knows no word of the domain', () => {
    expect(wordsOf(source).filter((word) => domainWords.has(word))).toEqual([]);
  });

  it('imports what has to do with looks alone', () => {
    const imported = [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, from]) => from ?? '');
    expect(imported.filter((from) => !ALLOWED_IMPORTS.some((allowed) => allowed.test(from)))).toEqual([]);
  });
});
