// A change that may be asked for, and the words with which its plan is shown and confirmed.
import { assertNever } from '../../../shared/assert-never.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { PlanRequest } from '../../../shared/model/plan-request.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { settingsText } from '../../text/settings.ts';
import { stackText } from '../../text/stack.ts';
import { changesNothing, isBlocked, worthTwoLooks } from './plan-facts.ts';

/** A request before anything was agreed to. */
export type Wish = PlanRequest extends infer Each ? (Each extends PlanRequest ? Omit<Each, 'consent'> : never) : never;

export function requestOf(wish: Wish, consent: Consent): PlanRequest {
  return { ...wish, consent };
}

/** Its last change failed, was cancelled or is not over: the record is there, but the stack may not be whole. */
export function isUnfinished({ installed }: StackStatus): boolean {
  return installed !== undefined && installed.status !== 'deployed';
}

/** It was never there as a whole: what is left to do is the install itself. */
function isNeverFinished(status: StackStatus): boolean {
  return isUnfinished(status) && status.installed?.lastGood === undefined;
}

/** `plan` while there is one: it knows which version, and which revision a rollback goes to. */
export function titleOf(wish: Wish, status: StackStatus, plan: Plan | undefined): string {
  const { installed, interrupted } = status;
  switch (wish.want) {
    case 'install': {
      const version = plan?.version ?? wish.version ?? status.availableVersion;
      if (installed === undefined) return stackText.installTitle(version);
      if (installed.version === version) {
        if (isNeverFinished(status)) return stackText.unfinishedTitle(version);
        if (wish.settings !== undefined) return settingsText.planTitle(version);
        return isUnfinished(status) ? stackText.lastFailedTitle(version) : stackText.installedTitle(version);
      }
      const words = isOlder(version, status) ? stackText.olderTitle : stackText.upgradeTitle;
      return words(installed.version, version);
    }
    case 'rollback':
      return stackText.rollbackTitle(plan?.toRevision ?? wish.revision ?? 0);
    case 'uninstall':
      return stackText.uninstallTitle(installed?.version ?? status.availableVersion);
    case 'recover':
      if (wish.how === 'finish') return stackText.finishTitle[interrupted?.verb ?? plan?.verb ?? 'install'];
      if (interrupted?.undo === 'cleanUp') return stackText.cleanUpTitle;
      return stackText.goBackTitle(plan?.toRevision ?? interrupted?.lastGood ?? 0);
    case 'putBack':
      return stackText.putBackTitle;
    case 'accept':
      return stackText.acceptTitle;
    default:
      return assertNever(wish);
  }
}

/** The words of the confirming button. */
export function confirmOf(wish: Wish, status: StackStatus, plan: Plan): string {
  const { installed } = status;
  switch (wish.want) {
    case 'install':
      if (installed === undefined) return stackText.install;
      if (installed.version === plan.version) return isNeverFinished(status) ? stackText.finish : stackText.repair;
      return isOlder(plan.version, status) ? stackText.older(plan.version) : stackText.upgrade;
    case 'rollback':
      return stackText.rollBack;
    case 'uninstall':
      return stackText.uninstall;
    case 'recover':
      if (wish.how === 'finish') return stackText.finishConfirm;
      return status.interrupted?.undo === 'cleanUp' ? stackText.cleanUp : stackText.goBack;
    case 'putBack':
      return stackText.putBack;
    case 'accept':
      return stackText.accept;
    default:
      return assertNever(wish);
  }
}

/** Whether confirming removes what a person may want to keep. */
export function isDestructive(wish: Wish, { interrupted }: StackStatus): boolean {
  if (wish.want === 'uninstall') return true;
  return (
    wish.want === 'recover' &&
    (wish.how === 'undo' ? interrupted?.undo === 'cleanUp' : interrupted?.verb === 'uninstall')
  );
}

/** Whether there is something to confirm: also a plan without a change can end what is not over, or make a revision. */
export function isWorthConfirming(wish: Wish, status: StackStatus, plan: Plan): boolean {
  if (!changesNothing(plan)) return true;
  if (wish.want === 'install') return status.installed === undefined || isUnfinished(status) || hasNewSettings(wish);
  return wish.want !== 'putBack';
}

/** They become part of the record, also those that change no object. */
function hasNewSettings(wish: Wish): boolean {
  return wish.want === 'install' && wish.settings !== undefined;
}

/** The promise that holds when it is confirmed. */
export function promiseOf(wish: Wish, status: StackStatus, plan: Plan): string {
  if (isBlocked(plan)) return plan.needs.length > 0 ? stackText.promise.needsConsent : stackText.promise.blocked;
  const twice = wish.want === 'uninstall' ? [] : worthTwoLooks(plan);
  const promise = ownPromise(wish, status, plan);
  return twice.length === 0 ? promise : `${promise} ${stackText.promise.lookTwice(namesOf(twice))}`;
}

function ownPromise(wish: Wish, status: StackStatus, plan: Plan): string {
  const { installed, interrupted } = status;
  const said = stackText.promise;
  switch (wish.want) {
    case 'install':
      if (isNeverFinished(status)) return said.finish;
      if (changesNothing(plan)) {
        if (hasNewSettings(wish)) return settingsText.recordedOnly;
        return isUnfinished(status) ? said.asWanted : said.nothing;
      }
      return [
        ...(plan.conflicts.length === 0 ? [said.checked] : []),
        said.exactly,
        ...(installed === undefined ? [] : [said.undone(installed.lastGood ?? installed.revision)]),
      ].join(' ');
    case 'rollback': {
      const words = plan.stakes?.expiries === undefined ? said.rollback : said.rollbackExpiring;
      return words(plan.toRevision ?? wish.revision ?? 0);
    }
    case 'uninstall':
      return wish.deleteData ? said.deleteData : said.keepData;
    case 'recover':
      if (wish.how === 'finish') return said.recover;
      return interrupted?.undo === 'cleanUp'
        ? said.cleanUp
        : said.goBack(plan.toRevision ?? interrupted?.lastGood ?? 0);
    case 'putBack': {
      const revision = installed?.revision ?? 0;
      return changesNothing(plan) ? said.putBackNothing(revision) : said.putBack(revision);
    }
    case 'accept':
      return said.accept;
    default:
      return assertNever(wish);
  }
}

const NAMED = 2;

function namesOf(refs: readonly { readonly name: string }[]): string {
  const names = refs
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(', ');
  return refs.length > NAMED ? stackText.namesAndMore(names, refs.length - NAMED) : names;
}

/** By the order of the versions in the assets, newest first; one that is there no more is older than all. */
function isOlder(version: string, { installed, versions }: StackStatus): boolean {
  const from = versions.indexOf(installed?.version ?? '');
  return from >= 0 && versions.indexOf(version) > from;
}
