// The next step after a request failed: none, read the kubeconfig anew, or repeat. Pure, so that the rules can be read in one place.
import { ApiError } from './api-error.ts';
import type { KubeRequest } from './client.ts';
import { codeOf, isReset } from './connection-error.ts';

/** How often the request was repeated already, by reason, and whether the kubeconfig has changed since it was read. */
export interface Tries {
  readonly reloads: number;
  readonly resets: number;
  readonly waits: number;
  readonly isOutdated: boolean;
}

export type NextStep =
  | { readonly do: 'giveUp' }
  | { readonly do: 'reload' } // read the kubeconfig (and ask its plugin) anew, then repeat
  | { readonly do: 'repeat' }
  | { readonly do: 'wait'; readonly waitMs: number }; // then repeat

const MAX_WAITS = 4;
const GIVE_UP: NextStep = { do: 'giveUp' };

/** The rules that `KubeClient` promises. `error` is what `send` threw: an `ApiError`, or what undici threw. */
export function nextStep(method: NonNullable<KubeRequest['method']>, error: unknown, tries: Tries): NextStep {
  if (error instanceof ApiError) {
    if (error.status === 401) return tries.reloads === 0 ? { do: 'reload' } : GIVE_UP;
    const mayRepeat = method === 'GET' ? [429, 503].includes(error.status) : method !== 'POST' && error.status === 429;
    if (!mayRepeat || error.retryAfterSeconds === undefined || tries.waits === MAX_WAITS) return GIVE_UP;
    return { do: 'wait', waitMs: error.retryAfterSeconds * 1000 };
  }
  // Another request's reload closed this connection pool before anything was sent.
  if (codeOf(error) === 'UND_ERR_CLOSED' && tries.resets < MAX_WAITS) return { do: 'repeat' };
  if (method !== 'GET') return GIVE_UP;
  if (tries.isOutdated && tries.reloads === 0) return { do: 'reload' };
  return isReset(error) && tries.resets === 0 ? { do: 'repeat' } : GIVE_UP;
}
