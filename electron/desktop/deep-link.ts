// Reads `odin://` links. Any program and any web page may send one, so that it gives data alone, and anything else gives nothing.
import { dashboardUidSchema } from '../../shared/model/alert.ts';
import { type DeepLink, deepLinkSchema } from '../../shared/model/deep-link.ts';
import { objectNamed } from '../../shared/model/object-name.ts';

/** Longer than any link that leads somewhere. */
const LONGEST = 2_000;
/** Written out rather than parsed as a URL, which drops line ends and tabs. Systems may add a slash at the end of the page. */
const LINK = /^odin:\/\/([a-z]+)(?:\/([\w-]+))?\/?(?:\?([!-~]*))?$/i;

/** What a link says; undefined for what is no such link, or names no page, object or dashboard as ODIN writes them. */
export function readDeepLink(text: string): DeepLink | undefined {
  if (text.length > LONGEST) return undefined;
  const [, host = '', dashboard, query = ''] = LINK.exec(text) ?? [];
  const page = host.toLowerCase();
  if (page === 'grafana') return dashboardLink(dashboard);
  return dashboard === undefined ? pageLink(page, new URLSearchParams(query)) : undefined;
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
