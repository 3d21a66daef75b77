// The page's queries about who held a GPU's memory, over the stack's own rules, by Prometheus' own judgement.
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { holderQueries } from '../../electron/metrics/gpu-holders.ts';
import { run } from '../cluster/run.ts';
import { RULES } from './rule-files.ts';

const { asked, pods, processes } = holderQueries(120);
const GATE = 'job="nvidia-gpu-exporter", instance="blade"';
const DEVICE = `${GATE}, pci="0000:01:00.0"`;
const OF_GPU = `${GATE}, uuid="a"`;

/** Evaluated each 15 s, as ODIN's Prometheus does; the pod comes after a minute, and the GPU is left alone from the fourth on. */
const TEST = {
  rule_files: ['rules/gpu-recording.yaml'],
  evaluation_interval: '15s',
  tests: [
    {
      interval: '15s',
      input_series: [
        { series: `up{${GATE}}`, values: '1x40' },
        { series: `odin_gpu_runtime_status{${DEVICE}, state="active"}`, values: '1x40' },
        { series: `odin_gpu_asked{${DEVICE}}`, values: '1x15 0x24' },
        { series: `odin_gpu_device_info{${DEVICE}, uuid="a", name="RTX 5090", index="0"}`, values: '1x40' },
        { series: `nvidia_smi_gpu_info{${OF_GPU}, name="RTX 5090", index="0"}`, values: '1x40' },
        { series: 'kube_pod_info{instance="ksm", namespace="ml", pod="train-0", uid="11"}', values: '1x40' },
        {
          series: `odin_gpu_process_memory_bytes{${OF_GPU}, pid="7", process="python3", pod_uid="11"}`,
          values: '_x4 800x9 stale',
        },
        {
          series: `odin_gpu_process_memory_bytes{${OF_GPU}, pid="8", process="Xorg", pod_uid=""}`,
          values: '100x14 stale',
        },
      ],
      promql_expr_test: [
        // Eight evaluations in two minutes, of which the pod was there at four.
        { expr: asked, eval_time: '1m45s', exp_samples: [{ labels: '{uuid="a"}', value: 8 }] },
        {
          expr: pods,
          eval_time: '1m45s',
          exp_samples: [{ labels: '{uuid="a", namespace="ml", pod="train-0"}', value: 3_200 }],
        },
        {
          expr: processes,
          eval_time: '1m45s',
          exp_samples: [{ labels: '{uuid="a", process="Xorg"}', value: 800 }],
        },
        // While it is left alone nobody is asked, and nothing is known to be held.
        { expr: asked, eval_time: '8m', exp_samples: [{ labels: '{uuid="a"}', value: 0 }] },
        { expr: pods, eval_time: '8m', exp_samples: [] },
        { expr: processes, eval_time: '8m', exp_samples: [] },
      ],
    },
  ],
};

it('what was held and how often it was looked for are of the same evaluations', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odin-holders-'));
  try {
    await symlink(RULES, join(folder, 'rules'));
    const file = join(folder, 'holders.yaml');
    await writeFile(file, stringify(TEST));
    expect(await run('promtool', ['test', 'rules', file])).toContain('SUCCESS');
  } finally {
    await rm(folder, { recursive: true });
  }
});
