import { expect, it } from 'vitest';
import { alertHistorySchema, MOST_EPISODES, MOST_PAST_ALERTS } from '../../shared/model/alert-history.ts';
import { type FiringSeries, foldEpisodes } from './episodes.ts';

const STEP = 300;
const grid = { startSeconds: 0, endSeconds: 604_800, stepSeconds: STEP };
const labels = { alertname: 'GpuHot', severity: 'critical', gpu: '0' };
const firing = (steps: readonly number[], of: Readonly<Record<string, string>> = labels): FiringSeries => ({
  metric: { __name__: 'ALERTS', alertstate: 'firing', ...of },
  values: steps.map((step) => [step * STEP, '1'] as const),
});
const fold = (...series: readonly FiringSeries[]) => {
  // Whatever has a sample at the last point fires there, but for what is named so.
  const now = series.filter(({ metric }) => metric.alertname !== 'Ended').map(({ metric }) => metric);
  const history = foldEpisodes(series, now, grid, () => ({}));
  expect(alertHistorySchema.parse(history)).toEqual(history);
  return history;
};
const minutes = (ms: number | undefined) => (ms === undefined ? undefined : ms / 60_000);
const episodes = (...series: readonly FiringSeries[]) =>
  fold(...series).alerts.map((alert) => alert.episodes.map(({ from, to }) => [minutes(from), minutes(to)]));

it('points of one step after the other are one stretch, which began in the step before the first', () => {
  expect(episodes(firing([10, 11, 12]))).toEqual([[[45, 60]]]);
});

it('one missing point splits nothing, two do; the newest stretch comes first', () => {
  expect(episodes(firing([10, 12, 14]))).toEqual([[[45, 70]]]);
  expect(episodes(firing([10, 13]))).toEqual([
    [
      [60, 65],
      [45, 50],
    ],
  ]);
});

it('what fires now and did at the last point, or the one before it, still fires; what has just ended does not', () => {
  expect(episodes(firing([2015, 2016]))).toEqual([[[2014 * 5, undefined]]]);
  expect(episodes(firing([2014, 2015]))).toEqual([[[2013 * 5, undefined]]]);
  expect(episodes(firing([2013, 2014]))).toEqual([[[2012 * 5, 2014 * 5]]]);
  expect(episodes(firing([2015, 2016], { alertname: 'Ended' }))).toEqual([[[2014 * 5, 2016 * 5]]]);
});

it('two series of the same labels, in another order, are one alert', () => {
  const turned = Object.fromEntries(Object.entries(labels).reverse());
  expect(episodes(firing([10, 11]), firing([11, 12], turned))).toEqual([[[45, 60]]]);
});

it('what still fires comes first, then what ended last', () => {
  const named = (alertname: string, steps: readonly number[]) => firing(steps, { alertname });
  const { alerts } = fold(named('Old', [10]), named('Now', [2016]), named('Newer', [20]));
  expect(alerts.map(({ name }) => name)).toEqual(['Now', 'Newer', 'Old']);
});

it('how often and how long count what is left out too', () => {
  const often = Array.from({ length: MOST_EPISODES + 5 }, (_, index) => 10 + index * 4);
  const [alert] = fold(firing(often)).alerts;
  expect(alert?.episodes).toHaveLength(MOST_EPISODES);
  expect([alert?.times, minutes(alert?.firedMs)]).toEqual([MOST_EPISODES + 5, (MOST_EPISODES + 5) * 5]);
});

it('of more alerts than are kept it is told how many there were', () => {
  const many = Array.from({ length: MOST_PAST_ALERTS + 30 }, (_, index) => firing([10], { alertname: `A${index}` }));
  const { alerts, more } = fold(...many);
  expect([alerts.length, more]).toEqual([MOST_PAST_ALERTS, 30]);
});

it('what is no number, not positive, or outside of the grid is no firing', () => {
  const values: [number, string][] = [
    [3_000, 'NaN'],
    [3_300, '0'],
    [3_600, 'hot'],
    [-300, '1'],
    [Number.NaN, '1'],
    [9_000_000_000, '1'],
  ];
  expect(fold({ metric: labels, values })).toEqual({ alerts: [], more: 0 });
});

it('an alert without a name, without a severity, or with labels of anybody’s making is told all the same', () => {
  const hostile = JSON.parse('{"toString":"x","constructor":"y","alertname":"<b>\\u202e</b>"}');
  const { alerts } = fold(firing([10], {}), firing([20], hostile), firing([30], { alertname: 'A', severity: 'p0' }));
  expect(alerts.map(({ name, severity }) => [name, severity])).toEqual([
    ['A', 'warning'],
    ['<b>\u202e</b>', 'warning'],
    ['Alert without a name', 'warning'],
  ]);
});

it('the rule’s sentence and the object that the labels name come with it', () => {
  const pod = { alertname: 'PodCrashLooping', namespace: 'demo', pod: 'importer' };
  const { alerts } = foldEpisodes([firing([10], pod)], [], grid, ({ pod: name }) => ({
    summary: `${name} keeps crashing`,
  }));
  expect(alerts[0]).toMatchObject({
    summary: 'importer keeps crashing',
    object: { kind: 'Pod', namespace: 'demo', name: 'importer' },
    labels: pod,
  });
});
