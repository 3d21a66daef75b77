// The ways of a distribution as they are told of one cluster: on which node, and only with commands that act on that cluster.
import type { Whereabouts } from '../../shared/model/cluster-place.ts';
import { shellQuote } from '../../shared/shell-quote.ts';
import { visible } from '../../shared/visible.ts';
import { chosenOn } from './by-kubeconfig.ts';
import type { Distribution, Way, Ways } from './distribution.ts';
import { waysOn } from './table.ts';

/** A cluster as seen by the person who acts on it. */
export interface Site {
  readonly where: Whereabouts;
  /** What ends a sentence of something that is done there: `the node lab-1`, `its nodes`. */
  readonly onNode: string;
  /** How the kubeconfig calls it, and that file; undefined where that is not known. */
  readonly names?: { readonly context: string; readonly file: string } | undefined;
  /** `process.platform` of this machine. */
  readonly platform: string;
}

/** An order, and the command as it is typed on this machine. */
export interface ToldWay {
  readonly order: string;
  readonly guide?: string;
  readonly command?: string;
}

export interface ToldWays {
  readonly gpu: ToldWay;
  readonly runtimeClass: Ways['runtimeClass'];
  readonly storage: ToldWay;
  readonly ingress: ToldWay;
  readonly containerd: ToldWay;
  readonly restart: ToldWay;
  readonly podMetrics?: ToldWay;
}

/** Pure. */
export function waysAt(distribution: Distribution | undefined, site: Site): ToldWays {
  const { gpu, runtimeClass, storage, ingress, containerd, restart, podMetrics } = waysOn(distribution);
  const told = (way: Way) => wayAt(way, distribution, site);
  return {
    gpu: told(gpu(site.platform)),
    runtimeClass,
    storage: told(storage),
    ingress: told(ingress),
    containerd: told(containerd),
    restart: told(restart),
    ...(podMetrics === undefined ? {} : { podMetrics: told(podMetrics) }),
  };
}

function wayAt(way: Way, distribution: Distribution | undefined, site: Site): ToldWay {
  const order = way.isOnNode === true && site.where !== 'here' ? `${way.order} on ${site.onNode}` : way.order;
  const command = commandAt(way, distribution, site);
  const guide = way.guide === undefined ? {} : { guide: way.guide };
  return { order, ...guide, ...(command === undefined ? {} : { command }) };
}

function commandAt(
  { command, isOnNode }: Way,
  distribution: Distribution | undefined,
  { where, names, platform }: Site,
): string | undefined {
  if (typeof command === 'string') return (isOnNode === true ? where === 'here' : isKept(where)) ? command : undefined;
  if (command === undefined || distribution === undefined || names === undefined || !isKept(where)) return undefined;
  const chosen = chosenOn(distribution, names);
  // It would be an option of the program, or act on a terminal.
  return chosen === undefined || chosen.startsWith('-') || visible(chosen) !== chosen
    ? undefined
    : command(chosen, (word) => shellQuote(word, platform));
}

/** A program of this computer may keep it: elsewhere, and behind a tunnel, it is another's. */
function isKept(where: Whereabouts): boolean {
  return where === 'here' || where === 'member' || where === 'container' || where === 'virtual';
}
