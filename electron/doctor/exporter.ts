// The link of the exporter: whether one has to be there, and its pods.

import { readOf } from '../node-files/fact.ts';
import { daemonSet, quoted } from './commands.ts';
import { judgePage, NO_NUMBERS } from './exporter-page.ts';
import type { Facts, StackFacts } from './facts.ts';
import { broken, type Finding, notNeeded, seen, unknown } from './finding.ts';
import { whyNotReady } from './said.ts';

/** Why nothing has to export here; undefined where something has to, or it is not known. */
export function notWanted({ stack }: Facts): Finding | undefined {
  const wanted = readOf(stack);
  if (wanted?.isInstalled === false) {
    return notNeeded('The stack is not installed, so that nothing measures the GPU: install it.', {
      cause: 'notInstalled',
      repair: 'install',
      fixes: [{ what: 'Install it', command: 'odin install' }],
    });
  }
  if (wanted?.exporter === null)
    return notNeeded('The settings choose no GPU exporter.', { cause: 'noExporterChosen' });
  return undefined;
}

export function judgeExporter(facts: Facts): Finding {
  const reason = notWanted(facts);
  if (reason !== undefined) return reason;
  const { cluster, stack, page } = facts;
  const exporter = readOf(cluster?.exporter);
  if (cluster === undefined || exporter === undefined)
    return unknown('Whether the exporter is there cannot be read.', cluster?.exporter);
  const wanted = readOf(stack);
  if (exporter === null)
    return wanted === undefined
      ? unknown('There is no exporter, and whether one is wanted cannot be read.', stack)
      : judgeMissing(cluster.exporter.from, wanted);
  const where = `DaemonSet ${exporter.namespace}/${exporter.name}`;
  if (exporter.desired === 0) {
    return broken(
      'exporterNowhere',
      `${where} is meant for no node: see its node selector and the nodes’ taints.`,
      whyNotReady(exporter),
      {
        meaning: NO_NUMBERS,
        repair: 'putBack',
        fixes: [{ what: 'See both', command: `kubectl describe ${daemonSet(exporter)}` }],
      },
    );
  }
  if (exporter.ready < exporter.desired) {
    return broken('exporterDown', `${where} is not ready: see what its pods say.`, whyNotReady(exporter), {
      meaning: NO_NUMBERS,
      repair: 'putBack',
      fixes: [
        {
          what: 'See its log',
          command: `kubectl logs ${daemonSet(exporter)} --all-containers --tail=50`,
        },
        {
          what: 'See its events',
          command: `kubectl describe -n ${quoted(exporter.namespace)} pods -l ${quoted(`app.kubernetes.io/name=${exporter.name}`)}`,
        },
      ],
    });
  }
  return judgePage(facts, exporter, page === undefined ? undefined : readOf(page));
}

function judgeMissing(from: string, { namespace, exporter }: StackFacts): Finding {
  return broken(
    'exporterMissing',
    `DaemonSet ${namespace}/${exporter} is not there, deleted or left out for lack of a RuntimeClass: install again.`,
    [seen({ from }, 'not there')],
    {
      meaning: NO_NUMBERS,
      repair: 'install',
      fixes: [
        { what: 'Where it was deleted by hand', command: 'odin drift --put-back' },
        { what: 'Where it was left out', command: 'odin upgrade' },
      ],
    },
  );
}
