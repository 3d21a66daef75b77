// The plain forwards of a session, as its options allow them: what the stack's own doors lead to is left to those.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import { FORWARD_TARGETS } from '../../shared/model/forward.ts';
import type { Forwardable } from '../../shared/model/kept-forward.ts';
import { formatRef } from '../../shared/model/object.ts';
import { KeptForwards, type KeptForwardsOptions } from '../forwards/kept-forwards.ts';
import type { ForwardChoice } from './session-options.ts';
import { STACK } from './stack-source.ts';

interface Surroundings extends Pick<KeptForwardsOptions, 'client' | 'ports' | 'onChange'> {
  readonly context: ClusterContext;
}

/** Without a choice none is remembered and none may be made. */
export function keptForwardsOf({ context, ...rest }: Surroundings, choice: ForwardChoice | undefined): KeptForwards {
  return new KeptForwards({
    ...rest,
    memory: choice?.memory(context.id) ?? { get: () => [], set: () => {} },
    permit: async (object) =>
      choice !== undefined && (await choice.permits.permits(context, { about: 'forward', object: formatRef(object) })),
    refusal: betterDoor,
  });
}

/** What follows the name of a workload in those of its pods and of its headless Service. */
const FOLLOWS = /^(|-headless|-\d+|-[a-z0-9]{6,10}-[a-z0-9]{5})$/;

/** As `odin forward` has it: Grafana's and Prometheus' own addresses let nobody in but this person. */
export function betterDoor({ namespace, name }: Pick<Forwardable, 'namespace' | 'name'>): string | undefined {
  if (namespace !== STACK.namespace) return undefined;
  const target = FORWARD_TARGETS.find((one) => name.startsWith(one) && FOLLOWS.test(name.slice(one.length)));
  if (target === undefined) return undefined;
  const title = { grafana: 'Grafana', prometheus: 'Prometheus' }[target];
  return `${title} has an address of its own, which lets nobody in but you: choose Open ${title}.`;
}
