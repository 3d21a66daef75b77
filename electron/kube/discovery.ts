// The kinds that a cluster serves, asked once and kept until told otherwise.
import { AppError } from '../../shared/errors.ts';
import { abortable } from './abortable.ts';
import { ApiError } from './api-error.ts';
import type { ApiResource } from './api-resource.ts';
import type { KubeClient } from './client.ts';
import { AGGREGATED, type DiscoveryDocument, parseAggregated, parsePlain } from './discovery-document.ts';
import { unknownKind } from './other-kinds.ts';

/** Asks lazily, once for all callers. */
export class Discovery {
  readonly #client: KubeClient;
  #served: Promise<DiscoveryDocument | undefined> | undefined;
  readonly #plain = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(client: KubeClient) {
    this.#client = client;
  }

  /**
   * The resource of a kind. A kind that is not known is asked for once more, since a CRD may have come meanwhile.
   *
   * Throws `AppError` `badInput` when the cluster does not serve the kind, `unavailable` when what serves it is down.
   */
  async resource(apiVersion: string, kind: string, signal?: AbortSignal): Promise<ApiResource> {
    const found = (await this.find(apiVersion, kind, signal)) ?? (await this.#findAgain(apiVersion, kind, signal));
    if (found !== undefined) return found;
    const subject = { subject: `${apiVersion} ${kind}` };
    if ((await this.#served)?.stale.includes(apiVersion)) {
      const message = `The extension API server behind ${apiVersion} does not answer, so ${kind} can't be reached: see its APIService.`;
      throw new AppError('unavailable', message, subject);
    }
    const served = (await this.#served)?.resources ?? [];
    throw new AppError('badInput', unknownKind(apiVersion, kind, served), subject);
  }

  /** The same, but undefined for a kind that was not there when the cluster was asked last. */
  async find(apiVersion: string, kind: string, signal?: AbortSignal): Promise<ApiResource | undefined> {
    this.#served ??= this.#forgetFailure(this.#askAll());
    const served = await wait(this.#served, signal);
    const resources = served?.resources ?? (await wait(this.#askOne(apiVersion), signal));
    return resources.find((resource) => resource.apiVersion === apiVersion && resource.kind === kind);
  }

  /** Forgets all: after a CRD was made or deleted. */
  invalidate(): void {
    this.#served = undefined;
    this.#plain.clear();
  }

  #findAgain(apiVersion: string, kind: string, signal: AbortSignal | undefined): Promise<ApiResource | undefined> {
    this.invalidate();
    return this.find(apiVersion, kind, signal);
  }

  /** Undefined when the server knows no aggregated discovery. */
  async #askAll(): Promise<DiscoveryDocument | undefined> {
    const bodies = await Promise.all(
      ['/api', '/apis'].map((path) => this.#client.request({ path, accept: AGGREGATED })),
    );
    const parts = bodies.map(({ body }) => parseAggregated(body)).filter((part) => part !== undefined);
    if (parts.length < bodies.length) return undefined;
    return { resources: parts.flatMap((part) => part.resources), stale: parts.flatMap((part) => part.stale) };
  }

  #askOne(apiVersion: string): Promise<readonly ApiResource[]> {
    const known = this.#plain.get(apiVersion);
    if (known !== undefined) return known;
    const asked = this.#client.request({ path: groupVersionPath(apiVersion) }).then(
      ({ body }) => parsePlain(body),
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return [];
        this.#plain.delete(apiVersion);
        throw error;
      },
    );
    this.#plain.set(apiVersion, asked);
    return asked;
  }

  #forgetFailure(asked: Promise<DiscoveryDocument | undefined>): Promise<DiscoveryDocument | undefined> {
    asked.catch(() => {
      if (this.#served === asked) this.#served = undefined;
    });
    return asked;
  }
}

/** Callers share one request, so that one caller's abort ends only its own waiting. */
async function wait<T>(shared: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return shared;
  return abortable(shared, signal).catch((error: unknown) => {
    throw signal.aborted ? new AppError('cancelled', 'Cancelled.', { cause: error }) : error;
  });
}

/**
 * The path of an object, or of a kind's list when `name` is absent; a namespaced kind without a namespace: of all namespaces.
 * A namespace given for a cluster-scoped kind is left out, as kubectl does. Throws `badInput` for what cannot be a name.
 */
export function objectPath(resource: ApiResource, namespace?: string, name?: string): string {
  if (![name, namespace || undefined].every((part) => part === undefined || isSegment(part))) {
    throw new AppError(
      'badInput',
      `${resource.kind} "${name}" in namespace "${namespace}" is no name that an object can have.`,
    );
  }
  const inNamespace =
    resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const ofObject = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${groupVersionPath(resource.apiVersion)}${inNamespace}/${resource.plural}${ofObject}`;
}

/**
 * Whether an object may be called so. Any other name is another path by the time it has passed a proxy: `secrets/..` is the
 * namespace, `secrets/` all Secrets.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
export function isSegment(name: string): boolean {
  return !['', '.', '..'].includes(name) && !/[/%]/.test(name);
}

/** `/api/v1`, `/apis/apps/v1`. */
function groupVersionPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
