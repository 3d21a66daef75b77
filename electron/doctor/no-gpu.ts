// Machines without a GPU: a cluster of one such, and one such node of a cluster whose GPU is in another.
import type { DoctorLink, DoctorReport } from '../../shared/model/doctor.ts';
import { DOCTOR_LINKS } from '../../shared/model/doctor-links.ts';
import { readOf } from '../node-files/fact.ts';
import { isWsl } from './driver.ts';
import type { Facts } from './facts.ts';
import { notNeeded, seen } from './finding.ts';

/** Without the files of a node that has no GPU, where others may have one: what it lacks says nothing of theirs. */
export function withHostOfGpu(facts: Facts): Facts {
  const { host, ...elsewhere } = facts;
  if (host === undefined || isWsl(host)) return facts;
  const isAlone = (readOf(facts.cluster?.nodes) ?? []).length < 2;
  // Where the driver is loaded, there was one.
  const hasOne = readOf(host.gpus)?.length !== 0 || typeof readOf(host.driver) === 'string';
  return isAlone || hasOne ? facts : elsewhere;
}

/** Only where the one node of the cluster was looked at, and nobody tells of a GPU. */
export function hasNoGpu({ host, cluster, page, prometheus }: Facts): boolean {
  const nodes = readOf(cluster?.nodes) ?? [];
  if (host === undefined || nodes.length !== 1) return false;
  const isBare = readOf(host.gpus)?.length === 0 && readOf(host.driver) === null && readOf(host.devices)?.length === 0;
  const told = [readOf(page), readOf(prometheus?.series)].some(
    (series) => (series?.gpus ?? 0) + (series?.gate.length ?? 0) > 0,
  );
  const offered = nodes.some(({ capacity }) => Object.values(capacity).some((count) => count > 0));
  return isBare && !told && !offered;
}

export function withoutGpu({ host }: Facts): Pick<DoctorReport, 'level' | 'sentence' | 'reason' | 'links'> {
  const evidence = host === undefined ? [] : [seen(host.gpus, 'no display controller of NVIDIA')];
  const links = DOCTOR_LINKS.map((name): DoctorLink => {
    const finding = notNeeded('There is no NVIDIA GPU to lead to.');
    return { name, ...finding, evidence: name === 'driver' ? evidence : [] };
  });
  return {
    level: 'noGpu',
    sentence: 'This machine has no NVIDIA GPU, and so nothing is broken.',
    reason: 'The rest of the stack works without one.',
    links,
  };
}
