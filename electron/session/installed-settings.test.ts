import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { InstalledSettings } from './installed-settings.ts';

const never = new AbortController().signal;
const naming = (service: string) => ({ version: 1, prometheus: { existing: { namespace: 'lab', service } } });
let revision = 1;
let supplied: () => Promise<Readonly<Record<string, unknown>>> = async () => ({ version: 1 });
const settings = () =>
  new InstalledSettings({ supplied: async () => ({ revision: revision++, supplied: await supplied() }) });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  revision = 1;
});
afterEach(() => vi.useRealTimers());

it('reads once for many connections, and sees within half a minute what another program has installed', async () => {
  const installed = settings();
  supplied = async () => ({ version: 1 });
  expect(await installed.existingPrometheus(never)).toBeUndefined();
  supplied = async () => naming('kube-prom');
  expect(await installed.existingPrometheus(never)).toBeUndefined();
  expect(revision).toBe(2);
  vi.advanceTimersByTime(30_000);
  expect(await installed.existingPrometheus(never)).toMatchObject({
    namespace: 'lab',
    service: 'kube-prom',
    port: 9090,
  });
});

it('does not keep what was read before a change of its own', async () => {
  const installed = settings();
  let answer = (_: Readonly<Record<string, unknown>>) => {};
  supplied = () => new Promise((resolve) => (answer = resolve));
  const before = installed.existingPrometheus(never);
  installed.forget();
  answer(naming('former'));
  await before;
  supplied = async () => naming('present');
  expect(await installed.existingPrometheus(never)).toMatchObject({ service: 'present' });
});

it('asks again after a failure', async () => {
  const installed = settings();
  supplied = () => Promise.reject(new Error('forbidden'));
  expect(await installed.existingPrometheus(never)).toBeUndefined();
  supplied = async () => naming('kube-prom');
  expect(await installed.existingPrometheus(never)).toMatchObject({ service: 'kube-prom' });
});
