// Plans to uninstall a release: what goes, and what is kept.
import { AppError } from '../../../shared/errors.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import { readPrevious } from '../look/previous.ts';
import type { Book } from '../record/book.ts';
import { refOfItem } from '../record/inventory.ts';
import { STAGES, stageOf } from '../wanted/stages.ts';
import { removalChange } from './change.ts';
import { needsOf } from './consents.ts';
import { planHash } from './plan-hash.ts';
import type { PreparedUninstall } from './prepared.ts';
import { findRemovals } from './removals.ts';
import { strangersIn } from './strangers.ts';

/** Whether a release's data goes too, and what was agreed to. */
export interface UninstallRequest {
  /** PVCs, the Namespace, CRDs and generated Secrets. */
  readonly deleteData: boolean;
  readonly consent: Consent;
}

/**
 * Plans an uninstall by the inventory: writes nothing.
 *
 * Throws `notFound` when nothing is installed, and as `KubeClient.request` does.
 */
export async function planUninstall(book: Book, { deleteData, consent }: UninstallRequest): Promise<PreparedUninstall> {
  const previous = await readPrevious(book, consent);
  const { target } = book;
  const { release, namespace } = target;
  if (previous.record === null && previous.stored === null) {
    throw new AppError('notFound', `There is no release ${release} in namespace ${namespace}.`);
  }
  const kept = deleteData ? [] : previous.inventory.filter(({ policy }) => policy === 'keep');
  const doomed = previous.inventory.filter((item) => !kept.includes(item));
  const found = await findRemovals(book, doomed);
  // What somebody else made in the place of the release's is a stranger's.
  const lost = new Set(found.left.map(({ ref }) => refKey(ref)));
  const own = previous.inventory.filter((item) => !lost.has(refKey(item)));
  const spared = await Promise.all(
    found.removals
      .filter(({ item }) => item.kind === 'Namespace')
      .map(async (removal): Promise<[string, Change] | undefined> => {
        const strangers = await strangersIn(book, removal.item.name, own);
        if (strangers === undefined) return undefined;
        return [removal.path, { ref: refOfItem(removal.item), op: 'kept', reason: `it also holds ${strangers}` }];
      }),
  );
  const sparedByPath = new Map(spared.filter((one) => one !== undefined));
  const removals = found.removals
    .filter(({ path }) => !sparedByPath.has(path))
    .sort((left, right) => STAGES.indexOf(stageOf(right.item)) - STAGES.indexOf(stageOf(left.item)));
  const version = previous.record?.chart.metadata.version ?? '';
  const plan: Plan = {
    hash: planHash({ verb: 'uninstall', ...target, version, entries: [], removals, deleteData }),
    verb: 'uninstall',
    ...target,
    version,
    changes: [
      ...removals.map((removal) => removalChange(removal, 'part of the release')),
      ...kept.map(
        (item): Change => ({
          ref: refOfItem(item),
          op: 'kept',
          reason: 'it outlives the release; a reinstall adopts it',
        }),
      ),
      ...sparedByPath.values(),
      ...found.left,
    ],
    conflicts: [],
    warnings: previous.warning === undefined ? [] : [previous.warning],
    blockers: previous.obstacle === undefined ? [] : [previous.obstacle.blocker],
    consent: [...consent],
    needs: needsOf([previous.obstacle?.need]),
  };
  return { ...target, consent, verb: 'uninstall', plan, version, deleteData, removals, previous };
}
