// Where a person is on the Stack page.
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { Wish } from './proposal.ts';

export const TABS = ['plan', 'history', 'drift'] as const;
export type Tab = (typeof TABS)[number];

/** `wish`: the change whose plan is shown in the tab instead of what is there first. An uninstall chooses its own details. */
export interface View {
  readonly tab: Tab;
  readonly wish?: Wish | 'uninstall';
}

export const START: View = { tab: 'plan' };

/** What has no revision of ours cannot have drifted from it. */
export function tabsOf({ installed }: StackStatus): readonly Tab[] {
  return TABS.filter((tab) => tab !== 'drift' || installed?.owner === 'odin');
}

/** The view where it still makes sense: the stack may have gone, or another may have ended what was interrupted. */
export function viewIn(status: StackStatus, view: View): View {
  if (!tabsOf(status).includes(view.tab)) return START;
  const { wish } = view;
  if (wish === undefined) return view;
  const isPossible =
    wish === 'uninstall' || wish.want !== 'recover'
      ? status.installed?.owner === 'odin'
      : status.interrupted !== undefined;
  return isPossible ? view : { tab: view.tab };
}
