// Weighs what a cluster tells of its distribution: each sign speaks for a row, and a name is given where none speaks against it.
import type { Distribution, DistributionId } from './distribution.ts';
import type { Evidence } from './evidence.ts';
import { shownName } from './node-name.ts';
import { DISTRIBUTIONS } from './table.ts';

/** The row that all signs agree on; else `conflict` where they do not, as the end of a sentence. Neither where there is no sign. */
export interface Recognised {
  readonly distribution?: Distribution;
  readonly conflict?: string;
}

interface Voice {
  readonly says: Distribution;
  /** `its version`, `node blade`. */
  readonly who: string;
}

/**
 * Pure; by the connected cluster alone, for a kubeconfig's names are anybody's choice.
 * @param mayBeVirtual whether its nodes may be virtual machines of this computer, so that a name as those have is a sign
 */
export function recognise(evidence: Evidence, mayBeVirtual: boolean): Recognised {
  const heard = voicesIn(evidence).filter(({ says }) => mayBeVirtual || says.isNamedAsHost !== true);
  const ids = new Set(heard.map(({ says }) => says.id));
  const voices = heard.filter(({ says }) => says.isKnownByName !== true || says.on?.some((id) => ids.has(id)) === true);
  const top = voices.find(({ says }) => voices.every((other) => standsOn(says, other.says.id)));
  if (top !== undefined) return { distribution: top.says };
  for (const one of voices) {
    const other = voices.find(({ says }) => !standsOn(says, one.says.id) && !standsOn(one.says, says.id));
    if (other !== undefined)
      return { conflict: `${one.who} says ${one.says.name}, and ${other.who} says ${other.says.name}` };
  }
  return {};
}

function voicesIn({ version, nodes, provisioners }: Evidence): readonly Voice[] {
  return DISTRIBUTIONS.flatMap((says) => {
    const isVersion = (told: string) => says.version?.test(told) === true;
    const node = nodes.find((one) => says.isNode?.(one) === true || isVersion(one.kubeletVersion));
    const provisioner = says.provisioners?.find((name) => provisioners.includes(name));
    return [
      ...(isVersion(version) ? [{ says, who: 'its version' }] : []),
      ...(node === undefined ? [] : [{ says, who: `node ${shownName(node.name)}` }]),
      ...(provisioner === undefined ? [] : [{ says, who: 'a StorageClass' }]),
    ];
  });
}

/** Whether it is that distribution, or one that has its signs too. */
function standsOn({ id, on = [] }: Distribution, other: DistributionId): boolean {
  return (
    id === other ||
    on.some((base) => {
      const row = DISTRIBUTIONS.find((one) => one.id === base);
      return row !== undefined && standsOn(row, other);
    })
  );
}
