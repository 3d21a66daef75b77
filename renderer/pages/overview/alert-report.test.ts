import { describe, expect, it } from 'vitest';
import type { Alert, AlertReport } from '../../../shared/model/alert.ts';
import type { Problem } from '../../../shared/model/overview.ts';
import { foldedInto, isQuiet, withoutFolded } from './alert-report.ts';

const alert = (fingerprint: string): Alert => ({
  fingerprint,
  name: fingerprint,
  severity: 'warning',
  state: 'firing',
  since: 0,
  summary: fingerprint,
  labels: {},
});
const known = (...names: string[]): AlertReport => ({
  state: 'known',
  source: 'alertmanager',
  alerts: names.map(alert),
  at: 0,
});
const problem = (...alerts: string[]): Problem => ({
  id: 'one',
  tone: 'bad',
  title: 'Loki cannot start',
  actions: [],
  alerts,
  evidence: [],
});

describe('withoutFolded', () => {
  it('leaves out what is told with a problem', () => {
    expect(withoutFolded(known('a', 'b', 'c'), [problem('a'), problem('c')])).toEqual(known('b'));
    expect(withoutFolded(known('a'), [])).toEqual(known('a'));
  });

  it('does so with what was known last, and leaves a report without alerts as it is', () => {
    const lost: AlertReport = { state: 'unreachable', reason: 'down', alerts: [alert('a')], at: 0 };
    expect(withoutFolded(lost, [problem('a')])).toEqual({ ...lost, alerts: [] });
    const none: AlertReport = { state: 'noAlerting', reason: 'none' };
    expect(withoutFolded(none, [problem('a')])).toBe(none);
  });
});

describe('foldedInto', () => {
  it('has what the problem names and the report still knows', () => {
    expect(foldedInto(problem('b', 'gone'), known('a', 'b'))).toEqual([alert('b')]);
    expect(foldedInto(problem('b'), { state: 'noAlerting', reason: 'none' })).toEqual([]);
    expect(foldedInto(problem('b'), { state: 'unreachable', reason: 'down' })).toEqual([]);
    expect(foldedInto(problem('b'), undefined)).toEqual([]);
  });
});

describe('isQuiet', () => {
  it('is so where nothing fires, nothing is silenced and nothing is in the way of knowing', () => {
    expect(isQuiet(known())).toBe(true);
    expect(isQuiet(known('a'))).toBe(false);
    expect(isQuiet({ ...known(), note: 'Without silences.' } as AlertReport)).toBe(false);
    expect(isQuiet({ state: 'unreachable', reason: 'down' })).toBe(false);
    expect(isQuiet({ state: 'noAlerting', reason: 'none' })).toBe(false);
  });
});
