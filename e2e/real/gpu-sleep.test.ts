// The gate on a real node: the exporter is not asked while the GPU sleeps, Prometheus says the state, nobody is alarmed, and a
// process on the GPU is told by its pod. Files in the gate's memory stand in for sysfs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Session } from '../../electron/session/session.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { odin } from '../app/odin.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { exporterCalls, inGate, putOnGpu } from '../cluster/gpu-profile.ts';
import { succeeded } from '../engine/odin.ts';
import { openSession } from './open-session.ts';
import { STACK, stackRelease } from './stack-release.ts';

const cluster = sharedCluster();
const { engine, desired, prometheus } = stackRelease('gpu-sleep');
const { namespace } = STACK;
const GPU = '/state/sys/bus/pci/devices/0000:01:00.0';
/** More than a gate's scrape and a round of the rules. */
const SOON = { timeout: 90_000, interval: 1_000 };

/** The stack, whose gate looks for sysfs in a folder of its own. */
async function stack(gpu: object) {
  const settings = stackSettingsSchema.parse({ version: 1, gpu });
  const wanted = await desired({ settings });
  const objects = structuredClone(wanted.objects);
  for (const object of objects) {
    if (object.kind !== 'DaemonSet') continue;
    const { containers } = (object as KubeObject & { readonly spec: GateSpec }).spec.template.spec;
    containers.find(({ name }) => name === 'gate')?.env.push({ name: 'GATE_SYS', value: '/state/sys' });
  }
  return { ...wanted, objects };
}
interface GateSpec {
  readonly template: {
    readonly spec: { readonly containers: readonly { readonly name: string; readonly env: object[] }[] };
  };
}

let session: Session;
let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'odin-gpu-sleep-'));
  session = await openSession(engine);
});
afterAll(async () => {
  await session?.dispose();
  await rm(home, { recursive: true, force: true });
});

const gate = (script: string) => inGate(cluster, namespace, script);
const calls = () => exporterCalls(cluster, namespace);
const ask = async (promql: string): Promise<readonly { readonly metric: Readonly<Record<string, string>> }[]> =>
  (await prometheus(`query?query=${encodeURIComponent(promql)}`)).result;
const become = (status: string) => gate(`echo ${status} >${GPU}/power/runtime_status`);

async function plugIn(): Promise<void> {
  await gate(`mkdir -p ${GPU}/power /state/sys/module/nvidia /state/sys/bus/pci/drivers/nvidia/0000:01:00.0 && cd ${GPU} &&
    echo 0x10de >vendor && echo 0x030000 >class && echo auto >power/control && echo 5000 >power/runtime_suspended_time &&
    echo active >power/runtime_status && echo 12 >/state/sys/module/nvidia/refcnt`);
}

it('asks at each scrape while the GPU is in use, and says so', async () => {
  succeeded(await engine.apply(await engine.plan(await stack({}))));
  await plugIn();
  await vi.waitFor(async () => {
    expect(await ask('odin_gpu_asked{pci="0000:01:00.0"} == 1')).toHaveLength(1);
    expect(await ask('odin_gpu_runtime_status{state="active"} == 1')).toHaveLength(1);
    expect(await ask('odin:gpu_asleep:bool{gpu="0", name=~".*4090.*"} == 0')).toHaveLength(1);
    expect(await ask('nvidia_smi_utilization_gpu_ratio')).toHaveLength(1);
  }, SOON);
});

it('asks nobody while it sleeps, and alarms nobody', async () => {
  await become('suspended');
  await vi.waitFor(async () => expect(await ask('odin_gpu_asked == 0')).toHaveLength(1), SOON);
  const before = await calls();
  // Three more looks of the gate, by Prometheus' own count.
  const looks = async () =>
    Number((await prometheus('query?query=count_over_time(odin_gpu_asked[10m])')).result[0].value[1]);
  const seen = await looks();
  await vi.waitFor(async () => expect(await looks()).toBeGreaterThan(seen + 3), SOON);
  expect(await calls()).toBe(before);
  await vi.waitFor(async () => {
    expect(await ask('odin:gpu_asleep:bool{gpu="0", name=~".*4090.*"} == 1')).toHaveLength(1);
    expect(await ask('nvidia_smi_utilization_gpu_ratio')).toEqual([]);
    expect(await ask('up{job="nvidia-gpu-exporter"} == 1')).toHaveLength(1);
  }, SOON);
  expect(await ask('ALERTS{alertname=~"Gpu.*"}')).toEqual([]);
  const { sleep } = await session.metrics({ metrics: ['gpuPower'], rangeSeconds: 900 }, new AbortController().signal);
  expect(sleep.at(-1)).toMatchObject({ state: 'asleep' });
  const { code, stdout } = await odin(['status'], { KUBECONFIG: cluster.kubeconfig, ODIN_STATE_DIR: home });
  expect(stdout).toMatch(/^All \d+ parts are healthy\nGPU asleep since \d\d:\d\d$/m);
  expect(code).toBe(0);
});

it('asks again once it is awake', async () => {
  const before = await calls();
  await become('active');
  await vi.waitFor(async () => {
    expect(await calls()).toBeGreaterThan(before);
    expect(await ask('odin:gpu_asleep:bool == 0')).toHaveLength(1);
    expect(await ask('odin:gpu_utilization:ratio')).toHaveLength(1);
  }, SOON);
});

it('tells which pod a process on the GPU is of', async () => {
  succeeded(await engine.apply(await engine.plan(await stack({ processes: true }))));
  await engine.kubectl(['-n', namespace, 'rollout', 'status', 'daemonset/nvidia-gpu-exporter', '--timeout=120s']);
  const uid = (await engine.get(namespace, 'pod/prometheus-0')).metadata.uid;
  // A process that ends meanwhile is an error to grep, whatever it has found.
  const found = await gate(
    `grep -l 'pod${uid}\\|pod${uid?.replaceAll('-', '_')}' /proc/[0-9]*/cgroup 2>/dev/null || true`,
  );
  const pid = /\/proc\/(\d+)\//.exec(found)?.[1] ?? '';
  expect(pid).not.toBe('');
  await putOnGpu(cluster, namespace, pid);
  await vi.waitFor(async () => {
    expect(await ask(`odin_gpu_process{pid="${pid}"}`)).toMatchObject([{ metric: { pod_uid: uid } }]);
    expect(await ask(`odin:gpu_process_memory:bytes{pid="${pid}"} == 2 ^ 30`)).toMatchObject([
      { metric: { pod: 'prometheus-0', namespace, process: '/usr/bin/trainer', gpu: '0' } },
    ]);
  }, SOON);
});
