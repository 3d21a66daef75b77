// The ways of this cluster’s distribution, as links tell them: the order in a sentence, and the fix with its command.
import type { DoctorLink } from '../../shared/model/doctor.ts';
import type { Way, Ways } from '../distribution/distribution.ts';
import { waysOn } from '../distribution/table.ts';
import type { Facts } from './facts.ts';

/** Where the distribution is not known, what holds of Kubernetes anywhere. */
export function waysOf({ distribution }: Facts): Ways {
  return waysOn(distribution);
}

/** To a node that runs pods with a GPU. */
export function gpuWay(facts: Facts): Way {
  return waysOf(facts).gpu(facts.platform ?? 'linux');
}

/** None where no command does it: the sentence has the order. */
export function fixOf({ order, command }: Way): DoctorLink['fixes'] {
  return command === undefined ? [] : [{ what: `${order.charAt(0).toUpperCase()}${order.slice(1)}`, command }];
}
