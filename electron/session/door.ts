// The door to a service of the cluster, for a browser of this person.
import type { Gateway } from '../gateway/gateway.ts';

/** Nobody comes in beside it: who answers on the service's local address. */
export interface Door {
  /** Undefined before it was unlocked. */
  readonly gateway: Gateway | undefined;
  /** Makes ready to let somebody in. Throws `AppError`. */
  unlock(signal: AbortSignal): Promise<void>;
  /** Ends the gateway; nobody is let in any more by what it gave out. */
  dispose(): void;
}
