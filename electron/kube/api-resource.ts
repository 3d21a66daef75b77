/** One kind that a cluster serves, from its discovery. */
export interface ApiResource {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** `get`, `list`, `watch`, … */
  readonly verbs: readonly string[];
}
