// The states that a GPU goes through, and in each whether the gate asks the exporter and what it answers.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUSYBOX, GPU, Machine, type Power, pageOf, sampleOf } from './machine.testkit.ts';

const OTHER = { pci: '0000:02:00.0', uuid: 'bbbbbbbb-0000-0000-0000-000000000002' };
const THIRD = '0000:03:00.0';
const series = (name: string, more = '') => `odin_gpu_${name}{pci="${GPU.pci}"${more}}`;

let machine: Machine;
beforeEach(async () => {
  machine = await Machine.make();
});
afterEach(() => machine.end());

/** Scrapes, each after some seconds; `a` where the exporter was asked, `-` where not. */
async function looks(count: number, seconds = 5): Promise<string> {
  let said = '';
  for (let left = count; left > 0; left--) {
    machine.pass(seconds);
    const { asked, page } = await machine.look();
    expect(sampleOf(page, series('asked'))).toBe(asked ? 1 : 0);
    said += asked ? 'a' : '-';
  }
  return said;
}
const suspend = (suspendedMs = '1000') => machine.device(GPU.pci, { status: 'suspended', suspendedMs });
const busy = () => {
  machine.answer = (_request, response) => response.end(pageOf([{ ...GPU, utilization: 0.5 }]));
};

// What the test machine cannot run, it cannot judge: the set-up of the tests brings Debian's busybox-static.
describe.skipIf(BUSYBOX === undefined)('the gate', () => {
  it('asks about a GPU in use at every scrape', async () => {
    busy();
    expect(await looks(20)).toBe('a'.repeat(20));
  });

  it('leaves an idle GPU alone after three scrapes, for longer than nvidia-smi keeps it awake', async () => {
    expect(await looks(34)).toBe(`aaa${'-'.repeat(29)}aa`);
  });

  it('says since when it leaves a GPU alone, and that it can sleep', async () => {
    await looks(3);
    const begun = machine.wall;
    machine.pass(100);
    const page = await machine.scrape();
    expect(sampleOf(page, series('state_since_timestamp_seconds'))).toBe(begun);
    expect(sampleOf(page, series('runtime_status', ',state="active"'))).toBe(1);
    expect(sampleOf(page, series('sleeps'))).toBe(1);
    expect(page).not.toContain('nvidia_smi_');
  });

  it.each(['suspended', 'suspending'])('never asks while it is %s, however long', async (status) => {
    await looks(1);
    machine.pass(5);
    const since = machine.wall;
    machine.device(GPU.pci, { status, suspendedMs: '61005' });
    expect((await machine.look()).asked).toBe(false);
    expect(await looks(50, 600)).toBe('-'.repeat(50));
    const page = await machine.scrape();
    expect(sampleOf(page, series('runtime_status', `,state="${status}"`))).toBe(1);
    expect(page.match(/^odin_gpu_runtime_status\{/gm)).toHaveLength(1);
    expect(sampleOf(page, series('state_since_timestamp_seconds'))).toBe(since);
    expect(sampleOf(page, series('suspended_seconds_total'))).toBe(61.005);
  });

  it('remembers a name that a page told, and has an empty one before', async () => {
    suspend();
    expect(await machine.scrape()).toContain(`odin_gpu_device_info{pci="${GPU.pci}",uuid="",name="",index=""} 1`);
    machine.device(GPU.pci);
    await machine.scrape();
    suspend('9');
    expect(await machine.scrape()).toContain(
      `odin_gpu_device_info{pci="${GPU.pci}",uuid="${GPU.uuid}",name="NVIDIA Test 0",index="0"} 1`,
    );
  });

  it.each([
    ['Model: \t\t NVIDIA RTX\nGPU UUID: \t GPU-AB12-cd\n', 'uuid="ab12-cd",name="NVIDIA RTX",index=""'],
    ['Model: \t\t NVIDIA RTX\nGPU UUID: \t GPU-????????-????\n', 'uuid="",name="NVIDIA RTX",index=""'],
    ['Model: \t\t a"} 1\n\\\n', 'uuid="",name="",index=""'],
  ])('names a sleeping GPU by the driver’s file %j', async (text, labels) => {
    suspend();
    machine.write(`proc/driver/nvidia/gpus/${GPU.pci}/information`, text);
    expect(await machine.scrape()).toContain(`odin_gpu_device_info{pci="${GPU.pci}",${labels}} 1`);
  });

  it('asks again at the first scrape after it woke up', async () => {
    suspend();
    await looks(3);
    machine.device(GPU.pci, { suspendedMs: '20000' });
    machine.pass(5);
    const page = await machine.scrape();
    expect(machine.calls).toBe(1);
    expect(sampleOf(page, series('state_since_timestamp_seconds'))).toBe(machine.wall);
  });

  it('does not ask while it wakes up', async () => {
    machine.device(GPU.pci, { status: 'resuming' });
    expect(await looks(3)).toBe('---');
  });

  it.each(['4', '2'])('ends a rest as soon as the driver has another number of users: %s', async (users) => {
    expect(await looks(5)).toBe('aaa--');
    machine.refcnt(users);
    busy();
    expect(await looks(4)).toBe('aaaa');
  });

  it('ends a rest where it slept and was woken since the last look', async () => {
    expect(await looks(5)).toBe('aaa--');
    machine.device(GPU.pci, { suspendedMs: '4000' });
    expect(await looks(1)).toBe('a');
  });

  it('asks about a GPU that three rests did not put to sleep for an hour, and then tries one more', async () => {
    const rest = `aaa${'-'.repeat(29)}`;
    await looks(96);
    machine.pass(3_600 - 150 - 20);
    expect(await looks(4)).toBe('aaaa');
    expect(await looks(40)).toBe(`${rest}${'a'.repeat(8)}`);
    expect(sampleOf(await machine.scrape(), series('sleeps'))).toBe(0);
  });

  it('asks about a GPU that three rests did not put to sleep until it did sleep', async () => {
    const rest = `aaa${'-'.repeat(29)}`;
    expect(await looks(96 + 40)).toBe(rest.repeat(3) + 'a'.repeat(40));
    expect(sampleOf(await machine.scrape(), series('sleeps'))).toBe(0);
    machine.device(GPU.pci, { suspendedMs: '4000' });
    expect(await looks(5)).toBe('aaa--');
    expect(sampleOf(await machine.scrape(), series('sleeps'))).toBe(1);
  });

  it('does not count rests that work came between', async () => {
    const idle = machine.answer;
    for (const _ of [1, 2, 3, 4]) {
      expect(await looks(32)).toBe(`aaa${'-'.repeat(29)}`);
      busy();
      await looks(1);
      machine.answer = idle;
    }
    expect(sampleOf(await machine.scrape(), series('sleeps'))).toBe(1);
  });

  it.each<[string, Power]>([
    ['control on', { control: 'on' }],
    ['a control that is not known', { control: 'sometimes' }],
    ['no runtime power management', { status: 'unsupported' }],
    ['a status that is not known', { status: 'error' }],
    ['a suspended time that is none', { suspendedMs: '-1' }],
  ])('asks always where there is %s', async (_what, power) => {
    machine.device(GPU.pci, power);
    expect(await looks(8)).toBe('a'.repeat(8));
    expect(sampleOf(await machine.scrape(), series('sleeps'))).toBe(0);
  });

  it.each(['power/runtime_status', 'power/control', 'power/runtime_suspended_time'])(
    'asks always where there is no %s',
    async (file) => {
      machine.write(`sys/bus/pci/devices/${GPU.pci}/${file}`, undefined);
      expect(await looks(8)).toBe('a'.repeat(8));
    },
  );

  it('asks always where nobody can tell who uses the driver', async () => {
    machine.refcnt(undefined);
    expect(await looks(8)).toBe('a'.repeat(8));
  });

  it('asks always where sysfs has no GPU, and has no series of one', async () => {
    machine.unplug(GPU.pci);
    machine.write('sys/bus/pci/devices/0000:03:00.0/vendor', '0x8086\n');
    machine.write('sys/bus/pci/devices/0000:03:00.0/class', '0x030000\n');
    machine.write('sys/bus/pci/devices/0000:01:00.1/vendor', '0x10de\n');
    machine.write('sys/bus/pci/devices/0000:01:00.1/class', '0x040300\n'); // its sound
    for (const _ of [1, 2, 3, 4, 5]) {
      const { asked, page } = await machine.look();
      expect(asked).toBe(true);
      expect(page).not.toContain('odin_gpu');
      expect(page).toContain('nvidia_smi_gpu_info');
    }
  });

  // Else it would be asleep, and no alert would say that there is none.
  it.each(['vfio-pci', 'nouveau', undefined])(
    'has no series of a GPU of which the driver is %s, and asks',
    async (driver) => {
      machine.device(GPU.pci, { status: 'suspended' });
      machine.unbind(GPU.pci);
      if (driver !== undefined) machine.write(`sys/bus/pci/devices/${GPU.pci}/driver/module/refcnt`, '1\n');
      const { asked, page } = await machine.look();
      expect(asked).toBe(true);
      expect(page).not.toContain('odin_gpu');
    },
  );

  it('is not idle with memory in use, or where the page does not say', async () => {
    for (const gpu of [{ memoryBytes: 65 * 2 ** 20 }, { utilization: Number.NaN }, { memoryBytes: Number.NaN }]) {
      machine.answer = (_request, response) => response.end(pageOf([{ ...GPU, ...gpu }]));
      expect(await looks(5)).toBe('aaaaa');
    }
    machine.answer = (_request, response) => response.end('nvidia_smi_last_collect_success 0\n');
    expect(await looks(5)).toBe('aaaaa');
  });

  it('is idle though a desktop has opened it, which draws with another', async () => {
    const desktop = { memoryBytes: 2.7e7, processes: { 7: ['/usr/bin/kwin_wayland', 26_214_400] as const } };
    machine.answer = (_request, response) => response.end(pageOf([{ ...GPU, ...desktop }]));
    expect(await looks(5)).toBe('aaa--');
  });

  it('forgets a GPU that is unplugged', async () => {
    expect(await looks(5)).toBe('aaa--');
    machine.unplug(GPU.pci);
    expect(await machine.scrape()).not.toContain('odin_gpu_');
    machine.device(GPU.pci);
    suspend();
    expect(await machine.scrape()).toContain(`odin_gpu_device_info{pci="${GPU.pci}",uuid="",name="",index=""} 1`);
  });

  it('ends a rest where nobody tells the uptime', async () => {
    machine.environment.GATE_PROC = machine.path('none');
    expect(await looks(34)).toBe(`aaa${'-'.repeat(29)}aa`);
  });

  it('looks again after the laptop was suspended, during which the clock went on', async () => {
    expect(await looks(5)).toBe('aaa--');
    machine.pass(8 * 3600);
    expect(await looks(1)).toBe('a');
  });

  it('keeps the times right when the wall clock is set', async () => {
    await looks(1);
    suspend();
    await looks(1);
    const since = machine.wall;
    machine.pass(60);
    machine.wall -= 7200;
    expect(sampleOf(await machine.scrape(), series('state_since_timestamp_seconds'))).toBe(since - 7200);
    expect(sampleOf(await machine.scrape(), series('state_since_timestamp_seconds'))).toBe(since - 7200);
  });

  it('goes on where its state was lost or written half', async () => {
    expect(await looks(5)).toBe('aaa--');
    for (const rest of ['awake 17 3', 'awake x 0 0 0 0 3 0 1 active 1 end', '']) {
      machine.write(`state/gpu/${GPU.pci}`, `${rest}\n`);
      expect(await looks(4)).toBe('aaa-');
    }
  });

  describe('with two GPUs', () => {
    beforeEach(() => {
      machine.device(OTHER.pci);
      machine.answer = (_request, response) =>
        response.end(
          pageOf(
            [{ ...GPU, utilization: 1 }, OTHER].filter(
              ({ pci }) => machine.only() === '' || machine.only().includes(pci),
            ),
          ),
        );
      machine.environment.GATE_PER_GPU = '1';
    });

    it('asks about the one that is awake alone, for nvidia-smi to leave the other out', async () => {
      await machine.scrape();
      expect(machine.only()).toBe('');
      machine.device(OTHER.pci, { status: 'suspended' });
      const { asked, page } = await machine.look();
      expect(asked).toBe(true);
      expect(machine.only()).toBe(GPU.pci);
      expect(sampleOf(page, series('asked'))).toBe(1);
      expect(sampleOf(page, `odin_gpu_asked{pci="${OTHER.pci}"}`)).toBe(0);
      expect(page).not.toContain(`nvidia_smi_utilization_gpu_ratio{uuid="${OTHER.uuid}"`);
    });

    it('lets one rest while the other works, and asks about both when it is over', async () => {
      expect(await looks(6)).toBe('aaaaaa');
      expect(machine.only()).toBe(GPU.pci);
      machine.pass(200);
      await machine.scrape();
      expect(machine.only()).toBe('');
    });

    it('names none that another driver has, for which nvidia-smi would ask in vain', async () => {
      machine.device(THIRD, { status: 'suspended' });
      machine.unbind(OTHER.pci);
      await machine.scrape();
      expect(machine.only()).toBe(GPU.pci);
    });

    it('asks nobody where nvidia-smi cannot be told', async () => {
      delete machine.environment.GATE_PER_GPU;
      machine.device(OTHER.pci, { status: 'suspended' });
      expect(await looks(3)).toBe('---');
    });
  });
});
