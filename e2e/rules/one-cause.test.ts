// One thing that is wrong on one machine is one alert, by a real Alertmanager with the stack's configuration.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';
import { type Started, start } from './started.ts';

const CONFIG = join(STACK, componentFolder('alertmanager'), 'alertmanager.yml');
const answerSchema = z.array(
  z.object({ labels: z.record(z.string(), z.string()), status: z.object({ inhibitedBy: z.array(z.string()) }) }),
);

let alertmanager: Started | undefined;
beforeAll(async () => {
  alertmanager = await start('alertmanager', '/-/ready', async (folder, port) => [
    `--config.file=${CONFIG}`,
    `--storage.path=${folder}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]);
});
afterAll(() => alertmanager?.stop());

type Labels = Readonly<Record<string, string>>;
let round = 0;

/** Of these alerts, those that somebody would hear of; each round has labels that no other has. */
async function heard(alerts: readonly Labels[]): Promise<readonly string[]> {
  const mark = `round-${round++}`;
  const sent = alerts.map((labels) => ({ labels: { ...labels, mark } }));
  const headers = { 'content-type': 'application/json' };
  const url = `${alertmanager?.url}/api/v2/alerts`;
  const posted = await fetch(url, { method: 'POST', headers, body: JSON.stringify(sent) });
  expect(posted.status).toBe(200);
  const read = async () =>
    answerSchema.parse(await (await fetch(`${url}?filter=${encodeURIComponent(`mark="${mark}"`)}`)).json());
  await expect.poll(async () => (await read()).length).toBe(alerts.length);
  const told = (await read()).filter(({ status }) => status.inhibitedBy.length === 0);
  // They end, so that they inhibit nothing of the rounds to come.
  const endsAt = new Date(Date.now() - 1000).toISOString();
  await fetch(url, { method: 'POST', headers, body: JSON.stringify(sent.map((one) => ({ ...one, endsAt }))) });
  await expect.poll(async () => (await read()).length).toBe(0);
  return told.map(({ labels }) => labels.alertname ?? '').sort();
}

const ours = { namespace: 'monitoring' };
const target = (job: string, instance: string) => ({ alertname: 'TargetDown', job, instance });
const disk = (alertname: string, mountpoint: string) => ({ alertname, instance: 'blade', mountpoint });
const gpuOff: readonly Labels[] = [
  { alertname: 'GpuTargetAbsent', ...ours, instance: 'blade' },
  target('nvidia-gpu-exporter', 'blade'),
  { alertname: 'PodCrashLooping', ...ours, pod: 'nvidia-gpu-exporter-x2l4p', container: 'nvidia-gpu-exporter' },
  { alertname: 'PodNotReady', ...ours, pod: 'nvidia-gpu-exporter-x2l4p' },
  { alertname: 'DaemonSetPodsMissing', ...ours, daemonset: 'nvidia-gpu-exporter' },
  { alertname: 'PodNotReady', ...ours, pod: 'nvidia-device-plugin-aaaaa' },
  { alertname: 'PodCrashLooping', ...ours, pod: 'nvidia-device-plugin-aaaaa', container: 'nvidia-device-plugin' },
  { alertname: 'DaemonSetPodsMissing', ...ours, daemonset: 'nvidia-device-plugin' },
];
const firewall: readonly Labels[] = [
  { alertname: 'NodeTargetsUnreachable', instance: 'blade' },
  ...['kubelet', 'cadvisor', 'node-exporter'].map((job) => target(job, 'blade')),
];

it.each<[string, readonly Labels[], readonly string[]]>([
  ['a GPU that is switched off', gpuOff, ['GpuTargetAbsent']],
  [
    'the same with DCGM',
    [
      gpuOff[0] ?? {},
      target('dcgm-exporter', 'blade'),
      { alertname: 'DaemonSetPodsMissing', ...ours, daemonset: 'dcgm-exporter' },
    ],
    ['GpuTargetAbsent'],
  ],
  [
    'a driver that is not loaded',
    [{ alertname: 'GpuCollectionFailing', instance: 'blade' }, target('nvidia-gpu-exporter', 'blade')],
    ['GpuCollectionFailing'],
  ],
  [
    'a GPU that is switched off, whose gate answers',
    [
      { alertname: 'GpuCollectionFailing', instance: 'blade' },
      ...gpuOff.filter(({ alertname }) => alertname !== 'TargetDown'),
    ],
    ['GpuTargetAbsent'],
  ],
  ['a firewall', firewall, ['NodeTargetsUnreachable']],
  [
    'a full disk',
    ['NodeDiskFull', 'NodeDiskSpaceLow', 'NodeDiskFillsUp'].map((name) => disk(name, '/')),
    ['NodeDiskFull'],
  ],
  [
    'a disk that fills up and is low',
    ['NodeDiskSpaceLow', 'NodeDiskFillsUp'].map((name) => disk(name, '/')),
    ['NodeDiskSpaceLow'],
  ],
  [
    'want of memory',
    [
      { alertname: 'NodeMemoryStalled', instance: 'blade' },
      { alertname: 'NodeMemoryLow', instance: 'blade' },
    ],
    ['NodeMemoryStalled'],
  ],
])('%s is one alert', async (_name, alerts, told) => {
  expect(await heard(alerts)).toEqual(told);
});

it.each<[string, readonly Labels[], readonly string[]]>([
  [
    'a pod of somebody else, beside a GPU that is off',
    [
      ...gpuOff,
      { alertname: 'PodNotReady', ...ours, pod: 'grafana-7f9d-1' },
      { alertname: 'PodNotReady', namespace: 'shop', pod: 'nvidia-gpu-exporter-1' },
    ],
    ['GpuTargetAbsent', 'PodNotReady', 'PodNotReady'],
  ],
  [
    'another target, beside a firewall',
    [...firewall, target('grafana', 'blade'), target('kubelet', 'tower')],
    ['NodeTargetsUnreachable', 'TargetDown', 'TargetDown'],
  ],
  [
    'another disk',
    [disk('NodeDiskFull', '/'), disk('NodeDiskSpaceLow', '/home')],
    ['NodeDiskFull', 'NodeDiskSpaceLow'],
  ],
  [
    'a GPU exporter that cannot read on another node',
    [...gpuOff, { alertname: 'GpuCollectionFailing', instance: 'tower' }],
    ['GpuCollectionFailing', 'GpuTargetAbsent'],
  ],
  [
    'a GPU exporter that cannot start while its GPU sleeps',
    [{ alertname: 'PodCrashLooping', ...ours, pod: 'nvidia-gpu-exporter-x2l4p', container: 'nvidia-gpu-exporter' }],
    ['PodCrashLooping'],
  ],
  [
    'a GPU exporter that does not answer, and no more is known',
    [target('nvidia-gpu-exporter', 'blade')],
    ['TargetDown'],
  ],
])('%s is heard of', async (_name, alerts, told) => {
  expect(await heard(alerts)).toEqual(told);
});
