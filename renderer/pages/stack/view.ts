// The place on the Stack page that a person is at.
import type { AppError } from '../../../shared/errors.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { Wish } from './proposal.ts';

export const TABS = ['plan', 'history', 'drift', 'settings'] as const;
export type Tab = (typeof TABS)[number];

/** `wish`: the change whose plan is shown in the tab instead of what is there first. An uninstall chooses its own details. */
export interface View {
  readonly tab: Tab;
  readonly wish?: Wish | 'uninstall';
  /** The reason why there is no plan of the settings that were typed. */
  readonly refusal?: AppError;
}

export const START: View = { tab: 'plan' };

/** The view that a place in an address names; the first one for any other. */
export function startAt(place: string | undefined): View {
  const tab = TABS.find((one) => one === place);
  return tab === undefined ? START : { tab };
}

/** Without drift where there is no revision of ours that anything could have drifted from. */
export function tabsOf({ installed }: StackStatus): readonly Tab[] {
  return TABS.filter((tab) => tab !== 'drift' || installed?.owner === 'odin');
}

/** The view where it still makes sense: the stack may have gone, or another may have ended what was interrupted. */
export function viewIn(status: StackStatus, view: View): View {
  if (!tabsOf(status).includes(view.tab)) return START;
  const { wish } = view;
  if (wish === undefined) return view;
  return isPossible(status, wish) ? view : { tab: view.tab };
}

function isPossible({ installed, interrupted }: StackStatus, wish: NonNullable<View['wish']>): boolean {
  const want = wish === 'uninstall' ? wish : wish.want;
  if (want === 'recover') return interrupted !== undefined;
  if (want === 'install') return installed?.owner !== 'helm' && interrupted === undefined;
  return installed?.owner === 'odin';
}
