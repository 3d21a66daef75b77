// `odin doctor`: the chain from the GPU's driver to its chart, and its first broken link.
import { clockTime } from '../../shared/clock-time.ts';
import type { DoctorLink, DoctorReport } from '../../shared/model/doctor.ts';
import { DOCTOR_LINK_TITLES } from '../../shared/model/doctor-links.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import type { Block } from './table.ts';
import { type Tone, toned } from './tone.ts';

export async function runDoctor(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  const report = await withSession(invocation, async (session) => {
    // A cluster that refuses, or does not answer, says so itself.
    await session.watch.first(signal);
    return session.doctor(signal);
  });
  console.result(report, doctorText(report));
  return doctorStatus(report);
}

/** The verdict, the chain, then all that is to be said of the first broken link. */
export function doctorText(report: DoctorReport): Block[] {
  const { sentence, reason, links, first, asleepSince, isOnNode, at } = report;
  const rows = links.map(({ name, state, sentence: said }) => [
    DOCTOR_LINK_TITLES[name],
    toned(STATE_TONES[state], STATES[state]),
    said,
  ]);
  const link = links.find(({ name }) => name === first);
  return [
    ...(first === undefined ? [sentence] : [`${DOCTOR_LINK_TITLES[first]}: ${sentence}`]),
    ...(reason === undefined ? [] : [`  ${reason}`]),
    ...(asleepSince === undefined ? [] : [`  Asleep since ${clockTime(asleepSince, at)}.`]),
    '',
    { heading: ['LINK', 'STATE', 'WHAT IS SEEN'], rows },
    ...(link === undefined ? [] : detailOf(link)),
    ...clusterText(report),
    ...(isOnNode ? [] : ['', 'This machine is not seen to be a node of the cluster: no files of the node were read.']),
  ];
}

function clusterText({ cluster }: DoctorReport): string[] {
  if (cluster === undefined) return [];
  const { sentence, remarks } = cluster;
  const lines = remarks.flatMap(({ sentence: said, command }) => [
    `  ${said}`,
    ...(command === undefined ? [] : [`    ${command}`]),
  ]);
  return ['', `The cluster: ${sentence}`, ...lines];
}

const STATES: Readonly<Record<DoctorLink['state'], string>> = {
  ok: 'ok',
  broken: 'BROKEN',
  unknown: 'not seen',
  notNeeded: 'not needed',
  behind: 'behind',
};

const STATE_TONES: Readonly<Record<DoctorLink['state'], Tone>> = {
  ok: 'ok',
  broken: 'bad',
  unknown: 'none',
  notNeeded: 'none',
  behind: 'none',
};

function detailOf({ evidence, fixes, repair }: DoctorLink): string[] {
  return [
    '',
    'Read:',
    ...evidence.map(({ from, says }) => `  ${from}: ${says}`),
    ...(fixes.length === 0 && repair === undefined ? [] : ['', 'To mend it:']),
    ...fixes.flatMap(({ what, command }) => [`  ${what}:`, `    ${command}`]),
  ];
}

/** `ok` for a chain that is whole or asleep, and where there is no GPU; else `unhealthy`. */
export function doctorStatus({ level }: Pick<DoctorReport, 'level'>): number {
  return level === 'whole' || level === 'asleep' || level === 'noGpu' ? EXIT.ok : EXIT.unhealthy;
}
