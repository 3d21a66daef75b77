// The place on the Stack page that a person is at.
import type { AppError } from '../../../shared/errors.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { isUnfinished, type Wish } from './proposal.ts';

/** Also their addresses: `#/stack/drift`. */
export const TABS = ['status', 'plan', 'history', 'drift', 'settings'] as const;
export type Tab = (typeof TABS)[number];

/** `wish`: the change whose plan is shown in the tab instead of what is there first. An uninstall chooses its own details. */
export interface View {
  /** Absent: the one that comes first as the stack is. */
  readonly tab?: Tab;
  readonly wish?: Wish | 'uninstall';
  /** The tab that the wish was made in, where that is another one. */
  readonly from?: Tab;
  /** The reason why there is no plan of the settings that were typed. */
  readonly refusal?: AppError;
  /** Whether a person comes back from a plan, to what they had edited. */
  readonly isBack?: boolean;
}

/** A view of which the tab is known. */
export type ShownView = View & { readonly tab: Tab };

export const START: View = {};

/** The view that a place in an address names; the first one for any other. */
export function startAt(place: string | undefined): View {
  const tab = TABS.find((one) => one === place);
  return tab === undefined ? START : { tab };
}

/** Without status and drift where there is no revision of ours that they could be of. */
export function tabsOf({ installed }: StackStatus): readonly Tab[] {
  return TABS.filter((tab) => (tab !== 'status' && tab !== 'drift') || installed?.owner === 'odin');
}

/** How it is, once it is there as a whole; until then what is to be done. */
function firstTab(status: StackStatus): Tab {
  const isWhole = status.interrupted === undefined && !isUnfinished(status);
  return isWhole && tabsOf(status).includes('status') ? 'status' : 'plan';
}

/** The view where it still makes sense: the stack may have gone, or another may have ended what was interrupted. */
export function viewIn(status: StackStatus, view: View): ShownView {
  const { tab = firstTab(status), wish } = view;
  if (!tabsOf(status).includes(tab)) return { tab: firstTab(status) };
  if (wish === undefined || isPossible(status, wish)) return { ...view, tab };
  return { tab };
}

function isPossible({ installed, interrupted }: StackStatus, wish: NonNullable<View['wish']>): boolean {
  const want = wish === 'uninstall' ? wish : wish.want;
  if (want === 'recover') return interrupted !== undefined;
  if (want === 'install') return installed?.owner !== 'helm' && interrupted === undefined;
  return installed?.owner === 'odin';
}
