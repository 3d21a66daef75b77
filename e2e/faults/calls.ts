// API calls by what they are, so that the same call is found again in another run and another namespace.
import type { SeenRequest } from '../wire/faulting-proxy.ts';

/** `GET secrets/odin-state.web #2`: the second of its kind in a run. */
export interface Call {
  readonly what: string;
  readonly nth: number;
  /** Whether every run makes it. A watch comes only where a controller was slower than ODIN. */
  readonly isCertain: boolean;
}

export function nameOf({ what, nth }: Pick<Call, 'what' | 'nth'>): string {
  return `${what} #${nth}`;
}

/** `GET secrets`: a call by what it asks for, whatever that is called. */
export function kindOf({ what }: Pick<Call, 'what'>): string {
  return what.replace(/\/.*/, '');
}

/** `GET`, `WATCH`, `PATCH (dry run)`. */
export function verbOf({ what }: Pick<Call, 'what'>): string {
  return what.slice(0, what.lastIndexOf(' '));
}

/** A request without what differs from run to run. */
export function whatOf({ method, path, query }: SeenRequest): string {
  const verb = query.has('watch') ? 'WATCH' : query.has('dryRun') ? `${method} (dry run)` : method;
  const short = path
    .replace(/^\/apis?\/(?:[^/]+\/)?v\d\w*\/namespaces\/[^/]+\//, '')
    .replace(/^\/apis?\/(?:[^/]+\/)?v\d\w*\/(?=[^/]+$)/, '')
    .replace(/\.v\d+$/, '.vN')
    .replace(/\/odin-lock\..+$/, '/odin-lock.RELEASE')
    .replace(/\/only-[ab]$/, '/only-X')
    .replace(/\bfaults-[a-z0-9]+-\d+\b/, 'NS');
  return `${verb} ${short}`;
}

/** Of the lock; how often it comes depends on how long a change takes. */
export const RENEWAL = 'PATCH leases/odin-lock.RELEASE';

/** Whether a call only asks. */
export function isRead({ what }: Call): boolean {
  return /^(GET|WATCH|\w+ \(dry run\)) /.test(what);
}

/** Whether it changes the cluster. */
export function isWrite({ method, query }: SeenRequest): boolean {
  return method !== 'GET' && !query.has('dryRun');
}

export function isOfLease({ path }: SeenRequest): boolean {
  return path.includes('/leases');
}

/** How often each is called in a run. */
export function count(seen: readonly SeenRequest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const request of seen) counts.set(whatOf(request), (counts.get(whatOf(request)) ?? 0) + 1);
  return counts;
}

/** Of Helm's records the oldest, or all: how many there are to forget depends on the history. */
export function isForgetting({ what }: Call): boolean {
  return what.startsWith('DELETE secrets/sh.helm.release.');
}

/** All calls that any of the runs made. */
export function callsOf(runs: readonly (readonly SeenRequest[])[]): readonly Call[] {
  const counts = runs.map(count);
  const timesOf = (what: string) => counts.map((one) => one.get(what) ?? 0);
  return [...new Set(counts.flatMap((one) => [...one.keys()]))].flatMap((what) => {
    const least = Math.min(...timesOf(what));
    return Array.from({ length: Math.max(...timesOf(what)) }, (_, index): Call => {
      return { what, nth: index + 1, isCertain: index < least };
    });
  });
}

/** Finds the call in the requests that come from now on. */
export function matcher({ what, nth }: Pick<Call, 'what' | 'nth'>): (request: SeenRequest) => boolean {
  let seen = 0;
  return (request) => {
    if (whatOf(request) !== what) return false;
    seen += 1;
    return seen === nth;
  };
}
