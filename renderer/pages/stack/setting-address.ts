// The address of a setting: a part of the page's own address, taken once. Pure.

/** Longer than any path of a setting. */
const LONGEST = 100;

/** Of a setting by its path (`prometheus.scrapeInterval`), or of a section (`network`). */
export function settingAddress(key: string): string {
  return `#/stack/settings?setting=${encodeURIComponent(key)}`;
}

/** The setting or section that an address leads to; undefined where it leads to none. */
export function settingIn(hash: string): string | undefined {
  const at = hash.indexOf('?');
  if (at < 0 || !hash.startsWith('#/stack')) return undefined;
  const key = new URLSearchParams(hash.slice(at + 1)).get('setting') ?? '';
  return key === '' || key.length > LONGEST ? undefined : key;
}

/** The same address once it was followed; what else it has stays. */
export function withoutSetting(hash: string): string {
  const [page = '', asked = ''] = hash.split('?', 2);
  const query = new URLSearchParams(asked);
  query.delete('setting');
  const rest = query.toString().replaceAll('%2F', '/');
  return rest === '' ? page : `${page}?${rest}`;
}
