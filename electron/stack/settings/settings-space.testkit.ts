// For tests: the space of settings, choice by choice, and a few settings in which every pair of choices occurs.
import { GPU_EXPORTER_CHOICES } from '../../../shared/model/gpu-exporters/table.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/stack-settings.ts';
import { type Path, withValueAt } from '../manifests/at-path.ts';

/** One needs the other. */
const NOT_ALONE = ['grafana', 'ingress'];

type Choice = Readonly<Record<string, unknown>>;

const exporter = (name: string, more: object = {}) => ({
  name,
  image: `localhost:5000/${name}:1.2`,
  port: 9400,
  ...more,
});

/** Each way to choose something, as values by path; the first is the default. Any of one go with any of another. */
const CHOICES: readonly (readonly Choice[])[] = [
  ...Object.entries(DEFAULT_SETTINGS.components)
    .filter(([name]) => !NOT_ALONE.includes(name))
    .map(([name, isOn]) => [{}, { [`components.${name}`]: !isOn }]),
  [
    {},
    { 'components.grafana': false },
    { 'components.ingress': true },
    {
      'components.ingress': true,
      'ingress.ingressClassName': 'any',
      'ingress.controller': { namespace: 'ingress-nginx', name: 'ingress-nginx' },
      'ingress.hosts': { grafana: 'g.test', prometheus: '' },
    },
  ],
  [
    {},
    ...[...GPU_EXPORTER_CHOICES, 'none']
      .filter((choice) => choice !== DEFAULT_SETTINGS.gpu.exporter)
      .map((choice) => ({ 'gpu.exporter': choice })),
  ],
  [{}, { 'gpu.sleep': 'never' }],
  [{}, { 'gpu.processes': true }],
  [{}, { 'gpu.devicePlugin.enabled': true }, { 'gpu.devicePlugin': { enabled: true, timeSlicingReplicas: 8 } }],
  [
    {},
    {
      'prometheus.existing': {
        namespace: 'observability',
        service: 'prometheus',
        port: 80,
        path: '/prometheus',
        scheme: 'https',
        trust: 'secret',
        auth: 'basic',
        secret: 'access',
        tenant: 'lab',
      },
    },
  ],
  [
    {},
    { 'prometheus.scrapeInterval': '30s', 'prometheus.retention': { time: '30d', size: '9GB' } },
    { 'prometheus.scrapeAnnotations': false },
  ],
  [
    {},
    {
      'prometheus.storage': { size: '50Gi', storageClassName: 'any' },
      'grafana.storage.size': '2Gi',
      'loki.storage.storageClassName': 'any',
      'loki.retention': '30d',
    },
  ],
  [{}, { resources: 'small' }, { resources: 'workstation' }],
  [{}, { 'alerts.rules': false }],
  [
    {},
    {
      'alerts.receivers': [
        'route: {receiver: phone, routes: [{matchers: [severity="info"], receiver: nobody}]}',
        'receivers: [{name: phone, webhook_configs: [{url: "http://phone.example.test"}]}]',
      ].join('\n'),
    },
  ],
  [{}, { linkerdInjection: true }],
  [{}, { 'nodeExporter.port': 9101 }],
  [
    {},
    { exporters: [exporter('mine')] },
    {
      exporters: [
        exporter('mine', { path: '/probe?target=a', interval: '5s', args: ['-x'], env: { LEVEL: 'debug' } }),
        exporter('other'),
      ],
    },
  ],
];

/** The number of ways of each choice. */
export const WAYS: readonly number[] = CHOICES.map((ways) => ways.length);

/** The settings that take these ways. */
export function settingsOf(ways: readonly number[]): object {
  const chosen = ways.flatMap((way, choice) => Object.entries(CHOICES[choice]?.[way] ?? {}));
  return chosen.reduce<object>((settings, [path, value]) => withValueAt(settings, path.split('.') as Path, value), {
    version: 1,
  });
}

/** As few ways as greed finds, in which any two ways of any two choices are taken together. */
export function pairwiseWays(): readonly (readonly number[])[] {
  const key = (a: number, wayOfA: number, b: number, wayOfB: number) =>
    a < b ? `${a}:${wayOfA} ${b}:${wayOfB}` : `${b}:${wayOfB} ${a}:${wayOfA}`;
  const indices = (length: number) => Array.from({ length }, (_, index) => index);
  const open = new Set(
    WAYS.flatMap((ways, a) =>
      indices(a).flatMap((b) =>
        indices(ways).flatMap((wayOfA) => indices(WAYS[b] ?? 0).map((wayOfB) => key(a, wayOfA, b, wayOfB))),
      ),
    ),
  );
  const rows: number[][] = [];
  while (open.size > 0) {
    // Begins with a pair that is missing, and adds to it whatever meets most of the others.
    const [first = ''] = open;
    const row = new Map(first.split(' ').map((part) => part.split(':').map(Number) as [number, number]));
    for (const [choice, ways] of WAYS.entries()) {
      if (row.has(choice)) continue;
      const gain = (way: number) =>
        [...row].filter(([other, wayOfOther]) => open.has(key(choice, way, other, wayOfOther))).length;
      row.set(
        choice,
        indices(ways).reduce((best, way) => (gain(way) > gain(best) ? way : best)),
      );
    }
    for (const [a, wayOfA] of row) for (const [b, wayOfB] of row) if (a !== b) open.delete(key(a, wayOfA, b, wayOfB));
    rows.push(WAYS.map((_, choice) => row.get(choice) ?? 0));
  }
  return rows;
}
