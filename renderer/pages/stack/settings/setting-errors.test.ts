import { expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/model/stack-settings.ts';
import { errorsIn, refusedField } from './setting-errors.ts';
import { blankOf, childrenOf, itemOf, SETTINGS_SCHEMA } from './setting-schema.ts';

const { prometheus } = DEFAULT_SETTINGS;
const exporter = { name: 'jobs', image: 'example.org/jobs:1', port: 9000, path: '/metrics' };
const problems = (some: object) => [...errorsIn({ ...DEFAULT_SETTINGS, ...some })];

it('finds nothing in the defaults', () => {
  expect(problems({})).toEqual([]);
});

it('says what the schema says, at the field', () => {
  expect(problems({ prometheus: { ...prometheus, scrapeInterval: 'often' } })).toEqual([
    ['prometheus.scrapeInterval', 'must be a duration, such as 15s, 90m or 15d'],
  ]);
  const retention = { time: '15d', size: '20GB' };
  expect(problems({ prometheus: { ...prometheus, retention } })[0]?.[0]).toBe('prometheus.retention.size');
});

it('says of variables which one is wrong, or how they are written', () => {
  const at = 'exporters.0.env';
  expect(problems({ exporters: [{ ...exporter, env: { '1ST': 'x' } }] })).toEqual([
    [at, '1ST must be the name of an environment variable'],
  ]);
  expect(problems({ exporters: [{ ...exporter, env: 'LEVEL' }] })).toEqual([
    [at, 'must be written as NAME=value, one a line'],
  ]);
});

it('wants a name, an image and a port of an exporter that was just added', () => {
  const [, exporters = {}] = childrenOf(SETTINGS_SCHEMA).find(([key]) => key === 'exporters') ?? [];
  const blank = blankOf(itemOf(exporters));
  expect(blank).toEqual({ name: '', image: '', port: '', path: '/metrics', args: [], env: {} });
  expect(
    problems({ exporters: [blank] })
      .map(([at]) => at)
      .sort(),
  ).toEqual(['exporters.0.image', 'exporters.0.name', 'exporters.0.port']);
});

it.each([
  [
    'The settings: prometheus.retention.size is 9TB: make it smaller.',
    'prometheus.retention.size',
    'is 9TB: make it smaller.',
  ],
  ['alerts.receivers has no route.', 'alerts.receivers', 'has no route.'],
  ['/srv/a.yaml: Service/a is in the stack already.', '/srv/b.yaml', undefined],
  ['The settings: nothing is named.', undefined, undefined],
])('%s: for the field %s', (message, subject, words) => {
  const expected = words === undefined ? undefined : { key: subject, words };
  expect(refusedField(new AppError('badInput', message, subject === undefined ? {} : { subject }))).toEqual(expected);
});
