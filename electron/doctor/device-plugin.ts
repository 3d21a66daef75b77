// The link of the device plugin, by which pods get a GPU of their own. Monitoring does not need it.

import { readOf } from '../node-files/fact.ts';
import { daemonSet } from './commands.ts';
import type { ClusterFacts, Facts, WorkloadFacts } from './facts.ts';
import { broken, type Finding, notNeeded, ok, seen, unknown } from './finding.ts';
import { whyNotReady } from './said.ts';

const MEANING = 'Pods cannot ask for a GPU. Monitoring needs no device plugin.';

export function judgePlugin({ cluster, stack }: Facts): Finding {
  const plugins = readOf(cluster?.plugins);
  if (cluster === undefined || plugins === undefined)
    return unknown('Which device plugins there are cannot be read.', cluster?.plugins);
  const wanted = readOf(stack);
  const [plugin] = [...plugins].sort((a, b) => b.ready - a.ready);
  if (plugin === undefined) {
    if (wanted?.wantsPlugin !== true) {
      return notNeeded(
        'There is no device plugin: pods cannot ask for nvidia.com/gpu, and monitoring does not need that.',
      );
    }
    return broken(
      'pluginMissing',
      'The stack’s settings ask for the device plugin, and it is not there: put it back.',
      [seen(cluster.plugins, 'none')],
      {
        meaning: MEANING,
        repair: 'putBack',
        fixes: [{ what: 'See what was changed, and put it back', command: 'odin drift --put-back' }],
      },
    );
  }
  const where = `DaemonSet ${plugin.namespace}/${plugin.name}`;
  if (offers(cluster))
    return ok(
      'The device plugin offers the GPUs.',
      seen({ from: where }, `${plugin.ready} of ${plugin.desired} pods are ready`),
    );
  if (plugin.desired === 0) return unknown(`${where} is meant for no node here.`);
  if (plugin.runtimeClass === undefined && readOf(cluster.hasOperator) !== true) return judgeClassless(plugin, where);
  if (plugin.ready < plugin.desired) {
    return broken(
      'pluginDown',
      `The device plugin of ${plugin.namespace} is not ready: see what its pods say.`,
      whyNotReady(plugin),
      {
        meaning: MEANING,
        fixes: [{ what: 'See its log', command: `kubectl logs ${daemonSet(plugin)} --tail=50` }],
      },
    );
  }
  return ok('The device plugin runs.', seen({ from: where }, `${plugin.ready} of ${plugin.desired} pods are ready`));
}

/** NVIDIA's own manifest names no class. Where a GPU is offered all the same, NVIDIA's runtime is the usual one. */
function judgeClassless(plugin: WorkloadFacts, where: string): Finding {
  return broken(
    'pluginWithoutClass',
    `${where} names no RuntimeClass, and so finds no driver: give it RuntimeClass nvidia.`,
    [seen({ from: where }, 'no runtimeClassName'), ...whyNotReady(plugin)],
    {
      meaning: MEANING,
      fixes: [
        {
          what: 'Give it the class',
          command: `kubectl patch ${daemonSet(plugin)} --type=merge -p '{"spec":{"template":{"spec":{"runtimeClassName":"nvidia"}}}}'`,
        },
      ],
    },
  );
}

function offers({ nodes }: ClusterFacts): boolean {
  return readOf(nodes)?.some(({ allocatable }) => Object.values(allocatable).some((count) => count > 0)) === true;
}
