// One object as the inspector shows it, while it is open.
import { type AppError, toAppError } from '../../shared/errors.ts';
import type { Health } from '../../shared/model/health.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { isActive } from '../cluster/health/finished.ts';
import { healthOf } from '../cluster/health/health-of.ts';
import { LastWords } from '../cluster/last-words.ts';
import { makerOf } from '../cluster/owner.ts';
import { NO_TITLES, partTitle, type TitleOf } from '../cluster/part-title.ts';
import { DisposalStack, type Dispose } from '../disposal.ts';
import { NO_ABILITIES } from '../inspect/abilities.ts';
import { type Around, relatedOf } from '../inspect/around.ts';
import { inspect } from '../inspect/inspect.ts';
import type { KubeClient } from '../kube/client.ts';
import { type Discovery, objectPath } from '../kube/discovery.ts';
import type { ListTarget } from '../kube/list-all.ts';
import { UNSEEN, watchObject } from './object-watch.ts';
import { OptionalSources } from './optional-sources.ts';
import { Paced } from './paced.ts';
import type { SnapshotFeed } from './snapshot-feed.ts';
import type { StreamSource, Telling } from './stream-kind.ts';
import { Surroundings } from './surroundings.ts';

/** As the contract has it. */
const PACE_MS = 200;

/** Around an object that is there much may be slow or forbidden: it is shown without it after this. */
const PATIENCE_MS = 1_500;

/** What objects are read from. */
export interface ObjectStreamOptions {
  readonly client: KubeClient;
  readonly discovery: Discovery;
  readonly feed: SnapshotFeed;
  /** What a person calls a part; names stand for themselves without. */
  readonly titleOf?: TitleOf;
}

/** Of one cluster. */
export function objectStream(options: ObjectStreamOptions): StreamSource<'object'> {
  return ({ object }, telling) => {
    const following = new ObjectFollowing(options, object, telling);
    following.begin().catch((error: unknown) => {
      if (!telling.signal.aborted) telling.tell(absent(toAppError(error)));
    });
    return following;
  };
}

class ObjectFollowing {
  readonly #options: ObjectStreamOptions;
  readonly #ref: ObjectRef;
  readonly #telling: Telling<'object'>;
  readonly #undos = new DisposalStack();
  readonly #paced: Paced;
  readonly #lastWords: LastWords;
  readonly #optional: OptionalSources;
  #surroundings: Surroundings | undefined;
  #sight = UNSEEN;
  /** What was told last, to tell nothing twice. */
  #told = '';
  #isPatient = true;

  constructor(options: ObjectStreamOptions, ref: ObjectRef, telling: Telling<'object'>) {
    this.#options = options;
    this.#ref = ref;
    this.#telling = telling;
    this.#paced = new Paced(PACE_MS, () => this.#tell());
    this.#undos.defer(() => this.#paced.dispose());
    this.#optional = new OptionalSources(options.client, telling.signal, () => this.#paced.ask());
    this.#lastWords = new LastWords(options.client, () => this.#paced.ask());
  }

  /** Rejects with why there is nothing to follow. */
  async begin(): Promise<void> {
    const { client, discovery, feed } = this.#options;
    const { signal } = this.#telling;
    const { apiVersion, kind, namespace, name } = this.#ref;
    const resource = await discovery.resource(apiVersion, kind, signal);
    // Asked by itself: a watch that is refused says so in words alone, and tries again.
    await client.request({ path: objectPath(resource, namespace, name), signal }).catch((error: unknown) => {
      if (toAppError(error).code !== 'notFound') throw error;
    });
    if (signal.aborted) return;
    const target = { path: objectPath(resource, namespace), query: { fieldSelector: `metadata.name=${name}` } };
    const { namespaced: isNamespaced } = resource;
    const onChange = () => this.#paced.ask();
    this.#surroundings = new Surroundings({ client, object: this.#ref, isNamespaced, feed, onChange });
    this.#undos.defer(() => this.#surroundings?.dispose());
    const patience = setTimeout(() => {
      this.#isPatient = false;
      onChange();
    }, PATIENCE_MS);
    this.#undos.defer(() => clearTimeout(patience));
    let stop = this.#watch(target);
    this.#undos.defer(() => stop());
    // A watch of before a silence may hang on a connection that leads nowhere.
    this.#undos.defer(
      feed.onRevived(() => {
        void stop();
        stop = this.#watch(target);
      }),
    );
  }

  dispose(): Promise<void> {
    return this.#undos.dispose();
  }

  #watch(target: ListTarget): Dispose {
    const { apiVersion, kind } = this.#ref;
    return watchObject(this.#options.client, target, { apiVersion, kind }, this.#sight, (sight) => {
      this.#sight = sight;
      this.#paced.ask();
    });
  }

  #tell(): void {
    const message = this.#inspection();
    if (message === undefined) return;
    const words = JSON.stringify(message);
    if (words === this.#told) return;
    this.#told = words;
    this.#telling.tell(message);
  }

  #inspection(): Inspection | undefined {
    const surroundings = this.#surroundings;
    if (surroundings === undefined || !this.#sight.isRead) return undefined;
    const { object, goneAt, stale } = this.#sight;
    if (object === undefined) return notFound(this.#ref);
    // Health that is judged before the pods are read says that there are none.
    if (!surroundings.isComplete && this.#isPatient) return undefined;
    const around = { ...surroundings.around, optional: this.#optional.of(object) };
    const known = inspect(object, around, this.#health(object, around));
    if (goneAt !== undefined) {
      const successor = successorOf(object, around.objects.Pod);
      return { state: 'gone', at: goneAt, ...known, can: NO_ABILITIES, ...(successor ? { successor } : {}) };
    }
    const silence = stale ?? surroundings.stale;
    return silence === undefined ? { state: 'there', ...known } : { state: 'stale', ...silence, ...known };
  }

  /** In the words of the overview's problems: by the part's title, and with what a program said as it crashed. */
  #health(object: KubeObject, around: Around): Health {
    const isPod = object.kind === 'Pod';
    const heard = this.#lastWords.heardPods(isPod ? [object] : around.objects.Pod);
    const [told = object] = isPod ? heard : [object];
    const related = relatedOf(around);
    return healthOf(
      told,
      isPod ? related : { ...related, pods: heard },
      partTitle(object, this.#options.titleOf ?? NO_TITLES),
    );
  }
}

/** The newest pod that the same workload has made since. */
function successorOf(object: KubeObject, pods: readonly KubeObject[]): ObjectRef | undefined {
  const maker = makerOf(object);
  if (object.kind !== 'Pod' || maker === undefined) return undefined;
  const born = ({ metadata }: KubeObject) => metadata.creationTimestamp ?? '';
  const [newest] = pods
    .filter((pod) => makerOf(pod) === maker && pod.metadata.uid !== object.metadata.uid && isActive(pod))
    .filter((pod) => pod.metadata.namespace === object.metadata.namespace && born(pod) >= born(object))
    .sort((left, right) => (born(left) < born(right) ? 1 : -1));
  return newest && refOf(newest);
}

function notFound(ref: ObjectRef): Inspection {
  return { state: 'absent', code: 'notFound', reason: `${formatRef(ref)} is not in the cluster.` };
}

function absent({ code, message: reason, remedy }: AppError): Inspection {
  const known = { reason, ...(remedy === undefined ? {} : { remedy }) };
  switch (code) {
    case 'forbidden':
    case 'unauthorized':
      return { state: 'absent', code: 'forbidden', ...known };
    case 'badInput':
    case 'unsupported':
      return { state: 'absent', code: 'unsupported', ...known };
    default:
      return { state: 'absent', code: 'unreachable', ...known };
  }
}
