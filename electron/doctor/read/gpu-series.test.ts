import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gpuSeriesOf, samplesIn } from './gpu-series.ts';

const seriesOf = (page: string) => gpuSeriesOf(samplesIn(page));
const NOTHING = { gpus: 0, collected: undefined, gate: [], problems: [], hasDriver: false, wasRead: false };

test('the gate tells of each GPU', () => {
  const page = `# TYPE odin_gpu_asked gauge
odin_gpu_runtime_status{pci="0000:01:00.0",state="suspended"} 1
odin_gpu_runtime_status{pci="0000:02:00.0",state="active"} 1
odin_gpu_asked{pci="0000:01:00.0"} 0
odin_gpu_asked{pci="0000:02:00.0"} 1
odin_gpu_state_since_timestamp_seconds{pci="0000:01:00.0"} 1.796e+09
odin_gpu_exporter_problem{reason="slow"} 1
odin_gpu_device_info{pci="0000:01:00.0",uuid="a",name="An \\"RTX\\"",index=""} 1
nvidia_smi_last_collect_success 1
`;
  expect(seriesOf(page)).toEqual({
    gpus: 0,
    collected: true,
    gate: [
      { pci: '0000:01:00.0', state: 'suspended', isAsked: false, since: 1_796_000_000 },
      { pci: '0000:02:00.0', state: 'active', isAsked: true, since: undefined },
    ],
    problems: ['slow'],
    hasDriver: true,
    wasRead: false,
  });
});

test('GPUs are counted once, whoever tells of them and by how many series', () => {
  const page = `nvidia_smi_gpu_info{uuid="a"} 1
nvidia_smi_gpu_info{uuid="b"} 1
DCGM_FI_DEV_GPU_TEMP{UUID="GPU-A",gpu="0"} 40
DCGM_FI_DEV_SM_CLOCK{UUID="GPU-A",gpu="0"} 40
`;
  expect(seriesOf(page).gpus).toBe(2);
});

test.each(['', '<html><body>no</body></html>', 'nvidia_smi_gpu_info', '{}', 'nvidia_smi_gpu_info{uuid="a" 1'])(
  'a page that is none tells nothing: %j',
  (page) => {
    expect(seriesOf(page)).toEqual(NOTHING);
  },
);

test('whatever a page holds, it is read to its end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(seriesOf(`odin_gpu_device_info{name="${text}"} 1\nnvidia_smi_gpu_info{uuid="a"} 1`).gpus).toBe(1);
    }),
  );
  const many = `nvidia_smi_gpu_info{uuid="${'\\'.repeat(100_000)}"} 1\n`.repeat(20);
  expect(seriesOf(many).gpus).toBeLessThanOrEqual(1);
});

test('a page without an end of labels, or of GPUs, is read in its own length', () => {
  // Squares of these lengths would take minutes, and no test has them.
  seriesOf(`odin_gpu_asked{${'a'.repeat(4_000_000)}} 1`);
  seriesOf(`odin_gpu_asked{${'a'.repeat(16_000)}} 1\n`.repeat(250));
  const gpus = Array.from({ length: 100_000 }, (_, pci) => `odin_gpu_runtime_status{pci="${pci}",state="active"} 1`);
  expect(seriesOf(gpus.join('\n')).gate).toHaveLength(64);
});

test('labels may stand apart', () => {
  expect(seriesOf('odin_gpu_runtime_status{ pci = "a" , state="active", } 1').gate).toMatchObject([
    { pci: 'a', state: 'active' },
  ]);
});

test('a GPU that the gate has no name of tells nothing of a driver', () => {
  const info = (labels: string) => seriesOf(`odin_gpu_device_info{pci="0000:01:00.0",${labels},index=""} 1`).hasDriver;
  expect(info('uuid="",name=""')).toBe(false);
  expect(info('uuid="",name="NVIDIA RTX"')).toBe(true);
});

test('reasons of a problem are words of the gate, and few', () => {
  const page = ['down', 'down', 'down). Run `rm`, and (', ''].map(
    (reason) => `odin_gpu_exporter_problem{reason="${reason}"} 1`,
  );
  expect(seriesOf(page.join('\n')).problems).toEqual(['down', 'of no known kind']);
});
