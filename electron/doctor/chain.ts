// The chain: every link judged, what works behind a link told as its proof, and the first that is broken named.
import type { DoctorLink, DoctorReport } from '../../shared/model/doctor.ts';
import { DOCTOR_LINK_TITLES, DOCTOR_LINKS, type DoctorLinkName } from '../../shared/model/doctor-links.ts';
import { judgeAllocatable } from './allocatable.ts';
import { judgeChart } from './chart.ts';
import { judgeContainerd } from './containerd.ts';
import { judgePlugin } from './device-plugin.ts';
import { judgeDriver } from './driver.ts';
import { judgeExporter } from './exporter.ts';
import type { Facts } from './facts.ts';
import { type Finding, ok } from './finding.ts';
import { hasNoGpu, withHostOfGpu, withoutGpu } from './no-gpu.ts';
import { judgeSeries, judgeTarget } from './prometheus.ts';
import { proofOf } from './proof.ts';
import { judgeHandler, judgeRuntimeClass } from './runtime-class.ts';
import { restOf } from './sleep.ts';
import { judgeDeviceFiles, judgeToolkit } from './toolkit.ts';

const JUDGES: Readonly<Record<DoctorLinkName, (facts: Facts) => Finding>> = {
  driver: judgeDriver,
  deviceFiles: judgeDeviceFiles,
  toolkit: judgeToolkit,
  containerd: judgeContainerd,
  runtimeClass: judgeRuntimeClass,
  handler: judgeHandler,
  devicePlugin: judgePlugin,
  allocatable: judgeAllocatable,
  exporter: judgeExporter,
  target: judgeTarget,
  series: judgeSeries,
  chart: judgeChart,
};

const MINUTE_MS = 60_000;

/** The link that each hangs on. The exporter asks for no GPU, and so does not need the device plugin. */
const HANGS_ON: Readonly<Partial<Record<DoctorLinkName, DoctorLinkName>>> = {
  deviceFiles: 'driver',
  toolkit: 'deviceFiles',
  containerd: 'toolkit',
  runtimeClass: 'containerd',
  handler: 'runtimeClass',
  devicePlugin: 'handler',
  allocatable: 'devicePlugin',
  exporter: 'handler',
  target: 'exporter',
  series: 'target',
  chart: 'series',
};

/**
 * Pure; never throws. A link is broken by what was read alone: what could not be read is `unknown`, or proven by what works behind it.
 *
 * @param at when the facts were read, in ms since the epoch
 */
export function diagnose(read: Facts, at: number): DoctorReport {
  const isOnNode = read.host !== undefined;
  const facts = withHostOfGpu(read);
  if (hasNoGpu(facts)) return { ...withoutGpu(facts), isOnNode, at };
  const links: DoctorLink[] = [];
  for (const name of DOCTOR_LINKS) links.push(linkOf(name, facts, links));
  return { ...verdictOf(links, facts, at), links, isOnNode, at };
}

function linkOf(name: DoctorLinkName, facts: Facts, before: readonly DoctorLink[]): DoctorLink {
  const judged = JUDGES[name](facts);
  const proof = judged.state === 'unknown' ? proofOf(name, facts) : undefined;
  const finding = proof === undefined ? judged : ok(proof.sentence, ...proof.evidence);
  const { [name]: needed } = HANGS_ON;
  const holder = before.find((link) => link.name === needed);
  const because = holder?.state === 'broken' ? holder.name : holder?.because;
  // What is not needed is not missed either, but whoever hangs on it may be.
  if (because === undefined) return { name, ...finding };
  if (finding.state === 'notNeeded') return { name, ...finding, because };
  const sentence = `Not looked at: it hangs on ${DOCTOR_LINK_TITLES[because]}.`;
  return {
    name,
    state: 'behind',
    sentence,
    evidence: finding.state === 'ok' ? [] : finding.evidence,
    fixes: [],
    because,
  };
}

function verdictOf(
  links: readonly DoctorLink[],
  facts: Facts,
  at: number,
): Pick<DoctorReport, 'level' | 'sentence' | 'reason' | 'first' | 'asleepSince'> {
  const first = links.find(({ state }) => state === 'broken');
  if (first !== undefined) {
    return {
      level: 'broken',
      sentence: first.sentence,
      ...(first.meaning === undefined ? {} : { reason: first.meaning }),
      first: first.name,
    };
  }
  const unseen = links.filter(({ state }) => state === 'unknown');
  const names = unseen.map(({ name }) => DOCTOR_LINK_TITLES[name]).join(', ');
  if (links.some(({ cause }) => cause === 'notInstalled')) {
    const reason = unseen.length === 0 ? {} : { reason: `Not seen from here: ${names}.` };
    return { level: 'notInstalled', sentence: 'Nothing is broken up to the stack, which is not installed.', ...reason };
  }
  if (unseen.length > 0) {
    return {
      level: 'unknown',
      sentence: 'Nothing is seen to be broken, and not all can be seen.',
      reason: `Not seen from here: ${names}.`,
    };
  }
  const rest = restOf(facts);
  if (rest?.kind === 'asleep') {
    return {
      level: 'asleep',
      sentence: 'The GPU is asleep, and nothing is broken.',
      // The node's clock may be ahead of this one: nobody has slept since a time that is to come.
      ...(rest.since === undefined || rest.since > at + MINUTE_MS ? {} : { asleepSince: rest.since }),
    };
  }
  return { level: 'whole', sentence: 'Nothing is broken from the driver to the charts.' };
}
