// Jobs that remove themselves when they have ended, on a real API server with its own controllers; the test plays the kubelet.
import { afterEach, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { apiServer } from '../cluster/cluster.ts';
import { expectAbsent } from '../engine/ground.ts';
import { changesIn, configMap, releaseOf } from '../engine/objects.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('ended', apiServer());

const job = (spec: object, image = 'busybox:1.37'): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate' },
  spec: {
    backoffLimit: 0,
    ...spec,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } },
  },
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Ends every pod of the namespace as soon as it is there; those of the image `bad` fail. */
function endPods(namespace: string): void {
  const controller = new AbortController();
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const look = async (): Promise<void> => {
    const { body } = await engine.client.request<{ items: readonly KubeObject[] }>({ path });
    for (const { metadata, spec, status } of body.items) {
      if (/Succeeded|Failed/.test(JSON.stringify(status))) continue;
      const isBad = JSON.stringify(spec).includes('"bad"');
      const terminated = { exitCode: isBad ? 1 : 0, reason: isBad ? 'Error' : 'Completed' };
      const containerStatuses = [
        { name: 'main', image: 'a', imageID: 'a', ready: false, restartCount: 0, state: { terminated } },
      ];
      const patch = { method: 'PATCH', contentType: 'application/merge-patch+json' } as const;
      const ended = { phase: isBad ? 'Failed' : 'Succeeded', containerStatuses };
      await engine.client.request({ ...patch, path: `${path}/${metadata.name}/status`, body: { status: ended } });
    }
  };
  const loop = (async () => {
    while (!controller.signal.aborted) {
      await look().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  stops.push(async () => {
    controller.abort();
    await loop;
  });
}

const runsOf = async (namespace: string) => {
  const { items } = JSON.parse(await engine.kubectl(['get', 'events', '-n', namespace, '-o', 'json']));
  const own = (items as readonly { reason: string; involvedObject: { kind: string; uid: string } }[]).filter(
    ({ reason, involvedObject }) => involvedObject.kind === 'Job' && reason === 'SuccessfulCreate',
  );
  return new Set(own.map(({ involvedObject }) => involvedObject.uid)).size;
};

describe.each([0, 1, 5])('a Job that removes itself after %i s', (ttlSecondsAfterFinished) => {
  it('is done, known as done, and not done again', async () => {
    const namespace = engine.namespaceFor('done');
    endPods(namespace);
    const set = (text: string, one = job({ ttlSecondsAfterFinished })) =>
      releaseOf(namespace, [configMap('web', { text }), one], text);
    const first = await engine.installed(set('1'));
    expect(new Set(first.objects.map(({ health }) => health?.state))).toEqual(new Set(['Current']));
    await expect.poll(() => engine.person.find(namespace, 'job/migrate'), { timeout: 30_000 }).toBeUndefined();

    const again = await engine.plan(set('1'));
    expect(changesIn(again.plan)).toEqual([]);
    expect(again.plan.isNoChange).toBe(true);
    expect(again.plan.changes.find(({ ref }) => ref.kind === 'Job')).toMatchObject({
      op: 'unchanged',
      reason: 'done, and removed by its ttlSecondsAfterFinished',
    });
    expect((await engine.drift(set('1'))).objects).toEqual([]);

    await engine.installed(set('2'));
    await engine.installed(set('3'));
    expect(await engine.apply(await engine.planRollback(set('1'), 1))).toMatchObject({ phase: 'succeeded' });
    expect(await runsOf(namespace)).toBe(1);

    // Another Job is another run.
    const other = job({ ttlSecondsAfterFinished }, 'busybox:1.38');
    expect(changesIn((await engine.plan(set('1', other))).plan)).toEqual([`created Job/${namespace}/migrate`]);
    await engine.installed(set('1', other));
    expect(await runsOf(namespace)).toBe(2);
    await engine.uninstalled(set('1'));
    await expectAbsent(engine.person, namespace, 'job/migrate');
    // A new release begins anew.
    await engine.installed(set('1', other));
    expect(await runsOf(namespace)).toBe(3);
  });

  it('takes an upgrade back where it fails', async () => {
    const namespace = engine.namespaceFor('failed');
    endPods(namespace);
    await engine.installed(releaseOf(namespace, [configMap('web', { text: '1' })]));
    const bad = releaseOf(namespace, [configMap('web', { text: '2' }), job({ ttlSecondsAfterFinished }, 'bad')], '2');
    const operation = await engine.apply(await engine.plan(bad));
    expect(operation).toMatchObject({ phase: 'failed', rolledBackTo: 1 });
    expect(operation.error).toMatch(/^Job\/.*\/migrate: .*(crashes|failed)/);
    expect((await engine.get(namespace, 'configmap/web')).data).toEqual({ text: '1' });
  });
});

it('says of a Job that stays that somebody has deleted it', async () => {
  const namespace = engine.namespaceFor('stays');
  endPods(namespace);
  const set = releaseOf(namespace, [job({})]);
  await engine.installed(set);
  expect(changesIn((await engine.plan(set)).plan)).toEqual([]);
  await engine.kubectl(['delete', 'job/migrate', '-n', namespace]);
  expect(changesIn((await engine.plan(set)).plan)).toEqual([`created Job/${namespace}/migrate`]);
  expect((await engine.drift(set)).objects).toMatchObject([{ state: 'missing' }]);
});

it('does not take a suspended Job for one that has run', async () => {
  const namespace = engine.namespaceFor('suspended');
  endPods(namespace);
  const set = releaseOf(namespace, [job({ ttlSecondsAfterFinished: 0, suspend: true })]);
  await engine.installed(set);
  await engine.kubectl(['delete', 'job/migrate', '-n', namespace]);
  expect(changesIn((await engine.plan(set)).plan)).toEqual([`created Job/${namespace}/migrate`]);
});
