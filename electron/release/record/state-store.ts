// Reads and writes ODIN's state of a release; nobody's change to it is overwritten unseen.
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster, ReleaseTarget } from '../context.ts';
import { isEqual } from '../fields/canonical.ts';
import { deletePath } from '../object/delete-path.ts';
import { repeatedUnlessDone } from '../object/repeated.ts';
import { secretPath, secretsPath } from './secret-path.ts';
import { decodeState, encodeState, type ReleaseState, type StoredState, stateName } from './state.ts';

/** The state of one release. All methods throw as `KubeClient.request` does. */
export class StateStore {
  readonly #cluster: Cluster;
  readonly #target: ReleaseTarget;

  constructor(cluster: Cluster, target: ReleaseTarget) {
    this.#cluster = cluster;
    this.#target = target;
  }

  /** The state as it is; null when there is none. Throws `conflict` when the Secret holds something else. */
  async read(): Promise<StoredState | null> {
    try {
      const { body } = await this.#cluster.client.request<KubeObject>({ path: this.#path });
      return decodeState(body);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }

  /**
   * Writes it, if nobody wrote it since `previous` was read.
   *
   * Throws `conflict` when somebody did.
   */
  async write(state: ReleaseState, previous: StoredState | null): Promise<StoredState> {
    const { client, signal } = this.#cluster;
    const request =
      previous === null
        ? ({ method: 'POST', path: secretsPath(this.#target) } as const)
        : ({ method: 'PUT', path: this.#path } as const);
    const body = encodeState(this.#target, state, previous?.resourceVersion);
    const put = async (): Promise<StoredState> =>
      decodeState((await client.request<KubeObject>({ ...request, body })).body);
    const written = async (): Promise<StoredState | undefined> => {
      const now = await this.read();
      return now !== null && isEqual(now.state, state) ? now : undefined;
    };
    try {
      return await repeatedUnlessDone(put, written, signal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const message = `Somebody else changed the notes on release ${this.#target.release} meanwhile: look at the plan again.`;
      throw new AppError('conflict', message, { cause: error });
    }
  }

  /** Removes it. */
  delete(): Promise<void> {
    return deletePath(this.#cluster, this.#path);
  }

  get #path(): string {
    return secretPath(this.#target, stateName(this.#target));
  }
}
