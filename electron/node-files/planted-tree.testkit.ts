// For tests: a tree of files in place of a machine's own.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Path → what is in it; null: not there. A number after it: its time of writing, in seconds from now. */
export type Tree = Readonly<Record<string, string | Uint8Array | null | readonly [text: string, seconds: number]>>;

/** Writes it into a temporary folder; `remove` takes it away again. */
export function plantTree(tree: Tree): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'odin-node-'));
  for (const [path, content] of Object.entries(tree)) {
    if (content === null) continue;
    const [text, seconds] =
      typeof content === 'string' || content instanceof Uint8Array ? [content, undefined] : content;
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (seconds !== undefined) utimesSync(target, Date.now() / 1000 + seconds, Date.now() / 1000 + seconds);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
