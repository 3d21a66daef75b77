// The bridge of an ordinary browser, where there is no preload script: the page with a scenario, without Electron.
import { factsOf, toAppError } from '../../../shared/errors.ts';
import type { Bridge, CallName, EventName } from '../../../shared/ipc/types.ts';
import { play, type ScenarioName, scenarios } from '../scenarios.ts';

const listeners = new Map<string, Set<(payload: unknown) => void>>();
const running = new Map<string, AbortController>();
const asked = new URLSearchParams(location.search).get('scenario') ?? 'healthy';
const name = Object.hasOwn(scenarios, asked) ? (asked as ScenarioName) : 'healthy';
const handlers = play(name, (event: EventName, payload) => {
  for (const listener of listeners.get(event) ?? []) listener(payload);
});

const bridge: Bridge = {
  async call(callName, input, id) {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      // Only the page calls this, through its typed client.
      const handler = handlers[callName as CallName] as (input: unknown, signal: AbortSignal) => unknown;
      return { ok: true, value: await handler(input, controller.signal) };
    } catch (error) {
      return { ok: false, error: factsOf(toAppError(error)) };
    } finally {
      running.delete(id);
    }
  },
  cancel: (id) => running.get(id)?.abort(),
  on(event, listener) {
    const those = listeners.get(event) ?? new Set();
    listeners.set(event, those.add(listener));
    return () => those.delete(listener);
  },
};

Object.assign(window, { odin: bridge });
