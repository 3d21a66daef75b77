// The surroundings of one object, watched while somebody looks at it: by the session, or by watches of their own.
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { WatchedKindName } from '../cluster/kinds.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import { ClusterStore } from '../cluster/store.ts';
import { DisposalStack } from '../disposal.ts';
import type { Around } from '../inspect/around.ts';
import type { KubeClient } from '../kube/client.ts';
import type { ListTarget } from '../kube/list-all.ts';
import { watchList } from '../kube/watch-list.ts';
import type { SnapshotFeed } from './snapshot-feed.ts';

const OF_PODS = ['Pod', 'ReplicaSet', 'Event', 'PersistentVolumeClaim', 'Service'] as const;

/** What an object's health and relations are read from, by its kind. Others: who uses it, and what was reported. */
const NEEDED: Readonly<Record<string, readonly WatchedKindName[]>> = {
  Pod: OF_PODS,
  Deployment: OF_PODS,
  StatefulSet: OF_PODS,
  DaemonSet: OF_PODS,
  ReplicaSet: OF_PODS,
  Job: OF_PODS,
  CronJob: ['Event', 'Service'],
  Service: ['Pod', 'Event', 'EndpointSlice'],
  Ingress: ['Event'],
};
const NEEDED_BY_OTHERS: readonly WatchedKindName[] = ['Pod', 'Event'];

/** Options of {@link Surroundings}. */
export interface SurroundingsOptions {
  readonly client: KubeClient;
  readonly object: ObjectRef;
  readonly isNamespaced: boolean;
  readonly feed: SnapshotFeed;
  readonly onChange: () => void;
}

/** Begins at once; tells nothing after it was disposed of. */
export class Surroundings {
  readonly #undos = new DisposalStack();
  readonly #snapshot: () => Snapshot | null;
  #policies: readonly KubeObject[] = [];
  #ingresses: readonly KubeObject[] = [];

  constructor(options: SurroundingsOptions) {
    const { client, object, isNamespaced, onChange } = options;
    const { namespace = '' } = object;
    if (!isNamespaced) {
      this.#snapshot = this.#watchClusterScoped(options);
      return;
    }
    this.#snapshot = this.#watchNamespace(options, namespace);
    const networking = `/apis/networking.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}`;
    this.#watch(client, { path: `${networking}/networkpolicies` }, 'NetworkPolicy', (objects) => {
      this.#policies = objects;
      onChange();
    });
    this.#watch(client, { path: `${networking}/ingresses` }, 'Ingress', (objects) => {
      this.#ingresses = objects;
      onChange();
    });
  }

  /** What is known now. */
  get around(): Omit<Around, 'optional'> {
    const snapshot = this.#snapshot();
    return {
      objects: snapshot?.objects ?? NOTHING,
      policies: this.#policies,
      ingresses: this.#ingresses,
      hasEvents: snapshot?.refused?.includes('Event') !== true,
    };
  }

  /** Why nothing newer is known of it, and since when; undefined while it is live. */
  get stale(): { readonly reason: string; readonly at: number } | undefined {
    const snapshot = this.#snapshot();
    if (snapshot?.stale !== true) return undefined;
    return { reason: snapshot.staleReason ?? 'The connection to the cluster was lost.', at: snapshot.at };
  }

  /** Whether what is needed has been read once. */
  get isComplete(): boolean {
    return this.#snapshot()?.isComplete === true;
  }

  dispose(): Promise<void> {
    return this.#undos.dispose();
  }

  #watchNamespace({ client, object, feed, onChange }: SurroundingsOptions, namespace: string): () => Snapshot | null {
    if (namespace === feed.namespace && feed.current !== null) {
      this.#undos.defer(feed.subscribe(onChange));
      return () => feed.current;
    }
    const own = Object.hasOwn(NEEDED, object.kind) ? NEEDED[object.kind] : undefined;
    const kinds = own ?? NEEDED_BY_OTHERS;
    const store = new ClusterStore({ client, namespace: encodeURIComponent(namespace), kinds, onChange });
    this.#undos.defer(() => store.dispose());
    return () => {
      const { current } = store;
      // Of the whole cluster, and watched anyway.
      const { Node, StorageClass } = feed.current?.objects ?? NOTHING;
      return { ...current, objects: { ...current.objects, Node, StorageClass } };
    };
  }

  /** A node is reported of in a namespace of its own, and has pods of all. */
  #watchClusterScoped({ client, object, feed, onChange }: SurroundingsOptions): () => Snapshot {
    const lists: { Event: readonly KubeObject[]; Pod: readonly KubeObject[] } = { Event: [], Pod: [] };
    const keep = (kind: 'Event' | 'Pod', path: string, fieldSelector: string) =>
      this.#watch(client, { path, query: { fieldSelector } }, kind, (objects) => {
        lists[kind] = objects;
        onChange();
      });
    const { kind, name } = object;
    keep('Event', '/api/v1/events', `involvedObject.kind=${kind},involvedObject.name=${name}`);
    if (kind === 'Node') keep('Pod', '/api/v1/pods', `spec.nodeName=${name}`);
    this.#undos.defer(feed.subscribe(onChange));
    return () => {
      const own = feed.current;
      const isSilent = own?.stale === true && !own.isAnswering;
      const known = { namespace: '', objects: { ...NOTHING, ...lists }, isComplete: true, at: own?.at ?? Date.now() };
      const reason = own?.staleReason === undefined ? {} : { staleReason: own.staleReason };
      return { ...known, stale: isSilent, isAnswering: !isSilent, ...(isSilent ? reason : {}) };
    };
  }

  #watch(
    client: KubeClient,
    target: ListTarget,
    kind: string,
    onObjects: (objects: readonly KubeObject[]) => void,
  ): void {
    const byKey = new Map<string, KubeObject>();
    const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`;
    const tell = () => onObjects([...byKey.values()]);
    const stop = watchList(client, target, {
      onSnapshot: (objects) => {
        byKey.clear();
        for (const object of objects) byKey.set(keyOf(object), { ...object, kind });
        tell();
      },
      onEvent: ({ type, object }) => {
        if (type === 'DELETED') byKey.delete(keyOf(object));
        else byKey.set(keyOf(object), object);
        tell();
      },
      // What adds to the picture may be forbidden: the rest of it is shown.
      onState: () => {},
    });
    this.#undos.defer(stop);
  }
}

const NOTHING: Snapshot['objects'] = {
  Service: [],
  EndpointSlice: [],
  Pod: [],
  Deployment: [],
  StatefulSet: [],
  DaemonSet: [],
  ReplicaSet: [],
  PersistentVolumeClaim: [],
  Event: [],
  Node: [],
  StorageClass: [],
};
