// Words of the exporter's and the device plugins' pods: their warnings, why they wait, their last lines.
import type { DoctorEvidence } from '../../shared/model/doctor.ts';
import { readOf } from '../node-files/fact.ts';
import type { Facts, PodFacts, WorkloadFacts } from './facts.ts';
import { seen } from './finding.ts';

/**
 * The first of them that matches, of pods that are not well: what a pod said before it was mended is past. An exporter that cannot
 * ask its GPU is ready all the same.
 */
export function saidByPods({ cluster, page, prometheus }: Facts, words: RegExp): DoctorEvidence | undefined {
  const exporter = [readOf(cluster?.exporter) ?? []].flat();
  const collected = readOf(page)?.collected ?? readOf(prometheus?.series)?.collected;
  return (
    saidIn(exporter, words, collected === false ? () => true : isIll) ??
    saidIn(readOf(cluster?.plugins) ?? [], words, isIll)
  );
}

/** A word of those pods that `isAsked` names. */
export function saidIn(
  workloads: readonly WorkloadFacts[],
  words: RegExp,
  isAsked: (pod: PodFacts) => boolean,
): DoctorEvidence | undefined {
  for (const { namespace, pods } of workloads) {
    for (const pod of pods.filter(isAsked)) {
      const found = wordsOf(pod).find(({ says }) => words.test(says));
      if (found !== undefined) return seen({ from: `${found.from} of pod ${namespace}/${pod.name}` }, found.says);
    }
  }
  return undefined;
}

function isIll({ isReady }: PodFacts): boolean {
  return !isReady;
}

function wordsOf({ waiting, events, log }: PodFacts): readonly { readonly from: string; readonly says: string }[] {
  return [
    ...events.map((says) => ({ from: 'event', says })),
    ...waiting.map((says) => ({ from: 'state', says })),
    ...log.map((says) => ({ from: 'log', says })),
  ];
}

/** `Pod monitoring/x: CrashLoopBackOff: …` of a workload that is not ready; the first that says something. */
export function whyNotReady({ namespace, name, pods, ready, desired }: WorkloadFacts): readonly DoctorEvidence[] {
  const count = seen({ from: `DaemonSet ${namespace}/${name}` }, `${ready} of ${desired} pods are ready`);
  const told = pods
    .filter(({ isReady }) => !isReady)
    .flatMap((pod) => {
      const [first] = wordsOf(pod);
      const last = pod.log.at(-1);
      const from = (what: string) => ({ from: `${what} of pod ${namespace}/${pod.name}` });
      return [
        ...(first === undefined ? [] : [seen(from(first.from), first.says)]),
        ...(last === undefined || last === first?.says ? [] : [seen(from('log'), last)]),
      ];
    });
  return [count, ...told.slice(0, 3)];
}
