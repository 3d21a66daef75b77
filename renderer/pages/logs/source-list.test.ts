import { expect, it } from 'vitest';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { PartRow } from '../../../shared/model/overview.ts';
import { MOST_SHOWN, nameOfSource, sourcesIn } from './source-list.ts';

const ref = (kind: string, name: string, namespace = 'monitoring'): ObjectRef => ({
  apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
  kind,
  namespace,
  name,
});
const part = (title: string, object: ObjectRef): PartRow => ({
  title,
  object,
  services: [],
  pods: [],
  health: { state: 'Current', reason: '', evidence: [] },
  restarts: 0,
});
const overview = {
  installed: true,
  parts: [part('Grafana', ref('Deployment', 'grafana')), part('x', ref('Service', 'x'))],
};
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

it('lists the stack and its parts first, and what else has a log by name', () => {
  const objects = [
    ref('Pod', 'web-1', 'shop'),
    ref('Deployment', 'grafana'),
    ref('Deployment', 'api', 'shop'),
    ref('CronJob', 'c'),
  ];
  const { stack, cluster, more } = sourcesIn(overview, objects, '');
  expect(names(stack)).toEqual(['All of the stack', 'Grafana']);
  expect(names(cluster)).toEqual(['api', 'web-1']);
  expect(more).toBe(0);
});

it.each([
  ['shop pod', [], ['web-1']],
  ['graf', ['Grafana'], []],
  ['stack', ['All of the stack'], []],
])('%j finds %j and %j', (typed, inStack, inCluster) => {
  const { stack, cluster } = sourcesIn(overview, [ref('Pod', 'web-1', 'shop')], typed);
  expect([names(stack), names(cluster)]).toEqual([inStack, inCluster]);
});

it('counts what is not listed', () => {
  const many = Array.from({ length: MOST_SHOWN + 5 }, (_, at) => ref('Pod', `p-${at}`));
  expect(sourcesIn(overview, many, '')).toMatchObject({ more: 5 });
});

it('without a stack there are the things of the cluster', () => {
  expect(sourcesIn({ installed: false, parts: [] }, [ref('Pod', 'a')], '')).toMatchObject({
    stack: [],
    cluster: [{ name: 'a' }],
  });
});

it('a source is called as its part is', () => {
  expect(nameOfSource({ of: 'object', object: ref('Deployment', 'grafana') }, overview)).toBe('Grafana');
  expect(nameOfSource({ of: 'object', object: ref('Pod', 'web-1', 'shop') }, overview)).toBe('web-1');
});
