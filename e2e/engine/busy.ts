// ODINs whose locks are short, and a release that keeps one at work: what scenarios about locks begin with.
import { expect, vi } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import type { Ground } from './ground.ts';
import { claim, configMap, releaseOf } from './objects.ts';
import { type Desired, intercepted, type Odin, odinOn } from './odin.ts';

export const lockTimes = { durationMs: 2_000, deadlineMs: 1_200, renewMs: 300 };

/** The Lease of that release. */
export const LEASE = 'lease/odin-lock.web';

/** A release of one object, which changes with `value`, and, to keep it busy, of one that never becomes healthy. */
export function desiredOf(namespace: string, value: string, isBusy = false): Desired {
  return releaseOf(namespace, [configMap('web', { value }), ...(isBusy ? [claim('web')] : [])], '1');
}

/** Begins an install that will wait in vain, and gives it back when it is waiting. */
export async function busy(odin: Odin, desired: Desired) {
  const controller = new AbortController();
  let phase = '';
  const prepared = await odin.plan(desired);
  const note = (operation: { readonly phase: string }) => {
    phase = operation.phase;
  };
  const running = odin.apply(prepared, note, controller.signal);
  await vi.waitFor(() => expect(phase).toBe('verifying'), 20_000);
  return { running, cancel: () => controller.abort() };
}

/** Makes ODINs on a ground; `request` may get between one and the cluster. */
export function odinsOn(ground: Ground) {
  return (request: KubeClient['request'] = (one) => ground.client.request(one)): Odin =>
    odinOn(() => intercepted(ground.client, request), { lockTimes });
}

/** Makes namespaces on it, by what they are for. */
export function namespacesOn(ground: Ground) {
  return async (what: string): Promise<string> => {
    const name = ground.namespaceFor(what);
    await ground.person.create('', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    return name;
  };
}
