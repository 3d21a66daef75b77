// Plans to uninstall a release: what goes, and what is kept.
import { AppError } from '../../../shared/errors.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import { readForPlan } from '../look/previous.ts';
import { KEPT_BY_POLICY } from '../object/additions.ts';
import type { Book } from '../record/book.ts';
import { type InventoryItem, refOfItem } from '../record/inventory.ts';
import { STAGES, stageOf } from '../wanted/stages.ts';
import { removalChange } from './change.ts';
import { needsOf } from './consents.ts';
import { planHash } from './plan-hash.ts';
import type { PreparedUninstall } from './prepared.ts';
import { findRemovals, type Removals } from './removals.ts';
import { stakesOf } from './stakes.ts';
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
  const previous = await readForPlan(book, consent);
  const { target } = book;
  const { release, namespace } = target;
  if (previous.record === null && previous.stored === null) {
    throw new AppError('notFound', `There is no release ${release} in namespace ${namespace}.`);
  }
  // What says itself that it is to be kept is nobody's data to delete: Helm has no word that would.
  const spared = previous.inventory.filter((item) => item.policy === 'keep' && !(deleteData && item.saysKeep !== true));
  const found = await findRemovals(
    book,
    previous.inventory.filter((item) => !spared.includes(item)),
  );
  const kept = [...spared, ...found.kept];
  // Kinds that hold others go with data alone.
  const there = deleteData ? (await findRemovals(book, spared)).removals.map(({ item }) => item) : [];
  const sparedByPath = await takersOf(book, previous.inventory, found, [...there, ...found.kept]);
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
          reason: item.saysKeep === true ? KEPT_BY_POLICY : 'it outlives the release; a reinstall adopts it',
        }),
      ),
      ...sparedByPath.values(),
      ...found.left,
    ],
    conflicts: [],
    warnings: previous.warning === undefined ? [] : [previous.warning],
    blockers: previous.obstacle === undefined ? [] : [previous.obstacle.blocker],
    ...stakesOf({ home: namespace, entries: [], removals }),
    consent: [...consent],
    needs: needsOf([previous.obstacle?.need]),
  };
  return { ...target, consent, verb: 'uninstall', plan, version, deleteData, removals, previous };
}

/** By path: what would take with it, when it is deleted, what is kept or a stranger's: a Namespace, a CustomResourceDefinition. */
async function takersOf(
  book: Book,
  inventory: readonly InventoryItem[],
  { removals, left }: Removals,
  kept: readonly InventoryItem[],
): Promise<ReadonlyMap<string, Change>> {
  // What somebody else made in the place of the release's is a stranger's.
  const notOwn = new Set([...left.map(({ ref }) => refKey(ref)), ...kept.map((item) => refKey(item))]);
  const own = inventory.filter((item) => !notOwn.has(refKey(item)));
  const found = await Promise.all(
    removals.map(async ({ item, path }): Promise<[string, Change][]> => {
      const held = kept.filter((one) => isHeldBy(item, one)).map((one) => formatRef(one));
      const strangers = item.kind === 'Namespace' ? await strangersIn(book, item.name, own) : undefined;
      const named = strangers ?? (held.length === 0 ? undefined : held.slice(0, 3).join(', '));
      if (named === undefined) return [];
      return [[path, { ref: refOfItem(item), op: 'kept', reason: `it also holds ${named}` }]];
    }),
  );
  return new Map(found.flat());
}

/** Whether an object goes with its Namespace, or with the CustomResourceDefinition of its kind. */
function isHeldBy(holder: InventoryItem, { apiVersion, namespace }: InventoryItem): boolean {
  if (holder.kind === 'Namespace') return namespace === holder.name;
  const [group = ''] = apiVersion.split('/');
  // The plural is not known here: rather one definition of its group too many is left.
  return holder.kind === 'CustomResourceDefinition' && apiVersion !== group && holder.name.endsWith(`.${group}`);
}
