// The link of what nodes have for pods: GPUs that nobody offers, that are unhealthy, split, or taken.

import { readOf } from '../node-files/fact.ts';
import { daemonSet, quoted } from './commands.ts';
import type { ClusterFacts, Facts, GpuPod, NodeFacts } from './facts.ts';
import { broken, type Finding, notNeeded, ok, seen, unknown } from './finding.ts';

const MEANING = 'Pods cannot ask for a GPU. Monitoring needs no device plugin.';
const MIG = /^nvidia\.com\/mig-/;

export function judgeAllocatable({ cluster, stack }: Facts): Finding {
  const plugins = readOf(cluster?.plugins);
  const nodes = readOf(cluster?.nodes);
  if (cluster === undefined || nodes === undefined)
    return unknown('What the nodes have cannot be read.', cluster?.nodes);
  const gpuNodes = nodes.filter(({ capacity }) => Object.values(capacity).some((count) => count > 0));
  if (gpuNodes.length === 0) {
    if (plugins === undefined)
      return unknown('No node has GPUs for pods, and whether it should is not known.', cluster.plugins);
    if (plugins.length === 0 && readOf(stack)?.wantsPlugin !== true)
      return notNeeded('No node has GPUs for pods, for nobody offers them.');
    return broken(
      'notAllocatable',
      'The device plugin runs, and no node has a GPU for pods: restart it.',
      nodes.map(amounts),
      {
        meaning: MEANING,
        fixes: (plugins ?? []).map((plugin) => ({
          what: 'Start it anew',
          command: `kubectl rollout restart ${daemonSet(plugin)}`,
        })),
      },
    );
  }
  const unhealthy = gpuNodes.find(({ allocatable }) => !Object.values(allocatable).some((count) => count > 0));
  if (unhealthy !== undefined && plugins === undefined) {
    return unknown(
      'Nodes have no GPU for pods now, and whether their device plugin runs cannot be read.',
      cluster.plugins,
    );
  }
  if (unhealthy !== undefined) {
    return broken(
      'gpuUnhealthy',
      `Node ${unhealthy.name} has GPUs, and none of them for pods: its device plugin holds them for unhealthy.`,
      [amounts(unhealthy)],
      { meaning: MEANING, fixes: [{ what: 'See what the driver said', command: 'sudo dmesg | grep -i xid | tail' }] },
    );
  }
  return judgeWaiting(cluster, gpuNodes);
}

function judgeWaiting(cluster: ClusterFacts, nodes: readonly NodeFacts[]): Finding {
  const pods = readOf(cluster.gpuPods) ?? [];
  const waiting = pods.find(
    ({ isPending, unschedulable, resource }) => isPending && unschedulable?.includes(`Insufficient ${resource}`),
  );
  const evidence = nodes.map(amounts);
  const holders = pods.filter(({ isPending }) => !isPending);
  if (waiting === undefined) {
    const held = holders.map((pod) => seen({ from: `Pod ${nameOf(pod)}` }, `has ${pod.count} ${pod.resource}`));
    return ok('Nodes have GPUs for pods.', ...evidence, ...held.slice(0, 5));
  }
  const asked = seen({ from: `Pod ${nameOf(waiting)}` }, waiting.unschedulable ?? '');
  const parts = nodes.flatMap(({ capacity }) => Object.keys(capacity)).filter((resource) => MIG.test(resource));
  if (
    !MIG.test(waiting.resource) &&
    parts.length > 0 &&
    !nodes.some(({ capacity }) => (capacity[waiting.resource] ?? 0) > 0)
  ) {
    return broken(
      'mig',
      `The GPU is split by MIG, and pod ${nameOf(waiting)} asks for a whole one: ask for ${parts[0]}.`,
      [asked, ...evidence],
      {
        meaning: 'With MIG’s strategy mixed a node offers parts by their own names.',
        fixes: [
          {
            what: 'See what the nodes offer',
            command: "kubectl get nodes -o jsonpath='{.items[*].status.allocatable}'",
          },
        ],
      },
    );
  }
  const holder = holders.find(({ resource }) => resource === waiting.resource);
  const holds = holder === undefined ? 'other pods' : `pod ${nameOf(holder)}`;
  return broken(
    'gpuTaken',
    `Pod ${nameOf(waiting)} waits for a GPU that ${holds} ${holder === undefined ? 'have' : 'has'}: end that one, or share the GPU.`,
    [
      asked,
      ...holders.map((pod) => seen({ from: `Pod ${nameOf(pod)}` }, `has ${pod.count} ${pod.resource}`)).slice(0, 5),
      ...evidence,
    ],
    {
      meaning:
        'A pod has its GPU for itself, whether it uses it or not, unless gpu.devicePlugin.timeSlicingReplicas is above 1.',
      fixes:
        holder === undefined
          ? []
          : [
              {
                what: 'See the one that has it',
                command: `kubectl get pod -n ${quoted(holder.namespace)} ${quoted(holder.name)} -o wide`,
              },
            ],
    },
  );
}

function nameOf({ namespace, name }: Pick<GpuPod, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

function amounts({ name, capacity, allocatable }: NodeFacts) {
  const told = Object.keys(capacity).map(
    (resource) => `${resource}: ${allocatable[resource] ?? 0} of ${capacity[resource]}`,
  );
  return seen({ from: `Node ${name}` }, told.join(', ') || 'nothing of NVIDIA');
}
