// Watches applied objects until all are healthy, or until it is certain that one of them will not be.
import type { Health } from '../../shared/model/health.ts';
import { formatRef, type KubeObject, refKey } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { current, type Diagnosis, failed, inProgress } from '../cluster/health/diagnosis.ts';
import { diagnose, isCertainFailure, isStaticKind } from '../cluster/health/health-of.ts';
import { ownedBy, type Related } from '../cluster/health/related.ts';
import { objectPath } from '../kube/discovery.ts';
import { MANAGED_BY, MANAGED_BY_LABEL } from './additions.ts';
import { Bell } from './bell.ts';
import type { ReleaseContext } from './context.ts';
import type { Located } from './live.ts';
import { lastLogLines } from './pod-log.ts';
import { Steadiness } from './steadiness.ts';
import { WatchBoard } from './watch-board.ts';

/** The object that is not healthy, and why. `sentence` begins with its name. */
export interface Unhealthy {
  readonly ref: ObjectRef;
  readonly health: Health;
  readonly sentence: string;
}

/** Longer than the ten minutes that a Deployment gives itself, so that Kubernetes' own verdict comes first. */
const LIMIT_MS = 11 * 60_000;

/**
 * Waits until all of `located` are healthy: null. Ends at once when a failure is certain, and after the time limit, with
 * the first reason. Throws `cancelled` when aborted.
 */
export async function verify(
  context: ReleaseContext,
  located: readonly Located[],
  onHealth: (ref: ObjectRef, health: Health) => void,
  signal: AbortSignal,
): Promise<Unhealthy | null> {
  for (const { ref } of located) if (isStaticKind(ref)) onHealth(ref, current('exists'));
  const subjects = located.filter(({ ref }) => !isStaticKind(ref));
  if (subjects.length === 0) return null;

  const bell = new Bell();
  const board = new WatchBoard(context.client, bell.ring);
  const judge = new Judge(board, subjects, onHealth);
  const until = performance.now() + (context.verifyLimitMs ?? LIMIT_MS);
  try {
    for (;;) {
      const verdict = judge.look(performance.now());
      if (verdict === 'healthy') return null;
      if (verdict !== 'waiting') return await withLog(context, verdict, signal);
      const first = judge.firstUnhealthy;
      if (board.isReady) board.watch();
      if (performance.now() > until && first !== undefined) return await withLog(context, first, signal);
      await bell.wait(signal);
    }
  } finally {
    await board.dispose();
  }
}

interface Found {
  readonly ref: ObjectRef;
  readonly diagnosis: Diagnosis;
}

/** What the board says of the subjects, and since when. */
class Judge {
  readonly #board: WatchBoard;
  readonly #subjects: readonly Located[];
  readonly #onHealth: (ref: ObjectRef, health: Health) => void;
  readonly #troubledSince = new Map<string, { readonly cause: string; readonly atMs: number }>();
  readonly #steadiness = new Steadiness();
  readonly #told = new Map<string, string>();
  firstUnhealthy: Found | undefined;

  constructor(board: WatchBoard, subjects: readonly Located[], onHealth: (ref: ObjectRef, health: Health) => void) {
    this.#board = board;
    this.#subjects = subjects;
    this.#onHealth = onHealth;
    for (const { ref, resource } of subjects) {
      const query = { labelSelector: `${MANAGED_BY_LABEL}=${MANAGED_BY}` };
      board.add(keyOf({ ref, resource }), { path: objectPath(resource, ref.namespace), query });
      if (ref.namespace === undefined) continue;
      for (const path of relatedPaths(ref.namespace)) board.add(path, { path });
    }
    if (subjects.some(({ ref }) => ref.namespace !== undefined)) board.add(STORAGE_CLASSES, { path: STORAGE_CLASSES });
  }

  look(nowMs: number): 'healthy' | 'waiting' | Found {
    if (!this.#board.isReady) return 'waiting';
    const findings = this.#subjects.map((subject) => this.#find(subject));
    for (const { ref, diagnosis } of findings) this.#tell(ref, diagnosis);
    const unhealthy = findings.filter(({ diagnosis }) => diagnosis.state !== 'Current');
    this.firstUnhealthy = unhealthy.find(({ diagnosis }) => diagnosis.cause !== undefined) ?? unhealthy[0];
    const certain = findings.find((found) => isCertainFailure(found.diagnosis, this.#lastedSeconds(found, nowMs)));
    if (certain !== undefined) return certain;
    if (unhealthy.length > 0) return 'waiting';
    const pods = this.#subjects.flatMap((subject) => this.#podsOf(subject));
    return this.#steadiness.remainingMs(pods, nowMs) > 0 ? 'waiting' : 'healthy';
  }

  #find({ ref, resource }: Located): Found {
    const key = keyOf({ ref, resource });
    const object = this.#board.object(key, ref.namespace, ref.name);
    if (object !== undefined) return { ref, diagnosis: diagnose(object, this.#related(ref.namespace)) };
    const trouble = this.#board.troubleOf(key);
    if (trouble !== undefined) return { ref, diagnosis: inProgress(`cannot be watched: ${trouble}`, [trouble]) };
    return { ref, diagnosis: failed('failed', 'was deleted by somebody else', [], 0) };
  }

  #related(namespace: string | undefined): Related {
    const [pods, replicaSets, claims, events] = relatedPaths(namespace ?? '').map(
      (path) => this.#board.list(path) ?? [],
    );
    return {
      pods: pods ?? [],
      replicaSets: replicaSets ?? [],
      claims: claims ?? [],
      events: events ?? [],
      storageClasses: this.#board.list(STORAGE_CLASSES) ?? [],
    };
  }

  #podsOf({ ref, resource }: Located): readonly KubeObject[] {
    const object = this.#board.object(keyOf({ ref, resource }), ref.namespace, ref.name);
    if (object === undefined) return [];
    const { pods, replicaSets } = this.#related(ref.namespace);
    return [object, ...ownedBy(replicaSets, object)].flatMap((owner) => ownedBy(pods, owner));
  }

  #lastedSeconds({ ref, diagnosis }: Found, nowMs: number): number {
    const key = refKey(ref);
    const cause = diagnosis.state === 'Failed' ? (diagnosis.cause ?? '') : '';
    const known = this.#troubledSince.get(key);
    if (known?.cause === cause) return (nowMs - known.atMs) / 1000;
    this.#troubledSince.set(key, { cause, atMs: nowMs });
    return 0;
  }

  #tell(ref: ObjectRef, diagnosis: Diagnosis): void {
    const text = `${diagnosis.state} ${diagnosis.reason}`;
    if (this.#told.get(refKey(ref)) === text) return;
    this.#told.set(refKey(ref), text);
    this.#onHealth(ref, diagnosis);
  }
}

async function withLog(context: ReleaseContext, { ref, diagnosis }: Found, signal: AbortSignal): Promise<Unhealthy> {
  const { state, reason, evidence, pod, container } = diagnosis;
  const name = pod ?? (ref.kind === 'Pod' ? ref.name : undefined);
  const log =
    name === undefined || container === undefined || ref.namespace === undefined
      ? []
      : await lastLogLines(context, { namespace: ref.namespace, name, container }, signal);
  const health = { state, reason, evidence: [...evidence, ...log] };
  const verdict = state === 'Failed' ? '' : 'is not healthy yet: ';
  return { ref, health, sentence: `${formatRef(ref)}: ${verdict}${reason}` };
}

const STORAGE_CLASSES = '/apis/storage.k8s.io/v1/storageclasses';

function relatedPaths(namespace: string): readonly [string, string, string, string] {
  const core = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const replicaSets = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/replicasets`;
  return [`${core}/pods`, replicaSets, `${core}/persistentvolumeclaims`, `${core}/events`];
}

/** Names the list of a release's objects of one kind; the list of all of them may be watched too. */
function keyOf({ ref, resource }: Located): string {
  return `own ${objectPath(resource, ref.namespace)}`;
}
