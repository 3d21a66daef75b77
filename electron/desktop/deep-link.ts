// Reads `odin://` links. Any program and any web page may send one, so that it gives data alone, and anything else gives nothing.
import { dashboardUidSchema } from '../../shared/model/alert.ts';
import { type DeepLink, deepLinkSchema } from '../../shared/model/deep-link.ts';
import { EXPLORE_RANGES_SECONDS } from '../../shared/model/explore-bounds.ts';
import { hasLog, isLogSpan } from '../../shared/model/log-bounds.ts';
import { objectNamed } from '../../shared/model/object-name.ts';

/** Longer than any link that leads somewhere. */
const LONGEST = 2_000;
/** Written out rather than parsed as a URL, which drops line ends and tabs. Systems may add a slash at the end of the page. */
const LINK = /^odin:\/\/([a-z]+)(?:\/([\w-]+))?\/?(?:\?([!-~]*))?$/i;

/** As ODIN writes a moment, and RFC 3339. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** What a link says; undefined for what is no such link, or names no page, object or dashboard as ODIN writes them. */
export function readDeepLink(text: string): DeepLink | undefined {
  if (text.length > LONGEST) return undefined;
  const [, host = '', dashboard, query = ''] = LINK.exec(text) ?? [];
  const page = host.toLowerCase();
  if (page === 'grafana') return dashboardLink(dashboard);
  if (dashboard !== undefined) return undefined;
  const said = new URLSearchParams(query);
  // What is opened beside a page is what the link is about.
  if (!said.has('open') && page === 'explore' && said.has('expr')) return expressionLink(said);
  if (!said.has('open') && page === 'logs' && said.has('of')) return logLink(said);
  return pageLink(page, said);
}

function expressionLink(query: URLSearchParams): DeepLink | undefined {
  const range = EXPLORE_RANGES_SECONDS.find((seconds) => String(seconds) === query.get('range'));
  const link = { to: 'expression', expression: query.get('expr'), ...(range === undefined ? {} : { range }) };
  return deepLinkSchema.safeParse(link).data;
}

/** What is said of its time or container and is none is dropped, as with tabs. */
function logLink(query: URLSearchParams): DeepLink | undefined {
  const of = query.get('of') ?? '';
  const object = of === 'stack' ? undefined : objectNamed(of);
  if (of !== 'stack' && (object === undefined || !hasLog(object.kind))) return undefined;
  const source = object === undefined ? { of: 'stack' } : { of: 'object', object };
  const link = { to: 'log', source, ...(query.has('previous') ? { previous: true } : {}) };
  const last = query.get('last') ?? '';
  // A `+` that was not escaped arrives as a space, and a moment has no spaces.
  const moment = (query.get('at') ?? '').replaceAll(' ', '+');
  const at = MOMENT.test(moment) ? Date.parse(moment) : Number.NaN;
  const time = at > 0 ? { at } : isLogSpan(last) ? { last } : {};
  const container = query.get('container') ?? undefined;
  const [whole, withoutContainer] = [
    { ...link, ...time, container },
    { ...link, ...time },
  ].map((each) => deepLinkSchema.safeParse(each));
  return whole?.data ?? withoutContainer?.data;
}

function dashboardLink(uid: string | undefined): DeepLink | undefined {
  const parsed = dashboardUidSchema.safeParse(uid);
  return parsed.success ? { to: 'dashboard', uid: parsed.data } : undefined;
}

/** Whatever else stands in the query, verbs above all, is dropped. */
function pageLink(page: string, query: URLSearchParams): DeepLink | undefined {
  const open = query.get('open');
  const object = open === null ? undefined : objectNamed(open);
  if (open !== null && object === undefined) return undefined;
  const tab = object === undefined ? undefined : (query.get('tab') ?? undefined);
  const link = { to: 'page', page, object };
  const [whole, withoutTab] = [{ ...link, tab }, link].map((each) => deepLinkSchema.safeParse(each));
  return whole?.data ?? withoutTab?.data;
}

/** The link among the arguments of a start; the first one, where somebody sends several. */
export function linkAmong(args: readonly string[]): string | undefined {
  return args.find((arg) => /^odin:/i.test(arg));
}
