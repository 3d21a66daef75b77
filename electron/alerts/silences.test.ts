import { expect, it } from 'vitest';
import type { Alert } from '../../shared/model/alert.ts';
import { LONGEST_SILENCE_MS } from '../../shared/model/silence-bounds.ts';
import { silenceAgain, silenceFor, silencesOf } from './silences.ts';

const NOW = Date.parse('2026-11-30T16:00:00Z');
const HOUR = 3_600_000;

const alert: Alert = {
  fingerprint: 'f1',
  name: 'GpuHot',
  severity: 'critical',
  state: 'firing',
  since: NOW - HOUR,
  summary: 'hot',
  labels: { alertname: 'GpuHot', gpu: '0', note: '' },
};

it('silences one alert by all labels that it has, and no other', () => {
  const made = silenceFor({ fingerprint: 'f1', endsAt: NOW + HOUR, comment: 'fan' }, [alert], 'freya', NOW);
  expect(made).toEqual({
    matchers: [
      { name: 'alertname', value: 'GpuHot', isRegex: false, isEqual: true },
      { name: 'gpu', value: '0', isRegex: false, isEqual: true },
    ],
    startsAt: '2026-11-30T16:00:00.000Z',
    endsAt: '2026-11-30T17:00:00.000Z',
    createdBy: 'freya',
    comment: 'fan',
  });
});

it.each([
  ['f2', NOW + HOUR, 'notFound', /ended meanwhile/],
  ['f1', NOW, 'badInput', /later end/],
  ['f1', NOW + LONGEST_SILENCE_MS + 1, 'badInput', /31 days at most/],
])('refuses what would silence nothing: %s until %d', (fingerprint, endsAt, code, message) => {
  const make = () => silenceFor({ fingerprint, endsAt, comment: 'x' }, [alert], 'freya', NOW);
  expect(make).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

it('lists those that have not ended, the next to end first, and writes matchers as Alertmanager does', () => {
  const one = (id: string, state: 'active' | 'pending' | 'expired', endsAt: string) => ({
    id,
    status: { state },
    startsAt: '2026-11-30T15:00:00Z',
    endsAt,
    createdBy: '',
    comment: '',
    matchers: [
      { name: 'gpu', value: '0|1', isRegex: true, isEqual: true },
      { name: 'job', value: 'a"b', isRegex: false, isEqual: false },
    ],
  });
  const told = [
    one('late', 'active', '2026-11-30T18:00:00Z'),
    one('over', 'expired', '2026-11-30T15:30:00Z'),
    one('soon', 'pending', '2026-11-30T17:00:00Z'),
  ];
  const silences = silencesOf(told);
  expect(silences.map(({ id, state }) => [id, state])).toEqual([
    ['soon', 'pending'],
    ['late', 'active'],
  ]);
  expect(silences[0]?.matchers).toEqual(['gpu=~"0|1"', 'job!="a\\"b"']);
});

it('makes a silence anew until the same moment, and none of which nothing is left', () => {
  const matchers = [{ name: 'gpu', value: '0', isRegex: false, isEqual: true }];
  const ended = {
    id: 'a',
    status: { state: 'active' as const },
    startsAt: '2026-11-30T15:00:00Z',
    endsAt: '2026-11-30T18:00:00Z',
    createdBy: 'freya',
    comment: 'fan',
    matchers,
  };
  const { endsAt, createdBy, comment } = ended;
  const again = { matchers, endsAt, createdBy, comment, startsAt: '2026-11-30T16:00:00.000Z' };
  expect(silenceAgain(ended, NOW)).toEqual(again);
  expect(() => silenceAgain({ ...ended, endsAt: '2026-11-30T16:00:00Z' }, NOW)).toThrow(/would have ended/);
});
