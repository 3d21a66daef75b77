// `odin history` and `odin list`: what was, and what there is.
import { clockTime } from '../../shared/clock-time.ts';
import { chooseRelease, type ReleaseOptions } from './chosen-release.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
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
  const rows = revisions.map(({ revision, deployedAt, status, version, description }) => [
    `${revision}`,
    clockTime(deployedAt, Date.now()),
    toned(toneOfRevision(status), status),
    version,
    description,
  ]);
  const heading = ['REVISION', 'DEPLOYED', 'STATUS', 'VERSION', 'DESCRIPTION'];
  console.result(revisions, rows.length === 0 ? ['There is no such release.'] : [{ heading, rows }]);
  return rows.length === 0 ? EXIT.refused : EXIT.ok;
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
