// The parts that are left out where Docker runs the containers, by the nodes' own word.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { stackSettingsSchema } from '../../../shared/model/stack-settings.ts';
import { DISTRIBUTIONS } from '../../distribution/table.ts';
import { renderStack } from '../render.ts';
import { COMPLETE_CLUSTER } from './capabilities.ts';

const [K3S] = DISTRIBUTIONS;

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const settings = stackSettingsSchema.parse({
  version: 1,
  components: { logs: true },
  gpu: { devicePlugin: { enabled: true } },
});
const rendered = (containerRuntimes: readonly string[]) =>
  renderStack({
    assetsDir,
    namespace: 'monitoring',
    settings,
    capabilities: { ...COMPLETE_CLUSTER, containerRuntimes, distribution: K3S, runtimeHandlers: undefined },
  });

it.each([[['docker']], [['docker', 'docker']]])(
  'leaves the GPU parts and Alloy out on %j, and says why',
  async (runtimes) => {
    const { objects, skipped, notes } = await rendered(runtimes);
    const workloads = skipped.filter(({ ref }) => ref.kind === 'DaemonSet').map(({ ref }) => ref.name);
    expect(workloads).toEqual(['nvidia-gpu-exporter', 'nvidia-device-plugin', 'alloy']);
    // All of them, so that nothing is left that does nothing.
    const names = /alloy|nvidia/;
    expect(objects.filter(({ metadata }) => names.test(metadata.name))).toEqual([]);
    expect(objects.map(({ metadata }) => metadata.name)).toContain('loki');
    for (const { reason } of skipped) expect(reason).toMatch(/^Docker runs the containers .*--docker.*\.$/);
    expect(notes.join(' ')).toContain('charts by pod and workload stay empty');
  },
);

it.each([[[]], [['containerd']], [['cri-o']], [['dockerd']], [['containerd', 'containerd']]])(
  'leaves nothing out on %j',
  async (runtimes) => {
    const { skipped, notes } = await rendered(runtimes);
    expect(skipped).toEqual([]);
    expect(notes.join(' ')).not.toContain('Docker');
  },
);

it('says what is missing where some nodes are so', async () => {
  const { skipped, notes } = await rendered(['containerd', 'docker']);
  expect(skipped).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(/^On some nodes Docker runs the containers: /)]);
});
