// The exporter's own word: what its page, or Prometheus for it, says of its last look at the GPU.

import { readOf } from '../node-files/fact.ts';
import { daemonSet, quoted } from './commands.ts';
import type { Facts, GpuSeries, WorkloadFacts } from './facts.ts';
import { broken, type Finding, gpuCount, ok, seen } from './finding.ts';
import { saidIn } from './said.ts';
import { restOf, restSentence } from './sleep.ts';

/** What is missing without the exporter. */
export const NO_NUMBERS = 'There are no numbers of the GPU, in charts, rules and alerts alike.';

const UNKNOWN_ERROR = /Unknown Error/;

/** The link of an exporter whose pods are ready. */
export function judgePage(facts: Facts, exporter: WorkloadFacts, told: GpuSeries | undefined): Finding {
  const where = `DaemonSet ${exporter.namespace}/${exporter.name}`;
  const { page, prometheus } = facts;
  const pods = seen({ from: where }, `${exporter.ready} of ${exporter.desired} pods are ready`);
  const series = told ?? readOf(prometheus?.series);
  const from = told === undefined ? prometheus?.series : page;
  if (series === undefined || from === undefined) return ok('The exporter runs.', pods);
  const rest = restOf(facts);
  if (rest !== undefined) return ok(restSentence(rest), pods, seen(from, gateText(series)));
  const restart = {
    what: 'Start it anew',
    command: `kubectl rollout restart ${daemonSet(exporter)}`,
  };
  const fixes = [
    restart,
    {
      what: 'See its log',
      command: `kubectl logs ${daemonSet(exporter)} -c ${quoted(exporter.name)} --tail=50`,
    },
  ];
  if (series.problems.length > 0) {
    const problem = series.problems.join(', ');
    return broken(
      'exporterProblem',
      `The exporter gives its gate nothing to pass on (${problem}): see its log.`,
      [seen(from, `odin_gpu_exporter_problem: ${problem}`), pods],
      {
        meaning: NO_NUMBERS,
        fixes: [...fixes].reverse(),
      },
    );
  }
  if (series.collected === false) {
    const lost = saidIn([exporter], UNKNOWN_ERROR, () => true);
    const evidence = [seen(from, 'nvidia_smi_last_collect_success: 0'), pods];
    if (lost !== undefined) {
      return broken(
        'unknownError',
        'The exporter has lost the GPU, as after `systemctl daemon-reload`: start it anew.',
        [lost, ...evidence],
        {
          meaning:
            'A daemon-reload takes from running containers the devices that an old toolkit lent behind the runtime’s back; CDI does not.',
          fixes: [restart],
        },
      );
    }
    return broken('collectFails', 'The exporter runs, and its look at the GPU fails: see its log.', evidence, {
      meaning: NO_NUMBERS,
      fixes: [...fixes].reverse(),
    });
  }
  if (told !== undefined && told.gpus === 0) {
    return broken(
      'exporterBlind',
      'The exporter runs, and tells of no GPU: see its log.',
      [seen(from, 'no GPU on its page'), pods],
      { meaning: NO_NUMBERS, fixes: [...fixes].reverse() },
    );
  }
  return ok('The exporter tells of the GPU.', pods, seen(from, gpuCount(series.gpus)));
}

function gateText({ gate }: GpuSeries): string {
  return gate.map(({ pci, state, isAsked }) => `${pci} ${state}, ${isAsked ? 'asked' : 'not asked'}`).join('; ');
}
