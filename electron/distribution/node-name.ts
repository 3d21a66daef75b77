// A node's name in a sentence: what acts on a terminal or a page is written out, and a long one is cut.
import { visible } from '../../shared/visible.ts';

const LONGEST = 63;

export function shownName(name: string): string {
  return name.length > LONGEST ? `${visible(name.slice(0, LONGEST))}…` : visible(name);
}
