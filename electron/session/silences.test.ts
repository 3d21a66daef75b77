import { expect, it } from 'vitest';
import type { AlertmanagerSilence } from '../alerts/answers.ts';
import type { NewSilence } from '../alerts/silences.ts';
import { Silences } from './silences.ts';

const { signal } = new AbortController();

/** As Alertmanager: a silence that is ended ends now, and it is forgotten until when it was. */
function alertmanager() {
  const silences: AlertmanagerSilence[] = [];
  return {
    silences: async () => silences,
    alerts: async () => [],
    silence: async (made: NewSilence) => {
      const id = `s${silences.length}`;
      silences.push({ ...made, matchers: [...made.matchers], id, status: { state: 'active' } });
      return id;
    },
    expire: async (id: string) => {
      const at = silences.findIndex((one) => one.id === id);
      const [silence] = silences.splice(at, 1);
      if (silence !== undefined) {
        silences.push({ ...silence, status: { state: 'expired' }, endsAt: new Date().toISOString() });
      }
    },
  };
}

it('a silence that was ended comes back as it was, once', async () => {
  const service = alertmanager();
  let changes = 0;
  const silences = new Silences({
    alertmanager: async () => service,
    alerts: async () => ({ state: 'noAlerting', reason: '' }),
    onChange: () => changes++,
  });
  const endsAt = Date.now() + 3_600_000;
  const matchers = [{ name: 'gpu', value: '0', isRegex: false, isEqual: true }];
  const startsAt = new Date().toISOString();
  const id = await service.silence({
    matchers,
    startsAt,
    endsAt: new Date(endsAt).toISOString(),
    createdBy: 'a',
    comment: 'b',
  });

  await silences.expire(id, signal);
  expect(await silences.list(signal)).toEqual([]);
  const again = await silences.restore(id, signal);
  expect(again).toMatchObject({ endsAt, createdBy: 'a', comment: 'b', matchers: ['gpu="0"'] });
  expect(await silences.list(signal)).toEqual([again]);
  expect(changes).toBe(2);
  await expect(silences.restore(id, signal)).rejects.toMatchObject({ code: 'notFound' });
});
