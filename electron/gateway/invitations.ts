// The ways to be let in: a link with a secret, for whoever has it, and a door that opens for this person's next visit.
import { Tokens } from './tokens.ts';

/** A browser has opened it by then; who finds it later, in a history, is too late. */
export const LINK_LIFETIME_MS = 30_000;

/** Behind the token: where it leads, nowhere but to the front page or a dashboard, at the last so-many seconds. */
const LOGIN = /^\/odin\/login\/([\w-]+)(\/d\/[\w-]+(?:\?from=now-\d{1,7}s&to=now)?)?$/;
const OPENING = /^\/odin\/open(\/d\/[\w-]+(?:\?from=now-\d{1,7}s&to=now)?)?$/;

/** Doors that are open at once: a person who clicks and clicks opens no more. */
const MOST_DOORS = 16;

/** What a link may be asked to be. */
export interface LinkOptions {
  /** Default: 30 s. */
  readonly lifetimeMs?: number;
  /** The uid of the dashboard that it leads to, instead of the front page. */
  readonly dashboard?: string;
  /** How much of the past that dashboard shows, in whole seconds. Default: what it was made with. */
  readonly rangeSeconds?: number;
}

/** Where a dashboard is, below Grafana's address; nothing without one. */
function dashboardPath({ dashboard, rangeSeconds }: LinkOptions): string {
  if (dashboard === undefined) return '';
  return rangeSeconds === undefined ? `/d/${dashboard}` : `/d/${dashboard}?from=now-${rangeSeconds}s&to=now`;
}

/** Whoever comes by one of these paths, and where they want to go: `''` or `/d/odin-gpu`. */
export type Invited =
  | { readonly by: 'link'; readonly token: string; readonly to: string }
  | { readonly by: 'door'; readonly to: string };

/** The invitation that a path is; undefined where it is none. */
export function invitedBy(path: string): Invited | undefined {
  const [, token, to = ''] = LOGIN.exec(path) ?? [];
  if (token !== undefined) return { by: 'link', token, to };
  const opening = OPENING.exec(path);
  return opening === null ? undefined : { by: 'door', to: opening[1] ?? '' };
}

/** Invitations that were given out, each good for one, once, for a while. */
export class Invitations {
  readonly #links = new Tokens();
  /** Where each leads, and the moment on the monotonic clock at which it closes. */
  #doors: { readonly to: string; readonly endsAt: number }[] = [];

  /** The path of a new link: it is a secret, which lets in who has it. */
  link(options: LinkOptions): string {
    const { lifetimeMs = LINK_LIFETIME_MS } = options;
    return `/odin/login/${this.#links.issue(lifetimeMs)}${dashboardPath(options)}`;
  }

  /** The path at which this person's own next visit is let in: no secret, so that it may stand in a command line. */
  door(options: LinkOptions): string {
    const { lifetimeMs = LINK_LIFETIME_MS } = options;
    const to = dashboardPath(options);
    this.#doors = [...this.#open(), { to, endsAt: performance.now() + lifetimeMs }].slice(-MOST_DOORS);
    return `/odin/open${to}`;
  }

  /** Whether it was good until now; from now on it is not. */
  spend(invited: Invited): boolean {
    if (invited.by === 'link') return this.#links.spend(invited.token);
    const open = this.#open();
    const index = open.findIndex(({ to }) => to === invited.to);
    this.#doors = open.filter((_, other) => other !== index);
    return index >= 0;
  }

  /** Makes all of them worthless. */
  forget(): void {
    this.#links.forget();
    this.#doors = [];
  }

  #open() {
    const now = performance.now();
    return this.#doors.filter(({ endsAt }) => endsAt > now);
  }
}
