// The ways of this cluster’s distribution, as links tell them: the order in a sentence, and the fix with its command.
import type { DoctorLink } from '../../shared/model/doctor.ts';
import { type ToldWay, type ToldWays, waysAt } from '../distribution/ways-at.ts';
import type { Facts } from './facts.ts';

/** Where the distribution is not known, what holds of Kubernetes anywhere. Whose files were read as the node's own is at it. */
export function waysOf({ distribution, site, host, platform = 'linux' }: Facts): ToldWays {
  const seen = site ?? { where: 'unknown', onNode: 'its nodes', platform };
  return waysAt(distribution, host === undefined ? seen : { ...seen, where: 'here' });
}

/** To a node that runs pods with a GPU. */
export function gpuWay(facts: Facts): ToldWay {
  return waysOf(facts).gpu;
}

/** None where no command does it: the sentence has the order. */
export function fixOf({ order, command }: ToldWay): DoctorLink['fixes'] {
  return command === undefined ? [] : [{ what: `${order.charAt(0).toUpperCase()}${order.slice(1)}`, command }];
}

/** The meaning of a link, and where a page tells what no one command does. */
export function withGuide(meaning: string, { guide }: ToldWay): string {
  return guide === undefined ? meaning : `${meaning} NVIDIA tells how it is installed on each Linux: ${guide}.`;
}
