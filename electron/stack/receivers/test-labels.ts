// The labels of a test for one receiver: what its routes ask for, as far as that can be read off them. Pure.
import type { ReceiverTest } from '../../../shared/model/receiver.ts';
import type { Route } from '../settings/alertmanager/fragment.ts';
import { goesOn, NOBODY } from './routes.ts';

type Labels = Readonly<Record<string, string>>;
/** What is asked of labels. A label may have any name, also one that every object has. */
type Asked = ReadonlyMap<string, string>;

/** The name of the alert. */
export const TEST_ALERT = 'ODINTest';

/** The labels, and whether the routes lead from them to the receiver. */
export function testLabels(route: Route, { name, severity }: ReceiverTest): { labels: Labels; isRouted: boolean } {
  const base = { alertname: TEST_ALERT, receiver: name, severity };
  // What was chosen stays chosen.
  const labels = new Map([...(wantedBy(route, name) ?? []), ...Object.entries(base)]);
  return { labels: Object.fromEntries(labels), isRouted: (receiversOf(route, labels) ?? []).includes(name) };
}

/** The labels on the way to a receiver; none where there is no way, or one that is not all equalities. */
function wantedBy(route: Route, name: string): Asked | undefined {
  const own = equalities(route);
  if (own === undefined) return undefined;
  for (const child of route.routes ?? []) {
    const below = wantedBy(child, name);
    if (below !== undefined) return new Map([...own, ...below]);
  }
  return route.receiver === name ? own : undefined;
}

/** Who is told of them, as Alertmanager goes through its routes; undefined where that cannot be followed. */
function receiversOf(route: Route, labels: Asked, inherited = NOBODY): readonly string[] | undefined {
  const own = route.receiver || inherited;
  const told: string[] = [];
  let isTaken = false;
  for (const child of route.routes ?? []) {
    const asked = equalities(child);
    if (asked === undefined) return undefined;
    if (![...asked].every(([label, value]) => labels.get(label) === value)) continue;
    const below = receiversOf(child, labels, own);
    if (below === undefined) return undefined;
    told.push(...below);
    isTaken = true;
    if (!goesOn(child)) break;
  }
  return isTaken ? told : [own];
}

/** What a route asks of labels; undefined where it asks for more than that they are equal, or looks at the clock. */
function equalities(route: Route): Asked | undefined {
  const { matchers, match, match_re, mute_time_intervals, active_time_intervals } = route as Readonly<
    Record<string, unknown>
  >;
  const isFilled = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if ([match_re, mute_time_intervals, active_time_intervals].some(isFilled)) return undefined;
  const labels = new Map(Object.entries((match as Labels | null | undefined) ?? {}));
  for (const matcher of (matchers as readonly string[] | null | undefined) ?? []) {
    const [, label, quoted, bare] = /^\s*([a-zA-Z_]\w*)\s*=\s*(?:"([^"\\]*)"|([^\s"'~,{}\\]+))\s*$/.exec(matcher) ?? [];
    if (label === undefined) return undefined;
    labels.set(label, quoted ?? bare ?? '');
  }
  return labels;
}
