import { expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { existingPrometheusSchema } from '../../../shared/model/settings/existing-prometheus.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient, KubeRequest } from '../../kube/client.ts';
import { assertExistingPrometheus, otherPrometheusNotes } from './existing-service.ts';

const never = new AbortController().signal;
const kps = {
  metadata: {
    name: 'kps-kube-prometheus-stack-prometheus',
    namespace: 'watch',
    labels: { app: 'kube-prometheus-stack-prometheus', 'self-monitor': 'true' },
  },
  spec: { ports: [{ name: 'http-web', port: 9090 }] },
};
const server = {
  metadata: { name: 'server', namespace: 'watch', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  spec: {
    ports: [
      { name: 'http', port: 80 },
      { name: 'other', port: 81 },
    ],
  },
};

/** A cluster whose API answers these, by the end of their path; `asked` fills with what it was asked for. */
function answering(answers: Readonly<Record<string, unknown>>, asked: string[] = []): KubeClient {
  const request = async ({ path }: KubeRequest) => {
    asked.push(path);
    const [, body] = Object.entries(answers).find(([end]) => path.endsWith(end)) ?? [];
    if (body === undefined) throw new ApiError(404, 'not found');
    if (body instanceof Error) throw body;
    return { status: 200, body, warnings: [] };
  };
  return { request } as unknown as KubeClient;
}

async function refusal(answers: Readonly<Record<string, unknown>>, settings: object, asked: string[] = []) {
  const existing = existingPrometheusSchema.parse({ namespace: 'watch', service: 'prometheus', ...settings });
  return assertExistingPrometheus(answering(answers, asked), existing, never).then(
    () => 'fine',
    (error: Error) => error.message,
  );
}

const MISSING =
  'The settings: prometheus.existing.service is prometheus, and Service watch/prometheus is not in this cluster: ';

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['none', { 'services?limit=500': { items: [] } }, 'name that of your Prometheus.'],
  ['null, as Go writes none', { 'services?limit=500': { items: null } }, 'name that of your Prometheus.'],
  ['no list', { 'services?limit=500': 'soon' }, 'name that of your Prometheus.'],
  ['a refusal', { 'services?limit=500': new ApiError(403, 'no') }, 'name that of your Prometheus.'],
  [
    'kube-prometheus-stack',
    { 'services?limit=500': { items: [kps] } },
    'did you mean watch/kps-kube-prometheus-stack-prometheus?',
  ],
  [
    'one of Services without labels and ports',
    { 'services?limit=500': { items: [{ metadata: { name: 'a', namespace: 'b' }, spec: { ports: null } }, kps] } },
    'did you mean watch/kps-kube-prometheus-stack-prometheus?',
  ],
  [
    'one on the second page',
    { 'services?limit=500': { metadata: { continue: 'a b' }, items: [] }, 'continue=a%20b': { items: [server] } },
    'did you mean watch/server (port 80)?',
  ],
])(
  'where a Service is not there, and the cluster lists %s, that is what is advised',
  async (_what, answers, advice) => {
    expect(await refusal(answers, {})).toBe(MISSING + advice);
  },
);

it('a list that never ends is not read to its end', async () => {
  const asked: string[] = [];
  const endless = { metadata: { continue: 'more' }, items: [kps] };
  expect(await refusal({ 'services?limit=500': endless, 'continue=more': endless }, {}, asked)).toContain(
    'did you mean',
  );
  expect(asked.length).toBeLessThan(12);
});

it.each<[string, object, string]>([
  ['its port', { port: 80 }, 'fine'],
  [
    'another port',
    { port: 9090 },
    'The settings: prometheus.existing.port is 9090, which Service watch/prometheus does not have: 80 is likely the one, choose among 80, 81.',
  ],
])('of a Service that is there, %s is %s', async (_what, settings, expected) => {
  expect(await refusal({ 'services/prometheus': server }, settings)).toBe(expected);
});

const own = {
  metadata: { name: 'prometheus', namespace: 'monitoring', labels: { 'app.kubernetes.io/part-of': 'odin' } },
  spec: { ports: [{ name: 'http', port: 9090 }] },
};
const BESIDE = (names: string) =>
  `This cluster has a Prometheus already (${names}), and this one comes beside it: to use it, name it in prometheus.existing of the settings.`;

it.each<[string, unknown, readonly string[]]>([
  ['nothing', { items: [] }, []],
  ['nothing, as Go writes it', { items: null }, []],
  ['no list', 'soon', []],
  ['a refusal', new ApiError(403, 'no'), []],
  ['an error', new ApiError(500, 'no'), []],
  ['the stack alone', { items: [own] }, []],
  ['the stack beside another, which is decided then', { items: [own, kps] }, []],
  ['another', { items: [kps] }, [BESIDE('watch/kps-kube-prometheus-stack-prometheus')]],
  [
    'two others',
    { items: [server, kps] },
    [BESIDE('watch/kps-kube-prometheus-stack-prometheus, watch/server (port 80)')],
  ],
  [
    'a Service that only seems the stack’s',
    { items: [kps, { ...own, metadata: { ...own.metadata, namespace: 'elsewhere' } }] },
    [BESIDE('watch/kps-kube-prometheus-stack-prometheus')],
  ],
])('of a cluster that answers with %s, an install without prometheus.existing is told', async (_what, body, notes) => {
  expect(await otherPrometheusNotes(answering({ 'services?limit=500': body }), never)).toEqual(notes);
});

it('does not go on where nobody waits for it any more', async () => {
  const gone = answering({ 'services?limit=500': new AppError('cancelled', 'Cancelled.') });
  await expect(otherPrometheusNotes(gone, never)).rejects.toMatchObject({ code: 'cancelled' });
});
