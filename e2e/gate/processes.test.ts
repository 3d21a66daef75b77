// The pods of a GPU's processes: from a pid of the exporter's page to a pod by the forms that container runtimes give their cgroups.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUSYBOX, GPU, Machine, pageOf } from './machine.testkit.ts';

const POD = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const POD_ = POD.replaceAll('-', '_');
const CONTAINER = '0123456789abcdef'.repeat(4);

let machine: Machine;
beforeAll(async () => {
  machine = await Machine.make();
});
beforeEach(() => {
  machine.environment.GATE_PROCESSES = '1';
  machine.refcnt(`${Math.random()}`.slice(2, 9)); // no rest
});
afterAll(() => machine.end());

function serve(processes: Readonly<Record<string, readonly [string, number]>>): void {
  machine.answer = (_request, response) => response.end(pageOf([{ ...GPU, processes }]));
}
const labels = (pid: string, name: string, pod: string, container: string) =>
  `{uuid="${GPU.uuid}",pid="${pid}",process="${name}",pod_uid="${pod}",container_id="${container}"}`;

describe.skipIf(BUSYBOX === undefined)('the gate', () => {
  it.each([
    ['cgroupfs, v2', `0::/kubepods/besteffort/pod${POD}/${CONTAINER}`],
    ['cgroupfs, v2, guaranteed', `0::/kubepods/pod${POD}/${CONTAINER}`],
    [
      'systemd, v2',
      `0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${POD_}.slice/cri-containerd-${CONTAINER}.scope`,
    ],
    ['systemd, CRI-O', `0::/kubepods.slice/kubepods-pod${POD_}.slice/crio-${CONTAINER}.scope/container`],
    [
      'systemd, Docker',
      `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${POD_}.slice/docker-${CONTAINER}.scope`,
    ],
    ['K3s below its own service', `0::/system.slice/k3s.service/kubepods/burstable/pod${POD}/${CONTAINER}`],
    ['containerd with systemd names', `0::/kubepods-burstable-pod${POD_}.slice:cri-containerd:${CONTAINER}`],
    ['relative to the gate’s own, cgroupfs', `0::/../../../besteffort/pod${POD}/${CONTAINER}`],
    [
      'relative to the gate’s own, systemd',
      `0::/../../kubepods-besteffort-pod${POD_}.slice/cri-containerd-${CONTAINER}.scope`,
    ],
    ['a cgroup within the container', `0::/kubepods/burstable/pod${POD}/${CONTAINER}/init`],
    [
      'v1',
      `12:pids:/kubepods/besteffort/pod${POD}/${CONTAINER}\n2:cpu,cpuacct:/kubepods/besteffort/pod${POD}/${CONTAINER}\n0::/`,
    ],
    ['v1 where the first line says nothing', `12:freezer:/\n2:cpu:/kubepods/pod${POD}/${CONTAINER}`],
  ])('finds the pod: %s', async (_what, cgroup) => {
    machine.write('proc/4711/cgroup', `${cgroup}\n`);
    serve({ 4711: ['python', 2 ** 30] });
    const page = await machine.scrape();
    expect(page).toContain(`odin_gpu_process${labels('4711', 'python', POD, CONTAINER)} 1\n`);
    expect(page).toContain(`odin_gpu_process_memory_bytes${labels('4711', 'python', POD, CONTAINER)} 1073741824\n`);
  });

  it.each([
    ['a desktop’s', '0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-steam.scope\n'],
    ['Docker’s', `0::/system.slice/docker-${CONTAINER}.scope\n`],
    ['gone', undefined],
    ['empty', ''],
    ['no text', '\0\xff\n'],
  ])('says that a process is of no pod: %s', async (_what, cgroup) => {
    machine.write('proc/815/cgroup', cgroup);
    serve({ 815: ['game', 1024] });
    expect(await machine.scrape()).toContain(`odin_gpu_process${labels('815', 'game', '', '')} 1\n`);
  });

  it('knows a pod of the kubelet’s own files by its hash', async () => {
    const hash = '0123456789abcdef0123456789abcdef';
    machine.write('proc/5/cgroup', `0::/kubepods/burstable/pod${hash}/${CONTAINER}\n`);
    serve({ 5: ['a', 1] });
    expect(await machine.scrape()).toContain(labels('5', 'a', hash, CONTAINER));
  });

  it.each([
    ['quotes', 'a\\"b'],
    ['a newline', 'a\\nb'],
    ['a backslash', 'C:\\\\x'],
    ['escape codes', '\u001b[31mred\u001b[0m'],
    ['braces and percent', '%s{}%n'],
    ['letters of others', 'ÄÖ✓'],
  ])('passes a name with %s on', async (_what, name) => {
    serve({ 9: [name, 1] });
    expect(await machine.scrape()).toContain(`odin_gpu_process${labels('9', name, '', '')} 1\n`);
  });

  it('has no memory where nobody knows it', async () => {
    serve({ 9: ['a', Number.NaN] });
    const page = await machine.scrape();
    expect(page).toContain(labels('9', 'a', '', ''));
    expect(page).not.toContain('odin_gpu_process_memory_bytes');
  });

  it('reads no file by a pid that is none', async () => {
    machine.write('proc/evil/cgroup', `0::/kubepods/pod${POD}/${CONTAINER}\n`);
    serve({ '../proc/evil': ['a', 1], '': ['b', 1] });
    const page = await machine.scrape();
    expect(page).toContain(labels('../proc/evil', 'a', '', ''));
    expect(page).not.toContain(POD);
  });

  it('adds the parts of a partitioned GPU up', async () => {
    machine.answer = (_request, response) =>
      response.end(
        ['1', '2']
          .map(
            (part) =>
              `nvidia_smi_compute_app_used_memory_bytes{gpu_instance_id="${part}",pid="9",process_name="a",uuid="u"} 1.5e+09\n`,
          )
          .join(''),
      );
    expect(await machine.scrape()).toMatch(/^odin_gpu_process_memory_bytes\{.*\} 3000000000$/m);
  });

  it('tells no processes unless it is asked to', async () => {
    machine.environment.GATE_PROCESSES = '0';
    serve({ 9: ['a', 1] });
    expect(await machine.scrape()).not.toContain('odin_gpu_process');
  });
});
