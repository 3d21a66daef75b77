// The address of an object in the inspector: a part of the page's own address, so that Back works and a link can be sent.
import { nameOfObject, objectNamed } from '../../shared/model/object-name.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';

/** An object that an address names, and where in the inspector. */
export interface Opened {
  readonly object: ObjectRef;
  /** `logs`, `events`, `yaml`, `shell`; absent for the summary. */
  readonly tab?: string | undefined;
  readonly container?: string | undefined;
  /** Whether the log of the run before is meant. */
  readonly previous?: boolean | undefined;
  /** Whether it is asked at once if it is to be restarted. */
  readonly isRestartAsked?: boolean | undefined;
}

/** What an address says of its object: `open`, and of what follows it these. What stands before it is the page's own. */
const OPEN = 'open';
const OWN = [OPEN, 'tab', 'container', 'previous', 'ask'];

/** The page's address with an object opened in it: `#/overview?open=Pod/monitoring/grafana-0&tab=logs`. */
export function addressOf(hash: string, { object, tab, container, previous, isRestartAsked }: Opened): string {
  const query = new URLSearchParams({ open: nameOfObject(object) });
  if (tab !== undefined) query.set('tab', tab);
  if (container !== undefined) query.set('container', container);
  if (previous === true) query.set('previous', '');
  if (isRestartAsked === true) query.set('ask', 'restart');
  const address = withoutObject(hash);
  return `${address}${address.includes('?') ? '&' : '?'}${query.toString().replaceAll('%2F', '/')}`;
}

/** The same address with nothing opened; what else it has stays. */
export function withoutObject(hash: string): string {
  const [page = '', asked = ''] = hash.split('?', 2);
  if (page === '') return '#/overview';
  const pairs = [...new URLSearchParams(asked)];
  const at = beginOf(pairs);
  const rest = new URLSearchParams(pairs.filter(([name], index) => index < at || !OWN.includes(name))).toString();
  return rest === '' ? page : `${page}?${rest.replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}

/** What an address says of its page, and not of what is opened beside it. */
export function ownOf(hash: string): URLSearchParams {
  const pairs = [...new URLSearchParams(hash.split('?', 2)[1] ?? '')];
  return new URLSearchParams(pairs.slice(0, beginOf(pairs)));
}

/** Where the object begins; behind all where none is opened. */
function beginOf(pairs: readonly (readonly [string, string])[]): number {
  const at = pairs.findIndex(([name]) => name === OPEN);
  return at < 0 ? pairs.length : at;
}

/** What an address opens; undefined where it opens nothing, or nothing that has such a name. */
export function openedIn(hash: string): Opened | undefined {
  const at = hash.indexOf('?');
  if (at < 0) return undefined;
  const pairs = [...new URLSearchParams(hash.slice(at + 1))];
  const query = new URLSearchParams(pairs.slice(beginOf(pairs)));
  const object = objectNamed(query.get(OPEN) ?? '');
  if (object === undefined) return undefined;
  return {
    object,
    tab: query.get('tab') ?? undefined,
    container: query.get('container') ?? undefined,
    ...(query.has('previous') ? { previous: true } : {}),
    ...(query.get('ask') === 'restart' ? { isRestartAsked: true } : {}),
  };
}
