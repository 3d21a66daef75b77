// The support bundle: what is in it, and that no secret is, wherever it came from.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Session } from './session.ts';
import { bundleOf } from './support-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-bundle-'));
const logFile = join(folder, 'odin.log');
writeFileSync(logFile, `first line\n${'x\n'.repeat(300)}password=hunter2 was\u001b[2J wrong\n`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { signal } = new AbortController();
const common = { version: '0.1.0', status: { state: 'none' }, logFile } as const;
const READS = {
  stackStatus: () => Promise.reject(new AppError('forbidden', 'User "freya" may not list secrets.')),
  verdict: { level: 'ok', sentence: 'All is well.' },
  watch: { current: { overview: null } },
  alerts: { current: null },
  operations: { current: null },
  forwards: { list: () => [] },
};
const session = (reads: object) => ({ ...READS, ...reads }) as unknown as Session;

it('has diagnostics, log, doctor and events, and says what each is', async () => {
  const files = await bundleOf(
    {
      ...common,
      session: session({
        doctor: async () => ({
          sentence: 'token: hunter2 is refused',
          links: [{ name: 'driver', env: { PASSWORD: 'hunter2' } }],
        }),
        events: async () => [
          { message: 'Get "https://u:hunter2@10.0.0.1": \u202erefused', object: { kind: 'Pod', name: 'grafana' } },
        ],
      }),
    },
    signal,
  );
  expect(files.map(({ name }) => name)).toEqual(['diagnostics.txt', 'odin.log', 'doctor.json', 'events.json']);
  const [diagnostics, log, doctor, events] = files.map(({ text }) => text);
  expect(diagnostics).toContain('ODIN Control Panel 0.1.0\n');
  expect(log).toMatch(/^first line\n/);
  expect(log).toContain('password=[masked] was\\x1b[2J wrong\n');
  expect(JSON.parse(doctor ?? '').links[0].name).toBe('driver');
  expect(JSON.parse(events ?? '')[0].object).toEqual({ kind: 'Pod', name: 'grafana' });
  for (const { name, what, text } of files) {
    expect(what, name).not.toBe('');
    expect(text, name).not.toContain('hunter2');
    expect(text, name).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
  }
});

it('says in a file why it could not be read, and has the others', async () => {
  const failing = session({
    doctor: () => Promise.reject(new AppError('unreachable', 'The server refuses token=hunter2, says who asked.')),
    events: async () => [],
  });
  const [, , doctor, events] = await bundleOf({ ...common, session: failing }, signal);
  expect(doctor?.text).toBe('The server refuses token=[masked], says who asked.\n');
  expect(events?.text).toBe('[]\n');
});

it('has diagnostics and log where there is no cluster, with the reason', async () => {
  const files = await bundleOf({ ...common, session: null, failure: 'There is no kubeconfig.' }, signal);
  expect(files.map(({ name }) => name)).toEqual(['diagnostics.txt', 'odin.log']);
  expect(files[0]?.text).toMatch(/^There is no kubeconfig\.\n\nODIN Control Panel/);
});

it('is not made when a person has given it up', async () => {
  const stopped = AbortSignal.abort(new AppError('cancelled', 'Cancelled.'));
  const reads = session({ doctor: async () => ({}), events: async () => [] });
  await expect(bundleOf({ ...common, session: reads }, stopped)).rejects.toThrow('Cancelled.');
});
