// The table of the distributions of Kubernetes that are known.
import { CLOUD_ROWS } from './cloud-rows.ts';
import type { Distribution, Ways } from './distribution.ts';
import { INSIDE_ROWS } from './inside-rows.ts';
import { MACHINE_ROWS, PLAIN_WAYS } from './machine-rows.ts';
import { VIRTUAL_ROWS } from './virtual-rows.ts';

export const DISTRIBUTIONS: readonly Distribution[] = [...MACHINE_ROWS, ...INSIDE_ROWS, ...VIRTUAL_ROWS, ...CLOUD_ROWS];

/** What is done on it; where it is not known, what holds of Kubernetes anywhere. */
export function waysOn(distribution: Distribution | undefined): Ways {
  return distribution?.ways ?? PLAIN_WAYS;
}

/** Provisioners whose volumes are folders on the disk of a node, whichever distribution has brought them. */
export const ON_NODE_PROVISIONERS: ReadonlySet<string> = new Set([
  'rancher.io/local-path',
  ...DISTRIBUTIONS.flatMap(({ provisioners = [] }) => provisioners),
]);
