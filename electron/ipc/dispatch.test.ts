import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { calls } from '../../shared/ipc/contract.ts';
import type { CallName, Handlers } from '../../shared/ipc/types.ts';
import { dispatch } from './dispatch.ts';

const names = Object.keys(calls) as CallName[];
const { signal } = new AbortController();

/** Handlers that fail the test when reached, but for those given. */
function handlersWith(given: Partial<Handlers>): Handlers {
  const unexpected = (name: string) => () => {
    throw new Error(`reached ${name}`);
  };
  return { ...Object.fromEntries(names.map((name) => [name, unexpected(name)])), ...given } as Handlers;
}

describe('dispatch', () => {
  it('refuses names that are not in the contract, also those that every object has', async () => {
    for (const name of ['', 'toString', '__proto__', 'constructor', 'app.Info', 7, null, undefined, {}]) {
      expect(await dispatch(handlersWith({}), name, undefined, signal)).toMatchObject({
        ok: false,
        error: { code: 'badInput' },
      });
    }
  });

  it('answers anything at all without throwing, and never reaches a handler with input that breaks its schema', async () => {
    const reached: [CallName, unknown][] = [];
    const recording = Object.fromEntries(
      names.map((name) => [name, (input: unknown) => void reached.push([name, input])]),
    ) as unknown as Handlers;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.anything(), async (name, input) => {
        reached.length = 0;
        const reply = await dispatch(recording, name, input, signal);
        expect(typeof reply.ok).toBe('boolean');
        for (const [to, value] of reached) expect(calls[to].input.safeParse(value).success).toBe(true);
      }),
    );
  });

  it('names the call and the field of a wrong input', async () => {
    const reply = await dispatch(handlersWith({}), 'app.setTheme', { theme: 'pink' }, signal);
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(/app\.setTheme.*theme/) } });
  });

  it('carries all the facts of a failure', async () => {
    const failing = handlersWith({
      'clusters.status': () => {
        throw new AppError('unreachable', 'The API server does not answer.', {
          subject: 'k3s',
          remedy: 'systemctl start k3s',
        });
      },
    });
    expect(await dispatch(failing, 'clusters.status', undefined, signal)).toEqual({
      ok: false,
      error: {
        code: 'unreachable',
        message: 'The API server does not answer.',
        subject: 'k3s',
        remedy: 'systemctl start k3s',
      },
    });
  });

  it('lets nothing out that the contract does not name', async () => {
    const leaking = handlersWith({
      'clusters.list': () => ({ files: [], contexts: [], selected: null, token: 'secret' }) as never,
    });
    const reply = await dispatch(leaking, 'clusters.list', undefined, signal);
    expect(JSON.stringify(reply)).not.toContain('secret');
  });
});
