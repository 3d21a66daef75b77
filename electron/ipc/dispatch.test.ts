import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { calls } from '../../shared/ipc/contract.ts';
import type { CallName, Handlers } from '../../shared/ipc/types.ts';
import { dispatch } from './dispatch.ts';

const names = Object.keys(calls) as CallName[];
const { signal } = new AbortController();

/** Of the contract's inputs, so that some of the random ones come close. */
const KEYS = [
  'id',
  'theme',
  'hash',
  'version',
  'want',
  'consent',
  'settings',
  'target',
  'metrics',
  '__proto__',
  'where',
];

function deep(levels: number): unknown {
  return levels === 0 ? 0 : { a: deep(levels - 1) };
}

function itself(): unknown {
  const one: Record<string, unknown> = {};
  one.self = [one];
  return one;
}

/** Handlers that fail the test when reached, but for those given. */
function handlersWith(given: Partial<Handlers>): Handlers {
  const unexpected = (name: string) => () => {
    throw new Error(`reached ${name}`);
  };
  return { ...Object.fromEntries(names.map((name) => [name, unexpected(name)])), ...given } as Handlers;
}

describe('dispatch', () => {
  it('refuses anything at all that a page may send as a name, in a short sentence', async () => {
    const circular: unknown[] = [];
    circular.push(circular);
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withTypedArray: true, withNullPrototype: true, withDate: true }),
      fc.string({ minLength: 1_000, maxLength: 5_000 }),
      fc.constantFrom<unknown>(
        circular,
        1n,
        { toJSON: 1n },
        { toString: 1, valueOf: 1 },
        Symbol('x'),
        '\u001b[2J\ud800',
      ),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (name) => {
        const reply = await dispatch(handlersWith({}), name, undefined, signal);
        if (reply.ok) throw new Error('it was taken');
        expect(reply.error.code).toBe('badInput');
        expect(reply.error.message.length).toBeLessThan(500);
      }),
    );
  });

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

  it('answers whatever JSON a page sends with a value, and calls a refusal nobody’s defect', async () => {
    const defects: unknown[] = [];
    const none = handlersWith({});
    const nearly = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...KEYS), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...names), fc.anything()), nearly, async (name, input) => {
        const reply = await dispatch(none, name, input, signal, (...defect) => defects.push(defect));
        // Handlers throw when they are reached: with `internal`, and only then is it told as a defect.
        if (reply.ok) throw new Error('nothing answers here');
        expect(defects.splice(0).length > 0).toBe(reply.error.code === 'internal');
        expect(reply.error.message.length).toBeLessThan(400);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses names that cannot be shown, too long ones, and keys that no call has', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    for (const name of [10n, circular, { toJSON: 1, toString: 2 }, new Map(), 'x'.repeat(1_000_000)]) {
      const reply = await dispatch(handlersWith({}), name, undefined, signal);
      expect(reply).toMatchObject({ ok: false, error: { code: 'badInput' } });
      expect(JSON.stringify(reply).length).toBeLessThan(400);
    }
    for (const [name, input] of [
      ['app.setTheme', { theme: 'dark', more: 1 }],
      ['stack.apply', { hash: 'x', path: '/etc/passwd' }],
      ['stack.plan', { want: 'putBack', consent: [], namespace: 'kube-system' }],
      ['metrics.range', { metrics: ['gpuPower'], rangeSeconds: 60, query: 'up' }],
    ] as const) {
      expect(await dispatch(handlersWith({}), name, input, signal)).toMatchObject({ error: { code: 'badInput' } });
    }
  });

  it.each([
    ['a long text', 'x'.repeat(1_000_001)],
    ['many values', Array.from({ length: 20_001 }, () => 0)],
    ['a list of holes', new Array(4_000_000_000)],
    ['depth', deep(40)],
    ['itself', itself()],
    ['a date', new Date()],
    ['bytes', new Uint8Array(5)],
    ['not a number', Number.NaN],
    ['a big number', 10n],
  ])('refuses what is too large or no JSON before any schema reads it: %s', async (_what, settings) => {
    const input = { want: 'install', settings: { settings }, consent: [] };
    const reply = await dispatch(handlersWith({}), 'stack.plan', input, signal);
    expect(reply).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^stack\.plan: the input is refused: it (is|has) /) },
    });
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
