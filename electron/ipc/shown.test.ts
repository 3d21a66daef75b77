import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ATTACKS, hostileText } from '../../shared/hostile-text.testkit.ts';
import type { Handlers } from '../../shared/ipc/types.ts';
import { dispatch } from './dispatch.ts';
import { shown } from './shown.ts';

const ACTING = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

it('nothing in it acts, but for what the page hands back', () => {
  fc.assert(
    fc.property(
      fc.dictionary(hostileText, fc.array(fc.dictionary(hostileText, hostileText))),
      hostileText,
      (value, id) => {
        fc.pre(!['id', 'selected', 'hash', 'settings', 'bytes'].some((name) => JSON.stringify(value).includes(name)));
        expect(JSON.stringify(shown(value))).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(shown({ id, list: [{ hash: id, selected: id, settings: { any: [id] }, settingsBefore: id }] })).toEqual({
          id,
          list: [{ hash: id, selected: id, settings: { any: [id] }, settingsBefore: id }],
        });
      },
    ),
  );
});

it('a piece of a shell’s output passes whole, as large as it comes', () => {
  const bytes = Buffer.alloc(48_000, 'x').toString('base64');
  expect(shown({ id: 'shell-1', told: { kind: 'shell', message: { state: 'open', bytes } } }).told.message).toEqual({
    state: 'open',
    bytes,
  });
});

it('a remedy is one line; a difference is whole; what nobody reads is cut', () => {
  const long = `${'x'.repeat(1_000_000)}\n\x1b`;
  const { remedy, before, yaml, name } = shown({ remedy: 'sudo a\nsudo b', before: long, yaml: long, name: long });
  expect(remedy).toBe('sudo a\\nsudo b');
  expect(before).toBe(`${'x'.repeat(1_000_000)}\n\\x1b`);
  expect(yaml).toBe(before);
  expect(name).toBe(`${'x'.repeat(4_000)}…\n\\x1b`);
});

it.each(Object.entries(ATTACKS))('an error passes it too: %s', async (_name, text) => {
  const handlers = {
    'clusters.status': () => {
      throw new AppError('unreachable', text, { subject: text, remedy: text });
    },
  } as unknown as Handlers;
  const { signal } = new AbortController();
  for (const name of ['clusters.status', text]) {
    const reply = await dispatch(handlers, name, undefined, signal);
    expect(reply.ok).toBe(false);
    if (!reply.ok) for (const one of Object.values(reply.error)) expect(one).not.toMatch(ACTING);
  }
});
