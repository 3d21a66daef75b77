// The ground that scenarios of the engine stand on, so that one text runs on the demo cluster and on a real one: ODIN at work,
// a person beside it, and somebody else who says what came of it.
import { afterAll, beforeAll, expect } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Odin } from './odin.ts';

/** A live object with its content open to a test. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever field it is about
export type Live = KubeObject & Record<string, any>;

/**
 * A person with kubectl, or what stands in for it. Objects are named as on its command line, `deployment/web`; who writes is
 * known to the cluster by the names that kubectl uses: `kubectl-patch`, `kubectl-set` …
 */
export interface Person {
  get(namespace: string, what: string): Promise<Live>;
  /** As {@link Person.get}; undefined where it is not there. */
  find(namespace: string, what: string): Promise<Live | undefined>;
  /** `kind/name` of what there is of these kinds (`pvc,configmap`), sorted. */
  names(namespace: string, kinds: string): Promise<readonly string[]>;
  create(namespace: string, object: KubeObject): Promise<void>;
  /** Server-side, taking every field. */
  applyAs(manager: string, namespace: string, object: KubeObject): Promise<void>;
  /** A strategic merge patch. */
  patch(namespace: string, what: string, content: object, manager?: string): Promise<void>;
  /** A merge patch: a list in it takes the place of the whole one there. */
  mergePatch(namespace: string, what: string, content: object): Promise<void>;
  /** Changes one text of it into another, as in an editor. */
  edit(namespace: string, what: string, from: string, to: string): Promise<void>;
  setImage(namespace: string, what: string, images: Readonly<Record<string, string>>): Promise<void>;
  /** `limits` of every container of its pods. */
  setLimits(namespace: string, what: string, limits: Readonly<Record<string, string>>): Promise<void>;
  scale(namespace: string, what: string, replicas: number): Promise<void>;
  label(namespace: string, what: string, labels: Readonly<Record<string, string>>): Promise<void>;
  annotate(namespace: string, what: string, annotations: Readonly<Record<string, string>>): Promise<void>;
  delete(namespace: string, what: string): Promise<void>;
}

/** A release's revision in Helm's words. */
export interface HelmRevision {
  readonly revision: number;
  readonly status: string;
  readonly description: string;
  /** `web-1.2.3`. */
  readonly chart: string;
  readonly app_version: string;
}

/** Who says what came of it. */
export interface Judge {
  /** Oldest first. */
  history(namespace: string, release: string): Promise<readonly HelmRevision[]>;
  /** The newest revision's objects, as the record has them. */
  manifest(namespace: string, release: string): Promise<readonly KubeObject[]>;
  /** Of applying that manifest once more: what it would change, in a text; empty when nothing. */
  diff(namespace: string, release: string): Promise<string>;
  /** What a dry run of an apply as Helm says of fields that others manage: `argo data.answer`, sorted. */
  conflicts(object: KubeObject): Promise<readonly string[]>;
}

/** A cluster, and what differs from one to another. */
export interface Ground {
  readonly odin: Odin;
  readonly person: Person;
  readonly judge: Judge;
  /** The connection that `odin` has; there inside tests. */
  readonly client: KubeClient;
  /** A name that nobody else uses. */
  namespaceFor(what: string): string;
  /** Whether there are objects of this kind. */
  serves(kind: string): boolean;
  /** An object that fails for certain, soon. */
  hopeless(name: string): KubeObject;
  /** What is said of it, without its name. */
  readonly hopelessReason: string;
  /** Ways in which a person applies objects, by their names. */
  readonly waysToApply: Readonly<Record<string, (namespace: string, object: KubeObject) => Promise<void>>>;
  /** Lets pods of the namespace run, but for those of the image `web:bad`; gives what ends it. Undefined where a real node would pull them. */
  runPods(namespace: string): (() => Promise<void>) | undefined;
}

/** Connects for the tests of a file; the client is there inside tests. */
export function connected(
  reach: () => Promise<{ readonly kubeconfig: string; readonly context: string }>,
): () => KubeClient {
  let client: KubeClient | undefined;
  beforeAll(async () => {
    const { kubeconfig, context } = await reach();
    client = await connect({ file: kubeconfig, context });
  });
  afterAll(() => client?.close());
  return () => {
    if (client === undefined) throw new Error('the client is connected by beforeAll');
    return client;
  };
}

/** Fails where something is there. */
export async function expectAbsent(person: Person, namespace: string, what: string): Promise<void> {
  expect((await person.find(namespace, what))?.metadata.name, what).toBeUndefined();
}
