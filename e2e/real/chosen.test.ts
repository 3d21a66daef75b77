// Settings on a real node: an exporter of the person's own is scraped under its name, and a change of one setting changes the
// objects that it is about and no others.
import { expect, it, vi } from 'vitest';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { changesIn } from '../engine/objects.ts';
import { succeeded } from '../engine/odin.ts';
import { STACK, stackRelease } from './stack-release.ts';

const { engine, desired, prometheus } = stackRelease('chosen');
const { namespace: NAMESPACE } = STACK;

/** An image that this node has and that answers with metrics, as somebody's own exporter. */
const EXPORTER = {
  name: 'fans',
  image: 'docker.io/utkuozdemir/nvidia_gpu_exporter:1.15.1',
  port: 9835,
  interval: '5s',
};

const stackWith = (chosen: object) => desired({ settings: stackSettingsSchema.parse({ version: 1, ...chosen }) });

const own = { exporters: [EXPORTER], components: { resourceQuota: true } };

it('scrapes an exporter of one’s own, within a quota', async () => {
  succeeded(await engine.apply(await engine.plan(await stackWith(own))));
  await vi.waitFor(
    async () => {
      const { activeTargets } = await prometheus('targets?state=active');
      const fans = activeTargets.filter(({ scrapePool }: { scrapePool: string }) => scrapePool === EXPORTER.name);
      expect(fans).toMatchObject([{ health: 'up', scrapeInterval: '5s', labels: { job: EXPORTER.name } }]);
    },
    { timeout: 60_000, interval: 1_000 },
  );
});

it('changes what a setting is about, and nothing else', async () => {
  const kept = { ...own, prometheus: { retention: { time: '30d' } } };
  const longer = await engine.plan(await stackWith(kept));
  expect(changesIn(longer.plan)).toEqual([
    `configured ConfigMap/${NAMESPACE}/prometheus-config`,
    // Its pods follow their configuration.
    `configured StatefulSet/${NAMESPACE}/prometheus`,
  ]);
  succeeded(await engine.apply(longer));
  expect((await prometheus('status/runtimeinfo')).storageRetention).toMatch(/^30d/);
  const without = await engine.plan(await stackWith({ ...kept, exporters: [], components: {} }));
  expect(changesIn(without.plan)).toEqual([
    `configured StatefulSet/${NAMESPACE}/prometheus`,
    `deleted ConfigMap/${NAMESPACE}/prometheus-scrape`,
    `deleted Deployment/${NAMESPACE}/${EXPORTER.name}`,
    `deleted LimitRange/${NAMESPACE}/monitoring`,
    `deleted NetworkPolicy/${NAMESPACE}/${EXPORTER.name}`,
    `deleted ResourceQuota/${NAMESPACE}/monitoring`,
    `deleted Service/${NAMESPACE}/${EXPORTER.name}`,
  ]);
});
