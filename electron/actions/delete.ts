// Deletes an object, on condition that it is the one that was looked at.
import { AppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Cluster, ReleaseTarget } from '../release/context.ts';
import { isKeptKind, ownerOf, saysKeep } from '../release/object/additions.ts';
import { isGuard } from '../release/object/reach.ts';
import { deletion } from './deletion.ts';
import { losesClaims, whatGoesWith } from './goes-with.ts';
import { type ActionStakes, atStake, type Prepared } from './prepared.ts';
import { assertNoMemory, revisionOf, strangerOf } from './release-thinks.ts';
import { readTarget, type Target } from './target.ts';

/** Namespaces without which there is no cluster. */
const NAMESPACES_OF_CLUSTER: ReadonlySet<string> = new Set([
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

/** Looks at a deletion. Throws `forbidden` and `conflict` for what is not to be deleted so, and as the API server refuses it. */
export async function prepareDelete(cluster: Cluster, ref: ObjectRef, home: ReleaseTarget): Promise<Prepared> {
  const target = await readTarget(cluster, ref);
  const { live, title } = target;
  assertDeletable(target);
  const [consequences] = await Promise.all([
    whatGoesWith(cluster, live),
    cluster.client.request(deletion(target, live, { dryRun: true })),
  ]);
  const owner = isControlled(live) ? undefined : ownerOf(live);
  return {
    target,
    told: {
      consequences,
      ...(owner === undefined
        ? {}
        : { release: `${await revisionOf(cluster, owner)} then lacks it until it is put back.`.replace(/^r/, 'R') }),
      conflicts: [],
      isNothing: false,
    },
    ...atStake(stakesOf(live, strangerOf(live, home))),
    write: async ({ client }, now) => {
      await client.request(deletion(target, now));
      const isHeld = (now.metadata.finalizers as readonly unknown[] | undefined)?.length;
      return isHeld ? `${title} is being deleted: it goes when its finalizers are done.` : `${title} is deleted.`;
    },
  };
}

function assertDeletable({ live, title, ref }: Target): void {
  if (live.metadata.deletionTimestamp !== undefined) {
    throw new AppError('conflict', `${title} is being deleted already.`);
  }
  assertNoMemory(live);
  if (ref.apiVersion === 'v1' && ref.kind === 'Namespace' && NAMESPACES_OF_CLUSTER.has(ref.name)) {
    throw new AppError('forbidden', `${title} is part of the cluster itself, and is not deleted from here.`);
  }
}

/** Whether its controller makes it again. */
function isControlled({ metadata }: KubeObject): boolean {
  return metadata.ownerReferences?.some(({ controller }) => controller === true) === true;
}

/** Kinds that are lost for good, or whose end takes others with it, beside those that a release keeps. */
const LOSSES: ReadonlySet<string> = new Set(['PersistentVolume', 'Node']);

function stakesOf(live: KubeObject, stranger: string | undefined): ActionStakes {
  const { apiVersion, kind, metadata } = live;
  const ref = {
    apiVersion,
    kind,
    name: metadata.name,
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  };
  // Of no release and of no controller: nobody has what it said, to make it again.
  const isOnlyOne = ownerOf(live) === undefined && !isControlled(live);
  const isLost = isOnlyOne || isKeptKind(live) || saysKeep(live) || (apiVersion === 'v1' && LOSSES.has(kind));
  return {
    losses: [...(isLost ? [formatRef(ref)] : []), ...losesClaims(live)],
    grants: isGuard(live) && kind !== 'Namespace' ? [formatRef(ref)] : [],
    ...(stranger === undefined || isControlled(live) ? {} : { stranger }),
  };
}
