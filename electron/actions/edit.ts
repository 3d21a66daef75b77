// An edit of an object's YAML, as `kubectl edit` makes it: a JSON merge patch of what was changed, on condition of the version that
// was looked at. Server-side apply was not chosen for it: it cannot take a field away that somebody else owns, and must be told the
// key of each list. What a patch takes from whom is told by the answer to its dry run (see `release/fields/taken.ts`), of the same managers and
// fields that apply would name, removed ones too; as the version holds, nobody else can be concerned when it is written.

import { type Json, record } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { KubeRequest } from '../kube/client.ts';
import type { Cluster, ReleaseTarget } from '../release/context.ts';
import { isEqual } from '../release/fields/canonical.ts';
import { learnSecrets, maskPair } from '../release/fields/mask.ts';
import { FIELD_MANAGER } from '../release/fields/owned-fields.ts';
import { takenFields } from '../release/fields/taken.ts';
import { yamlOf } from '../release/fields/yaml-of.ts';
import { editStakes } from './edit-stakes.ts';
import { EDITS } from './managers.ts';
import { mergePatch } from './merge-patch.ts';
import { readPods } from './pods-of.ts';
import { atStake, type Prepared } from './prepared.ts';
import { assertSame, editable, readEdit } from './read-edit.ts';
import { assertNoMemory, differs } from './release-thinks.ts';
import { isRolled, replacementOf } from './replacement.ts';
import { readLasting, type Target } from './target.ts';
import { unmasked } from './unmask.ts';

/** What a person wrote, and whether fields of other managers may be taken. */
export interface Edit {
  readonly yaml: string;
  readonly takeOver: boolean;
}

/**
 * Looks at an edit. Throws `badInput` for a text that is not this object, `conflict` for one that is too old, and in a sentence
 * what the API server, a policy or a webhook refuses.
 */
export async function prepareEdit(
  cluster: Cluster,
  ref: ObjectRef,
  { yaml, takeOver }: Edit,
  home: ReleaseTarget,
): Promise<Prepared> {
  const edited = readEdit(yaml);
  const target = await readLasting(cluster, ref);
  const { live, title } = target;
  assertNoMemory(live);
  assertSame(edited, live);
  const patch = patchFor(edited, live);
  const { body: after, warnings } = await cluster.client.request<KubeObject>(patchOf(target, live, patch, true));
  const conflicts = takenFields(live, after, EDITS);
  const isOfRelease = conflicts.some(({ manager }) => manager === FIELD_MANAGER);
  const shown = maskPair(ref.kind, { before: editable(live), after: editable(after) });
  return {
    target,
    told: {
      consequences: [...(await meaning(cluster, live, after)), ...warnings],
      ...(isOfRelease ? await differs(cluster, live) : {}),
      before: yamlOf(ref, shown.before),
      after: yamlOf(ref, shown.after),
      conflicts,
      isNothing: isEqual(editable(live), editable(after)),
    },
    ...atStake(editStakes(ref, live, after, home)),
    mayTakeOver: takeOver,
    write: async ({ client }, now) => {
      await client.request(patchOf(target, now, patch, false));
      return `${title} is changed.`;
    },
  };
}

function patchFor(edited: Json, live: KubeObject): Json {
  const shown = record(maskPair(live.kind, { before: undefined, after: live }).after);
  const wanted = unmasked({ edited, shown, live });
  // A refusal may repeat what was written.
  learnSecrets({ ...live, ...wanted } as KubeObject);
  return mergePatch(
    editable(live),
    editable({ ...wanted, metadata: { namespace: live.metadata.namespace, ...record(wanted.metadata) } }),
  );
}

function patchOf({ path }: Target, { metadata }: KubeObject, patch: Json, dryRun: boolean): KubeRequest {
  const { uid, resourceVersion } = metadata;
  return {
    method: 'PATCH',
    path,
    query: { fieldManager: EDITS, fieldValidation: 'Strict', ...(dryRun ? { dryRun: 'All' } : {}) },
    contentType: 'application/merge-patch+json',
    body: { ...patch, metadata: { ...record(patch.metadata), uid, resourceVersion } },
  };
}

async function meaning(cluster: Cluster, live: KubeObject, after: KubeObject): Promise<readonly string[]> {
  const template = (object: KubeObject): unknown => record(object.spec).template;
  if (!isRolled(live) || isEqual(template(live), template(after))) return [];
  return [replacementOf(after, await readPods(cluster, live))];
}
