import { expect, test, vi } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { around } from '../inspect/around.testkit.ts';
import { podRelations } from '../inspect/pod-relations.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest } from '../kube/client.ts';
import { OptionalSources } from './optional-sources.ts';

const source = (name: string, optional?: boolean) => ({ configMap: { name, ...(optional ? { optional } : {}) } });
const grafana = (generation: number, ...sources: readonly object[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'grafana', namespace: 'monitoring', generation },
  spec: { template: { spec: { containers: [], volumes: [{ name: 'all', projected: { sources } }] } } },
});
const SOURCES = [
  source('needed'),
  source('loki', true),
  source('forbidden', true),
  source('both', true),
  source('both'),
];

/** A cluster that has `there`; what is called forbidden may not be read. */
function played(...there: readonly string[]) {
  const asked: KubeRequest[] = [];
  const client = {
    request: async (request: KubeRequest) => {
      asked.push(request);
      const name = request.path.split('/').at(-1) ?? '';
      if (name === 'forbidden') throw new ApiError(403, 'no');
      if (!there.includes(name)) throw new ApiError(404, 'not found');
      return { status: 200, warnings: [], body: {} };
    },
  } as unknown as KubeClient;
  const onChange = vi.fn();
  const sources = new OptionalSources(client, new AbortController().signal, onChange);
  return { sources, asked, onChange };
}

const namesIn = (object: KubeObject, optional: ReadonlySet<string>) =>
  podRelations(object, { ...around([]), optional }).map(({ object: { name } }) => name);

test('what a pod may do without is told of where it is there, what it needs always', async () => {
  const object = grafana(1, ...SOURCES);
  const { sources, onChange } = played();
  expect(namesIn(object, sources.of(object))).toEqual(['needed', 'both']);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce());
  // What may not be read may be there.
  expect(namesIn(object, sources.of(object))).toEqual(['needed', 'forbidden', 'both']);
  const other = played('loki');
  other.sources.of(object);
  await vi.waitFor(() => expect(other.onChange).toHaveBeenCalledOnce());
  expect(namesIn(object, other.sources.of(object))).toEqual(['needed', 'loki', 'forbidden', 'both']);
});

test('it is asked by name alone, and again with the next generation', async () => {
  const { sources, asked, onChange } = played('loki');
  for (const _ of [1, 2]) sources.of(grafana(1, source('loki', true)));
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  expect(asked).toMatchObject([
    { path: '/api/v1/namespaces/monitoring/configmaps/loki', accept: expect.stringContaining('PartialObjectMetadata') },
  ]);
  sources.of(grafana(2, source('loki', true)));
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2));
  expect(asked).toHaveLength(2);
});

test('a pod without any asks nothing', () => {
  const { sources, asked } = played();
  expect(sources.of(grafana(1, source('needed'))).size).toBe(0);
  expect(asked).toEqual([]);
});
