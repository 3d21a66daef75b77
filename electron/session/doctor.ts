// The doctor of one chosen cluster: reads what can be read from here, and names the first broken link.

import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { DoctorReport } from '../../shared/model/doctor.ts';
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import { DEFAULT_SETTINGS, type StackSettings } from '../../shared/model/stack-settings.ts';
import { isThisMachine, nodeIdentity } from '../distribution/whereabouts.ts';
import { addressed } from '../doctor/addressed.ts';
import { diagnose } from '../doctor/chain.ts';
import type { Facts, StackFacts } from '../doctor/facts.ts';
import { readCluster } from '../doctor/read/cluster.ts';
import { readHost } from '../doctor/read/host.ts';
import { askByTunnel, readPages } from '../doctor/read/page.ts';
import { readPrometheus } from '../doctor/read/prometheus.ts';
import type { KubeClient } from '../kube/client.ts';
import { type Fact, readOf } from '../node-files/fact.ts';
import { factOf } from '../node-files/fact-of.ts';
import { type Machine, THIS_MACHINE } from '../stack/cluster-checks/listeners.ts';
import { readSurroundings } from './doctor-surroundings.ts';
import type { StackForwards } from './stack-forwards.ts';

/** A person waits; what is not there by then is told as not seen. */
const PATIENCE_MS = 6_000;

/** What of a session the doctor needs. */
export interface DoctorOptions {
  readonly context: ClusterContext;
  readonly client: KubeClient;
  readonly namespace: string;
  readonly forwards: Pick<StackForwards, 'prometheus'>;
  readonly stackStatus: (signal: AbortSignal) => Promise<StackStatus>;
  /** Undefined where nothing was chosen. */
  readonly settings: (signal: AbortSignal) => Promise<StackSettings | undefined>;
  /** Replaced in tests: where the node's files are, and whose addresses are this machine's. */
  readonly machine?: Machine;
  readonly root?: string;
}

/** Never wakes a GPU that sleeps behind the gate. Throws only where `signal` was aborted. */
export async function readDoctor(options: DoctorOptions, signal: AbortSignal): Promise<DoctorReport> {
  const { client, namespace, context, forwards, machine = THIS_MACHINE, root = '/' } = options;
  const stack = await readStack(options, signal);
  const wanted = readOf(stack);
  const known = GPU_EXPORTERS.map(({ component }) => component);
  const exporters = wanted?.exporter == null ? known : [wanted.exporter];
  const { facts: cluster, nodes } = await readCluster({ client, namespace, exporters }, signal);
  const isDemo = context.kind === 'demo';
  const identity = machine.identity();
  const isOnNode =
    !isDemo && identity.platform === 'linux' && nodes.some((node) => isThisMachine(nodeIdentity(node), identity));
  const exporter = readOf(cluster.exporter);
  const [page, prometheus, surroundings] = await Promise.all([
    exporter == null ? undefined : readPages(exporter, askByTunnel(client, exporter.namespace), signal),
    wanted?.isInstalled === false
      ? undefined
      : readPrometheus(() => forwards.prometheus(signal, PATIENCE_MS), exporters, signal),
    readSurroundings({ client, context, identity, nodes, cluster, stack: wanted }, signal),
  ]);
  const facts: Facts = {
    platform: identity.platform,
    ...(surroundings.distribution === undefined ? {} : { distribution: surroundings.distribution }),
    site: surroundings.site,
    ...(isOnNode ? { host: readHost(root) } : {}),
    cluster,
    stack,
    ...(page === undefined ? {} : { page }),
    ...(prometheus === undefined ? {} : { prometheus }),
  };
  const report = diagnose(facts, Date.now());
  return addressed({ ...report, ...(isDemo ? {} : { cluster: surroundings.told }) }, context);
}

function readStack(
  { stackStatus, settings, namespace }: DoctorOptions,
  signal: AbortSignal,
): Promise<Fact<StackFacts>> {
  return factOf('the record of the stack', signal, async () => {
    const { installed } = await stackStatus(signal);
    const { gpu, prometheus } = (installed === undefined ? undefined : await settings(signal)) ?? DEFAULT_SETTINGS;
    const row = GPU_EXPORTERS.find(({ choices }) => choices.some(({ value }) => value === gpu.exporter));
    return {
      isInstalled: installed !== undefined,
      namespace,
      exporter: row?.component ?? null,
      wantsPlugin: gpu.devicePlugin.enabled,
      hasOtherPrometheus: prometheus.existing !== undefined,
    };
  });
}
