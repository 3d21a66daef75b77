// Manifests as a release.
import type { ReleaseTarget } from '../release/context.ts';
import { hashOf } from '../release/fields/canonical.ts';
import type { Desired } from '../release/wanted/desired.ts';
import type { Manifests } from '../stack/manifests/manifest-files.ts';

/** What the manifests want. The version names their content, so that two revisions of the same content are told to be so. */
export function desiredOf({ files, skipped, notes }: Manifests, target: ReleaseTarget): Desired {
  const objects = files.flatMap((file) => file.objects);
  const version = `0.0.0+${hashOf(objects).slice(0, 8)}`;
  return { ...target, version, objects, createOnly: [], skipped, notes };
}
