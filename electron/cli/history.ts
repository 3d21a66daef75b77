// `odin history` and `odin list`: what was, and what there is.
import { clockTime } from '../../shared/clock-time.ts';
import type { Revision } from '../../shared/model/revision.ts';
import { age } from './age.ts';
import { chooseRelease, type ReleaseOptions } from './chosen-release.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import type { Block } from './table.ts';
import { toned } from './tone.ts';
import { toneOfRevision } from './tones.ts';

/** The revisions of a release, newest first. A release that is not there has none, and is `refused`. */
export async function runHistory(
  invocation: Invocation,
  name: string | undefined,
  options: ReleaseOptions,
): Promise<number> {
  const { console, signal } = invocation;
  const revisions = await withSession(invocation, (session) => chooseRelease(session, name, options).history(signal));
  console.result(revisions, historyText(revisions, Date.now()));
  return revisions.length === 0 ? EXIT.refused : EXIT.ok;
}

/** Revisions as a table; what nobody measured stays empty. `nowMs` since the epoch. */
export function historyText(revisions: readonly Revision[], nowMs: number): Block[] {
  if (revisions.length === 0) return ['There is no such release.'];
  const rows = revisions.map(({ revision, deployedAt, tookSeconds, status, version, description }) => [
    `${revision}`,
    clockTime(deployedAt, nowMs),
    tookSeconds === undefined ? '' : age(tookSeconds * 1_000),
    toned(toneOfRevision(status), status),
    version,
    description,
  ]);
  const heading = ['REVISION', 'DEPLOYED', 'TOOK', 'STATUS', 'VERSION', 'DESCRIPTION'];
  return [{ heading, rows }];
}

/** All releases of the cluster. */
export async function runList(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  const releases = await withSession(invocation, (session) => session.releases(signal));
  const rows = releases.map(({ namespace, release, revision, status, owner }) => [
    namespace,
    release,
    `${revision}`,
    status,
    owner === 'odin' ? 'ODIN' : 'Helm',
  ]);
  console.result(releases, [{ heading: ['NAMESPACE', 'NAME', 'REVISION', 'STATUS', 'MADE BY'], rows }]);
  return EXIT.ok;
}
