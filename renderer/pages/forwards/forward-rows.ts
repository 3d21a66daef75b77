// The rows of the page: the forwards that a person asked for, and the stack's own two, which are kept as they are.
import type { Forward, ForwardTarget } from '../../../shared/model/forward.ts';
import type { KeptForward } from '../../../shared/model/kept-forward.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';

/** One forward; what is of a person can be stopped. */
export interface ForwardRow extends Pick<KeptForward, 'id' | 'state' | 'reason'> {
  readonly object: ObjectRef;
  readonly port: number | undefined;
  /** `127.0.0.1:8080`, or a name of this machine's. */
  readonly address: string | undefined;
  /** Whether the address is of use to whoever copies it: Grafana's lets in what ODIN opens, and nothing else. */
  readonly isOfUse: boolean;
  /** The door to the browser; undefined where a browser has nothing to show. */
  readonly visit: { readonly id: string } | { readonly target: ForwardTarget } | undefined;
  readonly since: number | undefined;
  readonly reconnects: number | undefined;
}

/** @param namespace of the stack */
export function forwardRows(
  kept: readonly KeptForward[],
  own: readonly Forward[],
  namespace: string,
): readonly ForwardRow[] {
  return [...kept.map(ofKept), ...own.filter(({ state }) => state !== 'stopped').map((one) => ofOwn(one, namespace))];
}

function ofKept({ id, object, port, localPort, isHttp, state, reason, since, reconnects }: KeptForward): ForwardRow {
  return {
    id,
    object,
    port,
    address: localPort === undefined ? undefined : `127.0.0.1:${localPort}`,
    isOfUse: true,
    visit: isHttp && localPort !== undefined ? { id } : undefined,
    state,
    reason,
    since,
    reconnects,
  };
}

function ofOwn({ target, state, url, reason }: Forward, namespace: string): ForwardRow {
  return {
    id: target,
    object: { apiVersion: 'v1', kind: 'Service', namespace, name: target },
    port: undefined,
    address: url === undefined ? undefined : new URL(url).host,
    isOfUse: target !== 'grafana',
    visit: url === undefined ? undefined : { target },
    state: state === 'recovering' ? 'broken' : state === 'ready' ? 'ready' : 'starting',
    reason,
    since: undefined,
    reconnects: undefined,
  };
}
