// Plans to bring a release to a wanted state, whichever verb that is called.
import { gzipSync } from 'node:zlib';
import { toAppError } from '../../../shared/errors.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import type { SeenEdit } from '../../../shared/model/drift.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import { readForPlan } from '../look/previous.ts';
import { KEPT_BY_POLICY } from '../object/additions.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readLive } from '../object/live.ts';
import type { Book } from '../record/book.ts';
import { contentOf } from '../record/content.ts';
import { type InventoryItem, refOfItem } from '../record/inventory.ts';
import { encodeRecord, type HelmRelease } from '../record/record-format.ts';
import type { Desired } from '../wanted/desired.ts';
import { resolve } from '../wanted/resolve.ts';
import { withOwnedReplicas } from '../wanted/scaled.ts';
import { Assessor } from './assess.ts';
import { withAwaited } from './awaiting.ts';
import { changeOf, removalChange } from './change.ts';
import { needsOf } from './consents.ts';
import { newRecord } from './new-record.ts';
import { isNoChange } from './no-change.ts';
import { planHash } from './plan-hash.ts';
import type { PreparedRevision, RevisionVerb } from './prepared.ts';
import { findRemovals, type Removals } from './removals.ts';
import { stakesOf } from './stakes.ts';
import { lookBack } from './way-back.ts';

/** Up to here, in characters, a record fits into a Secret even if nothing of it can be packed. */
const PACKED_LIMIT = 500_000;
/** Up to here, in bytes, it certainly does when packed in haste, and without the rest of the record. */
const HASTY_LIMIT = 600_000;

/** What is asked for. */
export interface Intent {
  readonly desired: Desired;
  readonly consent: Consent;
  /** See `Aim`. */
  readonly takes?: readonly SeenEdit[] | undefined;
  /** What the record is to say of it instead of "Upgrade complete". */
  readonly title?: string;
  /** Of a rollback: the revision that comes back. Otherwise it is an install, or an upgrade of what is there. */
  readonly source?: HelmRelease;
  /** It is itself the way back from a change: there is none from it that was not looked at. */
  readonly isWayBack?: boolean;
}

/**
 * Plans a new revision: writes nothing. What forbids it is in the plan's `blockers`, in sentences.
 *
 * Throws as `KubeClient.request` does when the cluster cannot be asked.
 */
export async function planRevision(
  book: Book,
  { desired, source, consent, takes, title, isWayBack = false }: Intent,
): Promise<PreparedRevision> {
  const { cluster, target } = book;
  const { version, values, nextSteps = [], content } = desired;
  const aim = { ...target, consent, takes };
  const [resolved, previous] = await Promise.all([resolve(cluster, desired), readForPlan(book, consent)]);
  const verb: RevisionVerb =
    source !== undefined ? 'rollback' : previous.lastGood === undefined ? 'install' : 'upgrade';
  const live = await readLive(
    cluster,
    resolved.wanted.filter(({ untried }) => untried === undefined),
  );
  const items = new Map(previous.inventory.map((item) => [refKey(item), item]));
  const assessor = new Assessor(cluster, aim);
  const tried = await inParallel(resolved.wanted, async (unsettled): Promise<Entry> => {
    const wanted = await withOwnedReplicas(cluster, unsettled, live);
    const { stamp, done } = items.get(refKey(wanted.ref)) ?? {};
    const known = { live, stamp, done };
    return { ...wanted, assessment: await assessor.assess(wanted, known) };
  });
  const entries = withAwaited(tried);

  const wantedKeys = new Set(entries.map(({ ref }) => refKey(ref)));
  const unwanted = previous.inventory.filter((item) => !wantedKeys.has(refKey(item)));
  const removable = unwanted.filter(({ policy }) => policy === 'delete');
  const found = await findRemovals(book, removable);
  const kept = [...unwanted.filter(({ policy }) => policy === 'keep'), ...found.kept];

  const origin = {
    ...(source === undefined ? {} : { source }),
    ...(values === undefined ? {} : { values }),
    ...(content === undefined ? {} : { content }),
  };
  const told = { verb, version, title: title ?? titleOf(verb, source) };
  const prepared = { ...aim, ...told, entries, prunes: found.removals, kept, previous, nextSteps, ...origin } as const;
  const isSettled = isNoChange(prepared);
  const [wayBack, isVouched] = await Promise.all([
    isSettled || isWayBack ? undefined : lookBack(book, previous.good),
    vouchingFor(book, desired),
  ]);
  const deeds = {
    home: target.namespace,
    entries,
    back: wayBack?.entries,
    removals: found.removals,
    isOfRecord: content !== undefined,
    isVouched,
  };
  const plan: Plan = {
    hash: planHash({
      verb,
      ...target,
      version,
      values: values?.supplied,
      entries,
      removals: found.removals,
      back: previous.good && contentOf(previous.good),
    }),
    verb,
    ...target,
    version,
    ...(source === undefined ? {} : { toRevision: source.version }),
    changes: changesOf(entries, desired, found, kept),
    conflicts: entries.flatMap(({ assessment: { conflict, takes: seen } }) =>
      conflict === undefined ? [] : [seen === undefined ? conflict : { ...conflict, isTaken: true }],
    ),
    warnings: [
      ...(previous.warning === undefined ? [] : [previous.warning]),
      ...(wayBack?.warnings ?? []),
      ...(desired.notes ?? []),
      ...nextSteps,
      ...entries.flatMap(({ assessment }) => assessment.warnings),
    ],
    blockers: [
      ...(previous.obstacle === undefined ? [] : [previous.obstacle.blocker]),
      ...resolved.problems,
      ...entries.flatMap(({ assessment }) => assessment.blocker ?? []),
      ...sizeProblem(prepared),
    ],
    ...stakesOf(deeds),
    ...(isSettled ? { isNoChange: true } : {}),
    consent: [...consent],
    needs: needsOf([previous.obstacle?.need, ...entries.map(({ assessment }) => assessment.need)]),
  };
  return { ...prepared, plan, ...(wayBack?.isUnclear === true ? { isBackUnclear: true } : {}) };
}

/** Who answers for what the objects grant: the app for its own; whoever approved them on this machine; else nobody. */
async function vouchingFor({ cluster, target }: Book, { content, isVouched }: Desired): Promise<Desired['isVouched']> {
  if (content === undefined) return isVouched;
  return (await cluster.approvals?.knows(target, content)) === true ? () => true : undefined;
}

/** "Install", "Upgrade", "Rollback to 3". */
function titleOf(verb: RevisionVerb, source: HelmRelease | undefined): string {
  if (source !== undefined) return `Rollback to ${source.version}`;
  return verb === 'install' ? 'Install' : 'Upgrade';
}

function changesOf(
  entries: readonly Entry[],
  desired: Desired,
  found: Removals,
  kept: readonly InventoryItem[],
): Change[] {
  return [
    ...entries.map(changeOf),
    ...found.removals.map((removal) => removalChange(removal, 'no longer part of the release')),
    ...kept.map((item): Change => ({ ref: refOfItem(item), op: 'kept', reason: whyKept(item) })),
    ...found.left,
    ...desired.skipped.map(({ ref, reason }): Change => ({ ref, op: 'skipped', reason })),
  ];
}

function whyKept({ kind, saysKeep }: InventoryItem): string {
  if (saysKeep === true) return `no longer part of the release, but ${KEPT_BY_POLICY}`;
  if (kind === 'Namespace') return 'made for this release';
  return kind === 'Secret' ? 'generated once, then kept' : 'no longer part of the release, but it holds data';
}

/** Found out before anything is written: a record that does not fit into a Secret. */
function sizeProblem(prepared: Omit<PreparedRevision, 'plan'>): string[] {
  // Packing as it is recorded costs more than all the rest of planning: done only where it could matter.
  const texts = prepared.entries.map(({ recorded }) => JSON.stringify(recorded));
  if (texts.reduce((sum, { length }) => sum + length, 0) < PACKED_LIMIT) return [];
  if (gzipSync(texts.join('\n'), { level: 1 }).length < HASTY_LIMIT) return [];
  try {
    encodeRecord(newRecord(prepared, 'deployed', '', 0), 0);
    return [];
  } catch (error) {
    return [toAppError(error).message];
  }
}
