// The scenarios: a change of a release while a fault strikes, and the states that may be there afterwards.
import type { Want } from './engine.ts';
import type { Live } from './judge.ts';
import { other, type State, type Subject, VERSIONS } from './subject.ts';
import type { Truth } from './truth.ts';

export interface Scenario {
  readonly name: string;
  /** Whether the release must be there before. */
  readonly needsRelease: boolean;
  /** How many revisions there are when it is rehearsed. */
  readonly history: number;
  /** What is wanted; undefined when the history offers nothing to go back to. */
  want(before: Live, namespace: string, truth: Truth): Want | undefined;
  /** What is there when it succeeds, or when it goes back by itself. */
  target(before: Live): Live;
  /** It goes back by itself. */
  readonly fails: boolean;
}

const installed = (live: Live): State => {
  if (live === 'none') throw new Error('This needs a release.');
  return live;
};

/** As many revisions as are kept, so that each new one makes the oldest go. */
const FULL = 10;
/** Enough to go back to, and for an uninstall to have more than one to forget. */
export const SOME = 2;

export const scenariosOf = ({ desired, hopeless }: Subject): readonly Scenario[] => [
  {
    name: 'install',
    needsRelease: false,
    history: 0,
    want: (_before, namespace) => ({ verb: 'install', desired: desired('a', namespace) }),
    target: () => 'a',
    fails: false,
  },
  {
    name: 'upgrade',
    needsRelease: true,
    history: FULL,
    want: (before, namespace) => ({ verb: 'install', desired: desired(other(installed(before)), namespace) }),
    target: (before) => other(installed(before)),
    fails: false,
  },
  {
    name: 'failed upgrade',
    needsRelease: true,
    history: FULL,
    want: (before, namespace) => ({ verb: 'install', desired: hopeless(other(installed(before)), namespace) }),
    target: (before) => before,
    fails: true,
  },
  {
    name: 'rollback',
    needsRelease: true,
    history: FULL,
    want: (before, _namespace, { revisions }) => {
      const version = VERSIONS[other(installed(before))];
      const found = revisions.findLast((one) => one.status === 'superseded' && one.version === version);
      return found === undefined ? undefined : { verb: 'rollback', revision: found.revision };
    },
    target: (before) => other(installed(before)),
    fails: false,
  },
  {
    name: 'uninstall',
    needsRelease: true,
    history: SOME,
    want: () => ({ verb: 'uninstall' }),
    target: () => 'none',
    fails: false,
  },
];

/** The change that makes room for a scenario which the present history does not allow. */
export function turn({ desired }: Subject, before: Live, namespace: string): Want {
  return { verb: 'install', desired: desired(before === 'none' ? 'a' : other(before), namespace) };
}

/**
 * How a person ends what a fault left behind.
 *
 * @param way back, or on with what was wanted
 */
export function wayOut(truth: Truth, wanted: Want, way: 'undo' | 'finish'): Want {
  if (truth.notes?.journal) return { verb: 'recover', how: way };
  if (way === 'finish' || truth.notes?.journal?.verb === 'uninstall') return wanted;
  const good = truth.revisions.findLast(({ status }) => status === 'deployed');
  if (good !== undefined) return wanted.verb === 'uninstall' ? wanted : { verb: 'rollback', revision: good.revision };
  return { verb: 'uninstall' };
}
