// The reasons why tiles have no value, said once: a GPU that sleeps has none in four of them.
import type { Tile } from '../../../shared/model/usage.ts';

/** The same tiles; of those whose note was said by one before them, without it. */
export function noteOnce(tiles: readonly Tile[]): readonly Tile[] {
  const said = new Set<string>();
  return tiles.map(({ note, ...tile }) => {
    if (note === undefined || said.has(note)) return tile;
    said.add(note);
    return { ...tile, note };
  });
}
