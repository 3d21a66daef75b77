// The judge of applied objects, by what the API server says of them: go on waiting, or that all is well, or what failed.
import type { Health } from '../../../shared/model/health.ts';
import { type KubeObject, refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { healthFrom } from '../../cluster/health/cause-of.ts';
import { type Diagnosis, inProgress } from '../../cluster/health/diagnosis.ts';
import { isActive } from '../../cluster/health/finished.ts';
import { diagnose } from '../../cluster/health/health-of.ts';
import { diagnosePod } from '../../cluster/health/pod.ts';
import { ownedBy, type RelatedObjects } from '../../cluster/health/related.ts';
import { objectPath } from '../../kube/discovery.ts';
import { isTolerated, MANAGED_BY, MANAGED_BY_LABEL } from '../object/additions.ts';
import type { Located } from '../object/live.ts';
import { type Absent, diagnoseAbsent } from './absent.ts';
import type { CrashWords } from './crash-words.ts';
import { type Case, Patience } from './patience.ts';
import { Steadiness } from './steadiness.ts';
import type { WatchBoard } from './watch-board.ts';

/** An object that was applied, or stayed as it was: where it is, and what is known of it should it go. */
export interface Subject extends Located, Pick<Absent, 'body' | 'uid'> {
  /** Default: it was written just now. */
  readonly isChanged?: boolean;
  /** Whether the release was healthy with it before; default no. */
  readonly wasHealthy?: boolean;
}

/** An object, and how it is. */
export interface Found {
  readonly ref: ObjectRef;
  readonly diagnosis: Diagnosis;
  /** Whether the release is good without it. */
  readonly isTolerated: boolean;
}

/** Nothing is to be waited for any more: something failed, or all is well but for what the release is good without. */
export interface Opinion {
  readonly failure?: Found;
  readonly tolerated: readonly Found[];
  /** Of what is well: what a person should know, in sentences without their subject. */
  readonly remarks: readonly Found[];
}

/** For how long such an object is waited for once everything else is healthy. */
const TOLERANCE_MS = 60_000;

/** What the board says of the subjects, and since when. */
export class Judge {
  readonly #board: WatchBoard;
  readonly #subjects: readonly Subject[];
  readonly #onHealth: (ref: ObjectRef, health: Health) => void;
  readonly #wordsOf: (found: Found) => CrashWords;
  readonly #patience = new Patience();
  readonly #steadiness = new Steadiness();
  readonly #told = new Map<string, string>();
  /** By `refKey`: also what was deleted meanwhile, or cannot be watched any more, was marked so. */
  readonly #notNeeded = new Set<string>();
  #allElseHealthySinceMs: number | undefined;

  /** @param wordsOf asked at each look, of what crashes */
  constructor(
    board: WatchBoard,
    subjects: readonly Subject[],
    onHealth: (ref: ObjectRef, health: Health) => void,
    wordsOf: (found: Found) => CrashWords = () => 'silent',
  ) {
    this.#board = board;
    this.#subjects = subjects;
    this.#onHealth = onHealth;
    this.#wordsOf = wordsOf;
    for (const { ref, resource } of subjects) {
      const query = { labelSelector: `${MANAGED_BY_LABEL}=${MANAGED_BY}` };
      board.add(keyOf({ ref, resource }), { path: objectPath(resource, ref.namespace), query });
      if (ref.namespace === undefined) continue;
      for (const path of relatedPaths(ref.namespace)) board.add(path, { path });
    }
    if (subjects.some(({ ref }) => ref.namespace !== undefined)) board.add(STORAGE_CLASSES, { path: STORAGE_CLASSES });
  }

  /** @param isLate whether nobody waits any longer for what might still become healthy */
  look(nowMs: number, isLate: boolean): 'waiting' | Opinion {
    if (!this.#board.isReady) return 'waiting';
    const findings = this.#subjects.map((subject) => this.#caseOf(subject, nowMs));
    for (const { ref, diagnosis } of findings) this.#tell(ref, diagnosis);
    // Of all of them each time: what is healthy in between begins anew.
    const certain = this.#patience.certain(findings, nowMs);
    const unhealthy = findings.filter(({ diagnosis }) => diagnosis.state !== 'Current');
    const needed = unhealthy.filter(({ isTolerated }) => !isTolerated);
    const tolerated = unhealthy.filter(({ isTolerated }) => isTolerated);
    const remarks = findings.filter(({ diagnosis }) => diagnosis.remark !== undefined);
    const first = needed.find(({ diagnosis }) => diagnosis.cause !== undefined) ?? needed[0];
    const failure = needed.find((found) => certain.includes(found)) ?? (isLate ? first : undefined);
    if (failure !== undefined) return { failure, tolerated: [], remarks: [] };
    const pods = this.#subjects
      .filter(({ ref }) => !this.#notNeeded.has(refKey(ref)))
      .flatMap((subject) => this.#podsOf(subject));
    if (first !== undefined || this.#steadiness.remainingMs(pods, nowMs) > 0) {
      this.#allElseHealthySinceMs = undefined;
      return 'waiting';
    }
    this.#allElseHealthySinceMs ??= nowMs;
    const isPatient = !isLate && nowMs - this.#allElseHealthySinceMs < TOLERANCE_MS;
    return isPatient && !tolerated.every((found) => certain.includes(found)) ? 'waiting' : { tolerated, remarks };
  }

  #caseOf(subject: Subject, nowMs: number): Found & Case {
    const found = this.#find(subject);
    const { isChanged = true, wasHealthy = false, ref } = subject;
    return {
      ...found,
      key: refKey(ref),
      canBeWaitedFor: ref.kind !== 'Service',
      isChanged,
      wasHealthy,
      isUnproven: isChanged && this.#steadiness.areUnproven(this.#podsOf(subject).filter(isActive), nowMs),
      words: this.#wordsOf(found),
      areStrangersStarting: found.diagnosis.crashes !== undefined && this.#areStrangersStarting(ref.namespace),
    };
  }

  /** Pods of others in the namespace, and of whatever an operator makes there. */
  #areStrangersStarting(namespace: string | undefined): boolean {
    const related = this.#related(namespace);
    const own = new Set(this.#subjects.flatMap((subject) => [subject.ref.name, ...this.#podsOf(subject).map(nameOf)]));
    return related.pods.some(
      (pod) => isActive(pod) && !own.has(nameOf(pod)) && diagnosePod(pod, related).state === 'InProgress',
    );
  }

  #find({ ref, resource, ...known }: Subject): Found {
    const key = keyOf({ ref, resource });
    const object = this.#board.object(key, ref.namespace, ref.name);
    if (object !== undefined && isTolerated(object)) this.#notNeeded.add(refKey(ref));
    const isNotNeeded = this.#notNeeded.has(refKey(ref));
    const related = this.#related(ref.namespace);
    if (object !== undefined) return { ref, diagnosis: diagnose(object, related), isTolerated: isNotNeeded };
    const trouble = this.#board.troubleOf(key);
    const last = this.#board.last(key, ref.namespace, ref.name);
    const diagnosis =
      trouble === undefined
        ? diagnoseAbsent({ ...known, last }, related)
        : inProgress(`cannot be watched: ${trouble}`, [trouble]);
    return { ref, diagnosis, isTolerated: isNotNeeded };
  }

  #related(namespace: string | undefined): RelatedObjects {
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

  #tell(ref: ObjectRef, diagnosis: Diagnosis): void {
    const text = `${diagnosis.state} ${diagnosis.reason}`;
    if (this.#told.get(refKey(ref)) === text) return;
    this.#told.set(refKey(ref), text);
    this.#onHealth(ref, healthFrom(diagnosis, ref, ref.name));
  }
}

function nameOf({ metadata }: KubeObject): string {
  return metadata.name;
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
