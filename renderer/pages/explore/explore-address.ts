// The expression in the page's address: `#/explore?expr=up&range=3600`. It fills the box, and runs nothing.
import {
  EXPLORE_RANGES_SECONDS,
  type ExploreRange,
  MOST_EXPRESSION_CHARACTERS,
} from '../../../shared/model/explore-bounds.ts';

/** Longer ones are not copied and sent; the box still has them. In characters of the address. */
const MOST_IN_ADDRESS = 4_000;

/** What a chart covers where nobody says. */
export const DEFAULT_RANGE: ExploreRange = 3600;

export interface AskedInAddress {
  readonly expression?: string | undefined;
  readonly range?: ExploreRange | undefined;
}

/** What an address asks for; whatever is no expression or range of the page is passed over. */
export function askedIn(hash: string): AskedInAddress {
  const query = queryOf(hash);
  const expression = query.get('expr') ?? '';
  const range = EXPLORE_RANGES_SECONDS.find((seconds) => String(seconds) === query.get('range'));
  const isUsable = expression.trim() !== '' && expression.length <= MOST_EXPRESSION_CHARACTERS;
  return { ...(isUsable ? { expression } : {}), ...(range === undefined ? {} : { range }) };
}

/** The same address with that question; what else it has, such as an object that is opened, stays. */
export function addressWith(hash: string, expression: string, range: ExploreRange): string {
  const query = queryOf(hash);
  query.set('expr', expression);
  query.set('range', String(range));
  if (query.toString().length > MOST_IN_ADDRESS) query.delete('expr');
  return `#/explore?${query.toString().replaceAll('%2F', '/')}`;
}

function queryOf(hash: string): URLSearchParams {
  const at = hash.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : hash.slice(at + 1));
}
