// Pages of GPU exporters: recorded ones, such as the field has reported, and what the gate answers of a GPU that sleeps.
// In gpu-pages, of nvidia_gpu_exporter 1.15 (MIT licence): an RTX 4080 SUPER at rest, an L40S, and two H200 with compute processes.
import { readFileSync } from 'node:fs';

export type Series = readonly [selector: string, value: string];

/** Whose labels stand where a scrape writes them. */
function scraped(page: string, job: string, instance = 'blade'): readonly Series[] {
  return page.split('\n').flatMap((line): readonly Series[] => {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (found === null) return [];
    const [, name, labels = '', value = ''] = found;
    return [[`${name}{job="${job}",instance="${instance}"${labels === '' ? '' : `,${labels}`}}`, value]];
  });
}

const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const profile = (name: string) => file(`../cluster/module-standins/fake-gpu-exporter/profiles/${name}.metrics`);

const UUIDS = { whole: 'GPU-7f1c2e54-90ab-4d3e-8c6b-5a1d2e3f4b60', split: 'GPU-ef6ef310-f8e2-cef9-036e-8f12d59b5ffc' };

/** A page of DCGM's: a quantity's values by GPU, each of a partition where it has a number, of a pod where it has a name. */
function dcgm(
  values: Readonly<Record<string, readonly (readonly [gpu: keyof typeof UUIDS, of: string, value: string])[]>>,
) {
  return Object.entries(values)
    .flatMap(([name, all]) =>
      all.map(([gpu, of, value]) => {
        const share = of === '' ? '' : /^\d+$/.test(of) ? `,GPU_I_ID="${of}"` : `,exported_pod="${of}"`;
        return `DCGM_FI_DEV_${name}{gpu="${gpu === 'whole' ? 0 : 1}",UUID="${UUIDS[gpu]}",modelName="NVIDIA H200"${share}} ${value}`;
      }),
    )
    .join('\n');
}

const BLANKS = ['9223372036854775794', '9223372036854775792', '140737488355328', '4294967295', '2147483632'];

/** The gate's own lines before the exporter's page, as `up` is beside both. */
function gated(page: string, status: string, asked: 0 | 1): readonly Series[] {
  const labels = 'pci="0000:01:00.0"';
  const own = [
    `odin_gpu_runtime_status{${labels},state="${status}"} 1`,
    `odin_gpu_asked{${labels}} ${asked}`,
    `odin_gpu_device_info{${labels},uuid="${UUIDS.whole.slice(4)}",name="RTX 5090 Laptop GPU",index="0"} 1`,
    'up 1',
  ];
  return scraped(`${own.join('\n')}\n${page}`, 'nvidia-gpu-exporter');
}

/** What people have seen nvidia-smi answer, in place of every value that charts show. */
function everyValue(value: string): readonly Series[] {
  return scraped(profile('laptop'), 'nvidia-gpu-exporter').map(([series, old]): Series => {
    const isMeasured = /^nvidia_smi_(utilization|memory|temperature|power|enforced|clocks|fan|pcie|energy)/.test(
      series,
    );
    return [series, isMeasured ? value : old];
  });
}

/** Every page on which a chart and a recorded series must tell the same: what stands in a scrape, by a sentence on it. */
export const PAGES: Readonly<Record<string, readonly Series[]>> = {
  'a laptop': scraped(profile('laptop'), 'nvidia-gpu-exporter'),
  'a desktop': scraped(profile('desktop'), 'nvidia-gpu-exporter'),
  'two GPUs, one in partitions': scraped(profile('h200'), 'nvidia-gpu-exporter'),
  'a desktop at rest': scraped(file('gpu-pages/rtx-4080-super-idle.metrics'), 'nvidia-gpu-exporter'),
  'a server': scraped(file('gpu-pages/l40s.metrics'), 'nvidia-gpu-exporter'),
  'two GPUs with their processes': scraped(file('gpu-pages/h200-processes.metrics'), 'nvidia-gpu-exporter'),
  'a laptop through the gate': gated(profile('laptop'), 'active', 1),
  'a laptop that is left alone': gated('', 'active', 0),
  'a laptop asleep': gated('', 'suspended', 0),
  'DCGM: partitions, of which one reserves nothing': scraped(
    dcgm({
      GPU_TEMP: [
        ['split', '1', '60'],
        ['split', '2', '61'],
      ],
      FB_USED: [
        ['split', '1', '100'],
        ['split', '2', '300'],
      ],
      FB_FREE: [
        ['split', '1', '900'],
        ['split', '2', '700'],
      ],
      FB_RESERVED: [['split', '1', '24']],
      GPU_UTIL: [['split', '', '55']],
    }),
    'dcgm-exporter',
  ),
  'DCGM: pods that share a GPU': scraped(
    dcgm({
      GPU_TEMP: [
        ['whole', 'a', '50'],
        ['whole', 'b', '50'],
      ],
      FB_USED: [
        ['whole', 'a', '4000'],
        ['whole', 'b', '4000'],
      ],
      FB_FREE: [
        ['whole', 'a', '12000'],
        ['whole', 'b', '12000'],
      ],
      POWER_USAGE: [
        ['whole', 'a', '80.5'],
        ['whole', 'b', '80.5'],
      ],
    }),
    'dcgm-exporter',
  ),
  'DCGM: without a temperature': scraped(
    dcgm({ SM_CLOCK: [['whole', '', '2100']], FB_USED: [['whole', '', '10']], FB_FREE: [['whole', '', '20']] }),
    'dcgm-exporter',
  ),
  'both exporters of one GPU': [
    ...scraped(profile('laptop'), 'nvidia-gpu-exporter'),
    ...scraped(dcgm({ GPU_TEMP: [['whole', '', '99']], POWER_USAGE: [['whole', '', '999']] }), 'dcgm-exporter'),
  ],
  ...Object.fromEntries(
    [...BLANKS, '808334905', '4294967.295', '-1', 'NaN', '+Inf'].map((value) => [
      `nvidia-smi: ${value} for all that is measured`,
      everyValue(value),
    ]),
  ),
  ...Object.fromEntries(
    BLANKS.map((blank) => [
      `DCGM: ${blank} for all that is not known`,
      scraped(
        dcgm({
          GPU_TEMP: [
            ['whole', '', '40'],
            ['split', '', blank],
          ],
          POWER_USAGE: [
            ['whole', '', blank],
            ['split', '', '10'],
          ],
          GPU_UTIL: [
            ['whole', '', blank],
            ['split', '', '7'],
          ],
          POWER_MGMT_LIMIT: [['whole', '', blank]],
        }),
        'dcgm-exporter',
      ),
    ]),
  ),
};
