// The facts that the sentence of a cause is made of, as a cluster gives them: of any length, and not to be trusted.

/** What is known beside the cause itself. */
export interface Facts {
  /** What Kubernetes, a registry, a probe or the program itself said, whole. */
  readonly words?: string;
  readonly container?: string;
  readonly isInit?: boolean;
  /** As in the pod: with registry, path, tag and digest. */
  readonly image?: string;
  readonly exitCode?: number;
  /** Of memory, as Kubernetes writes quantities; empty where there is none. */
  readonly limit?: string;
  /** Its program cannot run at all. */
  readonly cannotStart?: boolean;
  /** The object is a release's, which can put it back. */
  readonly isOfRelease?: boolean;
}
