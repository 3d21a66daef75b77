// The alerts that a receiver hears of, read off the tree of routes. Pure.
// Source: https://prometheus.io/docs/alerting/latest/configuration/#route-related-settings
import type { Receiver } from '../../../shared/model/receiver.ts';
import type { Route } from '../settings/alertmanager/fragment.ts';

/** The stack's own receiver, which tells nobody. */
export const NOBODY = 'nobody';

export const CRITICAL = 'severity="critical"';

/** What a route of the form's own has. */
const PLAIN = new Set(['receiver', 'continue', 'matchers']);

/** The keys of a route that say something. */
export function saidIn(route: object): readonly string[] {
  return Object.entries(route).flatMap(([key, value]) => (value === undefined || value === null ? [] : [key]));
}

/** Of a route that the form could have made: whom it tells of what. Undefined for any other. */
export function plainTells(route: Route): 'all' | 'critical' | undefined {
  if (!saidIn(route).every((key) => PLAIN.has(key))) return undefined;
  const matchers: readonly string[] = Reflect.get(route, 'matchers') ?? [];
  if (matchers.length === 0) return 'all';
  const [only = ''] = matchers;
  return matchers.length === 1 && /^\s*severity\s*=\s*"?critical"?\s*$/.test(only) ? 'critical' : undefined;
}

/** Whether the routes after this one are looked at, too. */
export function goesOn(route: Route): boolean {
  return Reflect.get(route, 'continue') === true;
}

/** What a receiver hears of. */
export function tellsOf(route: Route, name: string): Receiver['tells'] {
  const times = placesOf(route, name);
  if (times === 0) return 'nothing';
  const children = route.routes ?? [];
  if (times > 1) return 'other';
  if (route.receiver === name) return children.length === 0 ? 'all' : 'other';
  // Whoever the first route tells hears less for each that is taken below: a change of one would be a change of both.
  if (route.receiver && route.receiver !== NOBODY) return 'other';
  for (const [index, child] of children.entries()) {
    const isLast = index === children.length - 1;
    if (child.receiver === name) return (goesOn(child) || isLast ? plainTells(child) : undefined) ?? 'other';
    if (!goesOn(child)) return 'other';
  }
  return 'other';
}

function placesOf(route: Route, name: string): number {
  const below = (route.routes ?? []).reduce((sum, child) => sum + placesOf(child, name), 0);
  return below + (route.receiver === name ? 1 : 0);
}
