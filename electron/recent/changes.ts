// The stack's revisions as things that happened.
import type { RecentEntry } from '../../shared/model/recent.ts';
import type { Revision } from '../../shared/model/revision.ts';
import { nameIn, sentenceOf } from './sentence.ts';

/** More is history, which has a page. */
const MOST = 20;

/** `revisions`: newest first. Pure. */
export function changeEntries(revisions: readonly Revision[]): RecentEntry[] {
  return revisions.slice(0, MOST).map((revision, index): RecentEntry => {
    const before = revisions[index + 1];
    return {
      id: `revision/${revision.revision}/${revision.status}`,
      at: revision.deployedAt,
      kind: 'change',
      tone: revision.status === 'failed' ? 'bad' : revision.status.startsWith('pending') ? 'info' : 'ok',
      sentence: sentenceFor(revision, before),
      revision: revision.revision,
    };
  });
}

function sentenceFor({ revision, version, status, description }: Revision, before: Revision | undefined): string {
  const named = nameIn(version);
  if (status === 'failed') return `Revision ${revision}, version ${named}, failed: ${sentenceOf(description)}`;
  if (status.startsWith('pending')) return `Revision ${revision}, version ${named}, is on its way.`;
  const [, goal] = /^Rollback to (\d{1,9})$/.exec(description) ?? [];
  if (goal !== undefined) return `Rolled back to revision ${goal}.`;
  if (description === 'Install complete' || revision === 1) return `Installed ${named}.`;
  if (description !== 'Upgrade complete') return `Revision ${revision}: ${sentenceOf(description)}`;
  return before !== undefined && before.version === version
    ? `Changed the settings of ${named}.`
    : `Upgraded to ${named}.`;
}
